package io.github.ram4j.examples;

import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.clipart.ClipartModel;
import io.github.ram4j.onnx.ExportedOutput;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.onnx.SessionConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which model a program opens, and how. */
final class ModelOptions {
  @Option(
      names = {"--model", "--pretrained"},
      paramLabel = "MODEL",
      description = {
        "A bundle that 'ram convert' wrote; an ONNX file that others exported; or a checkpoint,"
            + " which is converted once, to a folder NAME.bundle beside it.",
        "Without it, the small model that ships: it knows clip art, not photographs."
      })
  private Path model;

  @Option(
      names = "--tags-file",
      paramLabel = "LIST.tsv",
      description = "The tags of an exported ONNX file or of a checkpoint with a list of its own.")
  private Path tagsFile;

  @Option(
      names = "--output-holds",
      paramLabel = "KIND",
      defaultValue = "detect",
      description = "Of an exported ONNX file: detect (default), logits or probabilities.")
  private ExportedOutput output;

  @Option(
      names = "--image-size",
      paramLabel = "PIXELS",
      description = "Of a checkpoint that does not say it.")
  private Integer imageSize;

  @Mixin private RunOptions runOptions;

  /** Opens the model; the caller closes it. */
  Recognizer open(PrintWriter err) throws IOException {
    SessionConfig config = runOptions.toConfig();
    if (model == null) {
      if (Terminal.isWatched()) {
        err.println(
            "with the small model that ships: it knows clip art, not photographs (--model)");
      }
      return RamModels.open(ClipartModel.bundle(), config);
    }
    return open(model, err);
  }

  /** Opens a model that stands elsewhere on the command line; the caller closes it. */
  Recognizer openGiven(Path given, PrintWriter err) throws IOException {
    if (model != null) {
      throw new IllegalArgumentException(
          "model: expected it once, found %s and --model %s".formatted(given, model));
    }
    return open(given, err);
  }

  private Recognizer open(Path file, PrintWriter err) throws IOException {
    SessionConfig config = runOptions.toConfig();
    CheckpointBundle.requireThere(file);
    if (Files.isDirectory(file)) {
      return RamModels.open(file, config);
    }
    return file.toString().endsWith(".onnx")
        ? RamModels.openExported(file, tagsOfExport(), output, config)
        : RamModels.open(CheckpointBundle.beside(file, tagsFile, imageSize, err), config);
  }

  private TagVocabulary tagsOfExport() throws IOException {
    return tagsFile == null ? TagVocabulary.ram() : TagVocabulary.read(tagsFile);
  }
}
