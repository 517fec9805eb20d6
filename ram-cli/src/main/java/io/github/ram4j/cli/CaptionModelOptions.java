package io.github.ram4j.cli;

import io.github.ram4j.Captioner;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the captioning model and of its run. */
final class CaptionModelOptions {
  @Option(
      names = {"--model", "--pretrained"},
      paramLabel = "MODEL",
      description = {
        "A bundle of Tag2Text, as 'ram convert --vocab' writes it, or a checkpoint, which is"
            + " converted once, to a folder NAME.bundle beside it.",
        "Without it, or called "
            + ShippedModel.CLIPART_NAME
            + ", the small model that ships: it knows"
            + " clip art, not photographs."
      })
  private Path model;

  @Option(
      names = "--vocab",
      paramLabel = "WORDS",
      description = "Token vocabulary of a checkpoint: vocab.txt or tokenizer.json.")
  private Path words;

  @Option(
      names = "--tags-file",
      paramLabel = "LIST.tsv",
      description = "List of tags of a checkpoint with tags of its own.")
  private Path tagsFile;

  @Option(
      names = "--image-size",
      paramLabel = "PIXELS",
      description = "Image size of a checkpoint that does not have it.")
  private Integer imageSize;

  @Mixin private RunOptions runOptions;

  /** The input files; null for those not given. */
  List<Path> inputs() {
    return Arrays.asList(model, words, tagsFile, runOptions.thresholdsFile());
  }

  ModelOptions options() throws IOException {
    return runOptions.modelOptions();
  }

  /** Opens the model; the caller closes it. */
  Captioner open(PrintWriter err) throws IOException {
    boolean shipped = model == null || isShipped(model);
    if (tagsFile != null && (shipped || isBundle(model))) {
      throw new IllegalArgumentException(
          "--tags-file: expected with a checkpoint, found with %s; a bundle has its own list"
              .formatted(shipped ? "the model that ships" : model));
    }
    if (shipped) {
      if (model == null) {
        Terminal.tellShipped(err);
      }
      return RamModels.openCaptioner(ClipartModels.tag2text(), options());
    }
    CheckpointBundle.requireThere(model);
    if (Files.isRegularFile(model) && model.toString().endsWith(".onnx")) {
      throw new IllegalArgumentException(
          "--model: expected a bundle or a checkpoint of Tag2Text, found %s; exported ONNX files"
                  .formatted(model)
              + " have tags alone");
    }
    Path bundle =
        isBundle(model)
            ? model
            : CheckpointBundle.withCaptions(model, tagsFile, imageSize, words, err);
    return RamModels.openCaptioner(bundle, options());
  }

  private static boolean isShipped(Path model) {
    Optional<ShippedModel> shipped = ShippedModel.of(model);
    if (shipped.equals(Optional.of(ShippedModel.PHOTO))) {
      throw new IllegalArgumentException(
          "--model: expected clipart or a bundle of Tag2Text, found photo, which writes no"
              + " captions");
    }
    return shipped.isPresent();
  }

  private static boolean isBundle(Path model) throws IOException {
    return Files.isDirectory(model) && !Converter.isCheckpointFolder(model);
  }
}
