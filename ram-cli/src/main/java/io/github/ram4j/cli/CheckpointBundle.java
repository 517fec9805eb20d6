package io.github.ram4j.cli;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.ConvertedBundle;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.files.PartialFolder;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Bundles of checkpoints on the command line. */
final class CheckpointBundle {
  private CheckpointBundle() {}

  static void requireThere(Path model) throws NoSuchFileException {
    requireThere(
        model,
        "a bundle, a checkpoint or an ONNX file, found nothing"
            + ShippedModel.like(model)
                .map(shipped -> "; a model that ships is called " + shipped.title())
                .orElse(""));
  }

  /** Checks a model of a kind that no ONNX file of others has, and that does not ship. */
  static void requireBundleOrCheckpoint(Path model) throws NoSuchFileException {
    requireThere(model, "a bundle or a checkpoint, found nothing");
  }

  private static void requireThere(Path model, String expected) throws NoSuchFileException {
    PartialFolder.recover(model);
    if (!Files.exists(model)) {
      throw new NoSuchFileException(model.toString(), null, "expected " + expected);
    }
  }

  /** Returns whether a model is a checkpoint: a file, or the folder of one. */
  static boolean isCheckpoint(Path model) throws IOException {
    return Files.isDirectory(model)
        ? Converter.isCheckpointFolder(model)
        : Files.isRegularFile(model);
  }

  /**
   * Returns the folder NAME.bundle beside a checkpoint, after a conversion if it is missing or
   * older.
   *
   * @param tagsFile a list of tags, or null
   * @param imageSizePx or null
   * @throws IllegalArgumentException if there is a bundle with another list
   */
  static Path beside(Path checkpoint, Path tagsFile, Integer imageSizePx, PrintWriter err)
      throws IOException {
    ConvertedBundle bundle = ConvertedBundle.beside(checkpoint);
    if (!bundle.isCurrent()) {
      return convert(checkpoint, bundle, options(tagsFile, imageSizePx), err);
    }
    requireTags(bundle, tagsFile);
    return bundle.folder();
  }

  /**
   * Returns the folder with captions, after a conversion also if the bundle has none.
   *
   * @param words the token vocabulary, null if the bundle or a vocabulary in the checkpoint's
   *     folder is expected to exist
   */
  static Path withCaptions(
      Path checkpoint, Path tagsFile, Integer imageSizePx, Path words, PrintWriter err)
      throws IOException {
    ConvertedBundle bundle = ConvertedBundle.beside(checkpoint);
    if (bundle.isCurrentWithCaptions()) {
      requireTags(bundle, tagsFile);
      return bundle.folder();
    }
    if (words == null && bundle.words().isEmpty()) {
      throw new IllegalArgumentException(
          ("--vocab: expected the list of words that %s was trained with, to convert it with"
                  + " captions, found none")
              .formatted(checkpoint));
    }
    ConvertOptions options = options(tagsFile, imageSizePx);
    return convert(checkpoint, bundle, words == null ? options : options.withWords(words), err);
  }

  /** Checks that an earlier bundle has the given list of tags. */
  private static void requireTags(ConvertedBundle bundle, Path tagsFile) throws IOException {
    if (tagsFile == null) {
      return;
    }
    TagVocabulary given = TagVocabulary.read(tagsFile);
    try {
      bundle.requireTags(given);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--tags-file: " + e.getMessage(), e);
    }
    try {
      bundle.requireThresholds(given);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--tags-file: %s; use --thresholds, or delete the bundle to convert anew"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static ConvertOptions options(Path tagsFile, Integer imageSizePx) throws IOException {
    ConvertOptions options = ConvertOptions.defaults();
    options = imageSizePx == null ? options : options.withImageSize(imageSizePx);
    return tagsFile == null ? options : options.withVocabulary(TagVocabulary.read(tagsFile));
  }

  private static Path convert(
      Path checkpoint, ConvertedBundle bundle, ConvertOptions options, PrintWriter err)
      throws IOException {
    err.println(
        TerminalView.safe("converting " + checkpoint + " to " + bundle.folder() + ", once"));
    return bundle.convert(options.withProgress(new ProgressLine(err)));
  }
}
