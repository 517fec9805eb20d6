package io.github.ram4j.train;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.ConvertDefaults;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Options of reading a checkpoint: its tags, the token vocabulary of its captions, and sizes that
 * its tensors do not show. Immutable and thread-safe.
 */
public final class CheckpointOptions {
  private final Optional<TagVocabulary> vocabulary;
  private final Optional<Path> wordList;
  private final OptionalInt imageSizePx;
  private final int headHeads;
  private final int textHeads;

  private CheckpointOptions(
      Optional<TagVocabulary> vocabulary,
      Optional<Path> wordList,
      OptionalInt imageSizePx,
      int headHeads,
      int textHeads) {
    imageSizePx.ifPresent(size -> Checks.require(size > 0, "image size", "1 pixel or more", size));
    Checks.require(headHeads > 0, "attention heads of the tagging head", "1 or more", headHeads);
    Checks.require(textHeads > 0, "attention heads of the caption half", "1 or more", textHeads);
    this.vocabulary = vocabulary;
    this.wordList = wordList;
    this.imageSizePx = imageSizePx;
    this.headHeads = headHeads;
    this.textHeads = textHeads;
  }

  /**
   * The published tags of the checkpoint's family, no captions, the image size of the file, 4
   * attention heads of the tagging head and 12 of the caption half.
   *
   * @return the options
   */
  public static CheckpointOptions defaults() {
    return new CheckpointOptions(
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        ConvertDefaults.HEAD_HEADS,
        ConvertDefaults.TEXT_HEADS);
  }

  /**
   * Options with the tags of a checkpoint, in place of the published ones.
   *
   * @param tags in the order of the model's scores
   * @return new options
   */
  public CheckpointOptions withVocabulary(TagVocabulary tags) {
    Optional<TagVocabulary> changed = Optional.of(tags);
    return new CheckpointOptions(changed, wordList, imageSizePx, headHeads, textHeads);
  }

  /**
   * Options with captions; by default the caption half of a checkpoint is left out.
   *
   * @param file {@code vocab.txt}, the token vocabulary that the model was trained with
   * @return new options
   */
  public CheckpointOptions withWordList(Path file) {
    Optional<Path> changed = Optional.of(file);
    return new CheckpointOptions(vocabulary, changed, imageSizePx, headHeads, textHeads);
  }

  /**
   * Options with the image size, for a checkpoint without it.
   *
   * @param sidePx of the square input, 1 or more
   * @return new options
   */
  public CheckpointOptions withImageSize(int sidePx) {
    OptionalInt changed = OptionalInt.of(sidePx);
    return new CheckpointOptions(vocabulary, wordList, changed, headHeads, textHeads);
  }

  /**
   * Options with other attention heads of the tagging head.
   *
   * @param heads 1 or more
   * @return new options
   */
  public CheckpointOptions withHeadHeads(int heads) {
    return new CheckpointOptions(vocabulary, wordList, imageSizePx, heads, textHeads);
  }

  /**
   * Options with other attention heads of the caption half.
   *
   * @param heads 1 or more
   * @return new options
   */
  public CheckpointOptions withTextHeads(int heads) {
    return new CheckpointOptions(vocabulary, wordList, imageSizePx, headHeads, heads);
  }

  /** The tags; empty for the published ones of the family. */
  Optional<TagVocabulary> vocabulary() {
    return vocabulary;
  }

  /** The token vocabulary of captions; empty to leave them out. */
  Optional<Path> wordList() {
    return wordList;
  }

  ArchitectureReader.Asked asked() {
    return new ArchitectureReader.Asked(imageSizePx, OptionalInt.empty(), headHeads, textHeads);
  }
}
