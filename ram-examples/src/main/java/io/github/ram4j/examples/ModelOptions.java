package io.github.ram4j.examples;

import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.clipart.ClipartModel;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.onnx.ExportedOutput;
import io.github.ram4j.onnx.ProviderChoice;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.onnx.SessionConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "cpu",
      description = "Execution provider: cpu (default), cuda or auto.")
  private ProviderChoice provider;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads on the CPU; all processors by default.")
  private Integer threads;

  @Option(
      names = "--threshold",
      paramLabel = "X",
      description = "One threshold for all tags, 0 to 1; the published ones by default.")
  private Float threshold;

  @Option(names = "--no-exif", description = "Leave pictures as stored, as the authors do.")
  private boolean noExif;

  /** Opens the model; the caller closes it. */
  Recognizer open(PrintWriter err) throws IOException {
    SessionConfig config = config();
    if (model == null) {
      if (Terminal.isWatched()) {
        err.println(
            "with the small model that ships: it knows clip art, not photographs (--model)");
      }
      return RamModels.open(ClipartModel.bundle(), config);
    }
    requireThere(model);
    if (Files.isDirectory(model)) {
      return RamModels.open(model, config);
    }
    return model.toString().endsWith(".onnx")
        ? RamModels.openExported(model, tagsOfExport(), output, config)
        : RamModels.open(converted(err, null), config);
  }

  /**
   * Opens a model that writes captions; the caller closes it.
   *
   * @param words of a checkpoint, or null
   */
  Captioner openCaptioner(PrintWriter err, Path words) throws IOException {
    if (model == null) {
      throw new IllegalArgumentException(
          "--model: expected a bundle of Tag2Text with captions, found none; the small model that"
              + " ships writes no captions");
    }
    requireThere(model);
    Path bundle = Files.isDirectory(model) ? model : converted(err, words);
    return RamModels.openCaptioner(Bundle.read(bundle), config());
  }

  /** How a model is run. */
  SessionConfig config() {
    SessionConfig config =
        SessionConfig.defaults().withProvider(provider).withExifRotation(!noExif);
    if (threads != null) {
      config = config.withThreads(threads);
    }
    return threshold == null ? config : config.withThresholds(ThresholdPolicy.uniform(threshold));
  }

  private TagVocabulary tagsOfExport() throws IOException {
    return tagsFile == null ? TagVocabulary.ram() : TagVocabulary.read(tagsFile);
  }

  private static void requireThere(Path model) throws NoSuchFileException {
    if (!Files.exists(model)) {
      throw new NoSuchFileException(
          model.toString(), null, "expected a bundle, a checkpoint or an ONNX file, found nothing");
    }
  }

  /**
   * The bundle beside a checkpoint, converted anew where it is older or lacks captions asked for.
   */
  private Path converted(PrintWriter err, Path words) throws IOException {
    String file = model.getFileName().toString();
    int dot = file.lastIndexOf('.');
    Path bundle = model.resolveSibling((dot > 0 ? file.substring(0, dot) : file) + ".bundle");
    boolean stale =
        Files.exists(bundle)
            && (Files.getLastModifiedTime(bundle).compareTo(Files.getLastModifiedTime(model)) < 0
                || (words != null && Bundle.read(bundle).manifest().captions().isEmpty()));
    if (stale || !Files.exists(bundle)) {
      err.println("converting " + model + " to " + bundle + ", once");
      Converter.convert(
          model,
          bundle,
          ConvertOptions.defaults()
              .withImageSize(imageSize)
              .withVocabulary(tagsFile == null ? null : TagVocabulary.read(tagsFile))
              .withWords(words)
              .withReplace(stale)
              .withProgress(new ProgressLine(err)));
    }
    return bundle;
  }
}
