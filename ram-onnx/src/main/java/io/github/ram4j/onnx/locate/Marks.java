package io.github.ram4j.onnx.locate;

import io.github.ram4j.ModelException;
import io.github.ram4j.text.WordList;

/**
 * The tokens that end sentences of a caption, its first and last one, and that of unknown words.
 *
 * @param first the token before all others
 * @param last the token after all others
 * @param stop the mark that ends a sentence
 * @param question another mark that ends one
 * @param comma a mark that ends none
 * @param unknown the token of each word that the vocabulary cannot spell
 */
record Marks(int first, int last, int stop, int question, int comma, int unknown) {

  static Marks of(WordList words) {
    return new Marks(
        id(words, "[CLS]"),
        id(words, "[SEP]"),
        id(words, "."),
        id(words, "?"),
        id(words, ","),
        id(words, "[UNK]"));
  }

  private static int id(WordList words, String word) {
    int id = words.idOf(word);
    if (id < 0) {
      throw new ModelException(
          "token vocabulary: expected the token %s, found none".formatted(word));
    }
    return id;
  }

  boolean isMark(int id) {
    return id == first || id == last || id == stop || id == question;
  }
}
