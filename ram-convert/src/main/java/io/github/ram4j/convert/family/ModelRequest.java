package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.layout.ArchitectureReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The user's choices for a model of any family; a family ignores or refuses choices that do not
 * apply to it.
 *
 * @param sizes overrides of sizes, and sizes that checkpoints do not record
 * @param vocabulary all tags of the checkpoint, empty for the published list
 * @param subset maps all tags to the tags to keep
 * @param words file of the token vocabulary, empty to leave out the parts that need it
 * @param classTags file of the tags that each class of a classifier names, empty for none
 */
public record ModelRequest(
    ArchitectureReader.Asked sizes,
    Optional<TagVocabulary> vocabulary,
    UnaryOperator<TagVocabulary> subset,
    Optional<Path> words,
    Optional<Path> classTags) {

  /**
   * Refuses a file of classes for a model that has tags itself.
   *
   * @param family the model's
   */
  void requireNoClassTags(ModelFamily family) {
    if (classTags.isPresent()) {
      throw new ModelException(
          "tags of classes: expected with a classifier, as efficientnet-lite, found %s with family %s"
              .formatted(classTags.get(), family));
    }
  }

  /**
   * Refuses a word list for a model that reads no words, or has its own.
   *
   * @param family the model's
   */
  void requireNoWords(ModelFamily family) {
    if (words.isPresent()) {
      throw new ModelException(
          "word list: expected with a model that reads or writes words by a list, found %s with family %s"
              .formatted(words.get(), family));
    }
  }
}
