package io.github.ram4j.cli.train;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.train.CheckpointOptions;
import io.github.ram4j.train.StartingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of the checkpoint that a training begins with, and of its vocabulary. */
final class ModelChoice {
  /** Seed of the weights of new tags. */
  private static final long SEED = 1;

  @Parameters(paramLabel = "CHECKPOINT", description = "A .pth or .safetensors file.")
  private Path checkpoint;

  @Option(
      names = "--tags-file",
      paramLabel = "LIST.tsv",
      description =
          "List of all tags of a checkpoint with other tags than the published: id, en, zh,"
              + " threshold.")
  private Path tagsFile;

  @Option(
      names = "--vocab",
      paramLabel = "WORDS",
      description =
          "Tag2Text: train its captions, too, and keep them in the output, with the token"
              + " vocabulary of its training, vocab.txt.")
  private Path words;

  @ArgGroup private Change change;

  /** The change of the vocabulary; one of these options. */
  static final class Change {
    @Option(
        names = "--new-tags",
        paramLabel = "LIST.tsv",
        description = "Add these tags to the model's, which stay as they are.")
    private Path added;

    @Option(
        names = "--tags-from-data",
        description = "Add every tag of --data that the model lacks.")
    private boolean fromData;

    @Option(
        names = "--only-tags",
        paramLabel = "LIST.tsv",
        description = "Replace the model's tags by these; known ones keep their weights.")
    private Path only;
  }

  @Option(
      names = "--image-size",
      paramLabel = "PIXELS",
      description = "Image size, if the file does not have it.")
  private Integer imageSize;

  @Option(
      names = "--head-heads",
      paramLabel = "N",
      description = "Attention heads of the tagging head; 4 as published.")
  private Integer headHeads;

  @Option(
      names = "--text-heads",
      paramLabel = "N",
      description = "Attention heads of the caption parts; 12 as published.")
  private Integer textHeads;

  /** The input files; null for those not given. */
  List<Path> inputs() {
    return Arrays.asList(
        checkpoint,
        tagsFile,
        words,
        change == null ? null : change.added,
        change == null ? null : change.only);
  }

  /**
   * Opens the model with its changed vocabulary.
   *
   * @param data examples whose tags may be added
   */
  StartingModel open(Path data) throws IOException {
    StartingModel read = StartingModel.ofCheckpoint(checkpoint, checkpointOptions());
    if (change == null) {
      return read;
    }
    if (change.only != null) {
      return read.withVocabulary(TagVocabulary.read(change.only), SEED);
    }
    TagVocabulary grown =
        change.fromData
            ? GrownVocabulary.ofData(read.vocabulary(), data)
            : GrownVocabulary.of(read.vocabulary(), TagVocabulary.read(change.added));
    return read.withVocabulary(grown, SEED);
  }

  private CheckpointOptions checkpointOptions() throws IOException {
    CheckpointOptions options = CheckpointOptions.defaults();
    options = tagsFile == null ? options : options.withVocabulary(TagVocabulary.read(tagsFile));
    options = words == null ? options : options.withWordList(words);
    options = imageSize == null ? options : options.withImageSize(imageSize);
    options = headHeads == null ? options : options.withHeadHeads(headHeads);
    return textHeads == null ? options : options.withTextHeads(textHeads);
  }

  /** Returns the command that converts a trained checkpoint to a bundle. */
  String convertCommand(Path trained, StartingModel start) {
    Path folder = trained.getParent();
    StringBuilder command =
        new StringBuilder(
            "./ram convert %s --tags-file %s --image-size %d"
                .formatted(trained, folder.resolve("tags.tsv"), start.imageSizePx()));
    if (words != null) {
      command.append(" --vocab ").append(folder.resolve("vocab.txt"));
    }
    if (headHeads != null) {
      command.append(" --head-heads ").append(headHeads);
    }
    if (textHeads != null) {
      command.append(" --text-heads ").append(textHeads);
    }
    return command.append(" --out ").append(folder.resolve("bundle")).toString();
  }
}
