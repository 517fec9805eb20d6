package io.github.ram4j.examples;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The bundle that stands for a model given on the command line, which may be a checkpoint. */
final class CheckpointBundle {
  private CheckpointBundle() {}

  static void requireThere(Path model) throws NoSuchFileException {
    if (!Files.exists(model)) {
      throw new NoSuchFileException(
          model.toString(), null, "expected a bundle, a checkpoint or an ONNX file, found nothing");
    }
  }

  /**
   * The folder NAME.bundle beside a checkpoint, converted where it is missing, older, or without
   * captions that are asked for.
   *
   * @param tagsFile a list of tags, or null
   * @param imageSizePx or null
   * @param words the list of words for captions, or null
   */
  static Path beside(
      Path checkpoint, Path tagsFile, Integer imageSizePx, Path words, PrintWriter err)
      throws IOException {
    String file = checkpoint.getFileName().toString();
    int dot = file.lastIndexOf('.');
    Path bundle = checkpoint.resolveSibling((dot > 0 ? file.substring(0, dot) : file) + ".bundle");
    boolean stale =
        Files.exists(bundle)
            && (Files.getLastModifiedTime(bundle).compareTo(Files.getLastModifiedTime(checkpoint))
                    < 0
                || (words != null && Bundle.read(bundle).manifest().captions().isEmpty()));
    if (stale || !Files.exists(bundle)) {
      err.println("converting " + checkpoint + " to " + bundle + ", once");
      Converter.convert(
          checkpoint,
          bundle,
          ConvertOptions.defaults()
              .withImageSize(imageSizePx)
              .withVocabulary(tagsFile == null ? null : TagVocabulary.read(tagsFile))
              .withWords(words)
              .withReplace(stale)
              .withProgress(new ProgressLine(err)));
    }
    return bundle;
  }
}
