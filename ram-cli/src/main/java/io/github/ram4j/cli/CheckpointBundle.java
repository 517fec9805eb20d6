package io.github.ram4j.cli;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.files.PartialFolder;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** The bundle that stands for a model given on the command line, which may be a checkpoint. */
final class CheckpointBundle {
  private CheckpointBundle() {}

  static void requireThere(Path model) throws NoSuchFileException {
    PartialFolder.recover(model);
    if (!Files.exists(model)) {
      throw new NoSuchFileException(
          model.toString(), null, "expected a bundle, a checkpoint or an ONNX file, found nothing");
    }
  }

  /** Whether a model is a checkpoint: a file, or a folder of several safetensors files. */
  static boolean isCheckpoint(Path model) throws IOException {
    return Files.isDirectory(model) ? isShards(model) : Files.isRegularFile(model);
  }

  /** Whether a folder is a checkpoint, a model in several safetensors files, and no bundle. */
  static boolean isShards(Path folder) throws IOException {
    try (DirectoryStream<Path> indexes =
        Files.newDirectoryStream(folder, "*.safetensors.index.json")) {
      return indexes.iterator().hasNext()
          && !Files.exists(folder.resolve(BundleManifest.FILE_NAME));
    }
  }

  /**
   * The folder NAME.bundle beside a checkpoint, converted where it is missing or older.
   *
   * @param tagsFile a list of tags, or null
   * @param imageSizePx or null
   * @throws IllegalArgumentException if the bundle is there with another list
   */
  static Path beside(Path checkpoint, Path tagsFile, Integer imageSizePx, PrintWriter err)
      throws IOException {
    Path bundle = folder(checkpoint);
    PartialFolder.recover(bundle);
    if (!isCurrent(bundle, checkpoint)) {
      convert(checkpoint, options(tagsFile, imageSizePx), err);
    } else {
      requireTags(bundle, tagsFile);
    }
    return bundle;
  }

  /**
   * The same with captions, converted also where it is there without them.
   *
   * @param words the list of words, null if the bundle is expected to be there
   */
  static Path withCaptions(
      Path checkpoint, Path tagsFile, Integer imageSizePx, Path words, PrintWriter err)
      throws IOException {
    Path bundle = folder(checkpoint);
    PartialFolder.recover(bundle);
    if (isCurrent(bundle, checkpoint) && Bundle.read(bundle).manifest().captions().isPresent()) {
      requireTags(bundle, tagsFile);
      return bundle;
    }
    if (words == null) {
      throw new IllegalArgumentException(
          ("--vocab: expected the list of words that %s was trained with, to convert it with"
                  + " captions, found none")
              .formatted(checkpoint));
    }
    convert(checkpoint, options(tagsFile, imageSizePx).withWords(words), err);
    return bundle;
  }

  /** A bundle that was converted before has the list that it was converted with. */
  private static void requireTags(Path bundle, Path tagsFile) throws IOException {
    if (tagsFile == null) {
      return;
    }
    TagVocabulary given = TagVocabulary.read(tagsFile);
    TagVocabulary has = Bundle.read(bundle).vocabulary();
    try {
      has.requireSameTags(given);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--tags-file: expected the list that %s was converted with; delete the bundle to convert anew: %s"
              .formatted(bundle, e.getMessage()),
          e);
    }
    for (int i = 0; i < has.size(); i++) {
      if (has.threshold(i) != given.threshold(i)) {
        throw new IllegalArgumentException(
            ("--tags-file: expected the list that %s was converted with, with the threshold %s of"
                    + " \"%s\", found %s; use --thresholds, or delete the bundle to convert anew")
                .formatted(bundle, has.threshold(i), has.tag(i).english(), given.threshold(i)));
      }
    }
  }

  private static Path folder(Path checkpoint) {
    if (Files.isDirectory(checkpoint)) {
      Path named = checkpoint.toAbsolutePath().normalize(); // it may be called by a dot
      return named.resolveSibling(named.getFileName() + ".bundle");
    }
    String file = checkpoint.getFileName().toString();
    int dot = file.lastIndexOf('.');
    return checkpoint.resolveSibling((dot > 0 ? file.substring(0, dot) : file) + ".bundle");
  }

  private static boolean isCurrent(Path bundle, Path checkpoint) throws IOException {
    return Files.exists(bundle)
        && Files.getLastModifiedTime(bundle).compareTo(lastModified(checkpoint)) >= 0;
  }

  /** Of a folder, also the time of what is in it: to write to a shard changes no folder. */
  private static FileTime lastModified(Path checkpoint) throws IOException {
    FileTime last = Files.getLastModifiedTime(checkpoint);
    if (Files.isDirectory(checkpoint)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(checkpoint)) {
        for (Path file : files) {
          FileTime time = Files.getLastModifiedTime(file);
          last = time.compareTo(last) > 0 ? time : last;
        }
      }
    }
    return last;
  }

  private static ConvertOptions options(Path tagsFile, Integer imageSizePx) throws IOException {
    return ConvertOptions.defaults()
        .withImageSize(imageSizePx)
        .withVocabulary(tagsFile == null ? null : TagVocabulary.read(tagsFile));
  }

  private static void convert(Path checkpoint, ConvertOptions options, PrintWriter err)
      throws IOException {
    Path bundle = folder(checkpoint);
    err.println(TerminalView.safe("converting " + checkpoint + " to " + bundle + ", once"));
    Converter.convert(
        checkpoint, bundle, options.withReplace(true).withProgress(new ProgressLine(err)));
  }
}
