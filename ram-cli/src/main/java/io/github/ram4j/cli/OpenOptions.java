package io.github.ram4j.cli;

import io.github.ram4j.ExportedOutput;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of opening a given model. */
final class OpenOptions {
  @Option(
      names = "--tags-file",
      paramLabel = "LIST.tsv",
      description =
          "List of tags of an exported ONNX file, or of a checkpoint with tags of its own.")
  private Path tagsFile;

  @Option(
      names = "--output-holds",
      paramLabel = "KIND",
      defaultValue = "detect",
      description =
          "Kind of an exported ONNX file's output: detect (default), logits or probabilities.")
  private ExportedOutput output;

  @Option(
      names = "--image-size",
      paramLabel = "PIXELS",
      description = "Image size of a checkpoint that does not have it.")
  private Integer imageSize;

  @Mixin private RunOptions runOptions;

  RunOptions runOptions() {
    return runOptions;
  }

  /** The given list of tags, or null. */
  Path tagsFile() {
    return tagsFile;
  }

  ExportedOutput output() {
    return output;
  }

  /** Refuses a list of tags that no model would use, since all have lists of their own. */
  void requireTagsFileIsWanted(Collection<Path> models) throws IOException {
    boolean wanted = tagsFile == null;
    for (Path model : models) {
      wanted |= CheckpointBundle.isCheckpoint(model);
    }
    if (!wanted) {
      throw new IllegalArgumentException(
          "--tags-file: expected with an exported ONNX file or a checkpoint, found with %s; a bundle"
                  .formatted(models.isEmpty() ? "the model that ships" : models)
              + " has its own list");
    }
  }

  /** Opens a model that ships; the caller closes it. */
  Recognizer open(ShippedModel shipped) throws IOException {
    return RamModels.open(shipped.bundle(), runOptions.modelOptions());
  }

  /** The input files besides the model; null for those not given. */
  List<Path> inputs() {
    return Arrays.asList(tagsFile, runOptions.thresholdsFile());
  }

  /**
   * Opens a bundle, an exported ONNX file, a checkpoint or a model that ships; the caller closes
   * it.
   */
  Recognizer open(Path model, PrintWriter err) throws IOException {
    Optional<ShippedModel> shipped = ShippedModel.of(model);
    if (shipped.isPresent()) {
      return open(shipped.get());
    }
    ModelOptions options = runOptions.modelOptions();
    CheckpointBundle.requireThere(model);
    if (Files.isDirectory(model) && !Converter.isCheckpointFolder(model)) {
      return RamModels.open(model, options);
    }
    return Files.isRegularFile(model) && model.toString().endsWith(".onnx")
        ? RamModels.openExported(model, tagsOfExport(), output, options)
        : RamModels.open(CheckpointBundle.beside(model, tagsFile, imageSize, err), options);
  }

  /** Prints the assumptions about an exported ONNX file. */
  static void tellAssumed(Recognizer recognizer, PrintWriter err) {
    if (recognizer.model().precision() == ModelPrecision.UNKNOWN) {
      recognizer
          .model()
          .assumed()
          .forEach(assumed -> err.println(TerminalView.safe("assumed: " + assumed)));
    }
  }

  private TagVocabulary tagsOfExport() throws IOException {
    return tagsFile == null ? TagVocabulary.ram() : TagVocabulary.read(tagsFile);
  }
}
