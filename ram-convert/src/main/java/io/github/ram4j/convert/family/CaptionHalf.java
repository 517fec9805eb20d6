package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.text.WordList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The caption half of a model.
 *
 * @param words its token vocabulary
 * @param text its sizes
 */
record CaptionHalf(WordList words, Architecture.Text text) {
  /** The number of tokens that the authors added to the token vocabulary: [DEC] and [ENC]. */
  private static final int ADDED_WORDS = 2;

  /**
   * Reads the caption half if the request has a token vocabulary.
   *
   * @param assumed receives sentences about assumptions
   * @throws ModelException if the model writes no captions, or the vocabulary is another model's
   */
  static Optional<CaptionHalf> read(
      Weights weights,
      ArchitectureReader reader,
      Architecture sizes,
      ModelRequest request,
      List<String> assumed)
      throws IOException {
    if (request.words().isEmpty()) {
      if (sizes.family().equals(ModelFamily.TAG2TEXT)) {
        assumed.add("No captions are wanted, since no list of words was given (--vocab).");
      }
      return Optional.empty();
    }
    Path list = request.words().get();
    WordList words = WordListFile.read(list);
    if (!words.isBertBaseUncased()) {
      assumed.add(
          ("The words of %s are those that the checkpoint was trained with, though they are not"
                  + " bert-base-uncased's.")
              .formatted(list.getFileName()));
    }
    Architecture.Text text = reader.readText(sizes);
    int expected = text.vocabulary() - ADDED_WORDS;
    if (words.size() != expected) {
      throw new ModelException(
          "%s: list of words %s: expected %d, two fewer than the checkpoint has ids, found %d"
              .formatted(weights.source(), list, expected, words.size()));
    }
    return Optional.of(new CaptionHalf(words, text));
  }
}
