package io.github.ram4j.convert;

import io.github.ram4j.ModelTask;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.convert.checkpoint.CheckpointFolder;
import io.github.ram4j.files.PartialFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * The bundle of a checkpoint: the folder {@code NAME.bundle} beside it, converted on demand if it
 * is missing or older than the checkpoint. Immutable and thread-safe; of two concurrent conversions
 * the last one's folder stays.
 */
public final class ConvertedBundle {
  private final Path checkpoint;
  private final Path folder;

  private ConvertedBundle(Path checkpoint, Path folder) {
    this.checkpoint = checkpoint;
    this.folder = folder;
  }

  /**
   * The bundle of a checkpoint. Nothing is read or written yet, except that a bundle that a killed
   * conversion moved aside is moved back.
   *
   * @param checkpoint a file, or the folder of one model
   * @return the bundle
   * @throws IOException if the bundle of a killed conversion cannot be moved back
   */
  public static ConvertedBundle beside(Path checkpoint) throws IOException {
    Path folder = folder(checkpoint);
    PartialFolder.recover(folder);
    return new ConvertedBundle(checkpoint, folder);
  }

  private static Path folder(Path checkpoint) {
    if (Files.isDirectory(checkpoint)) {
      Path named = checkpoint.toAbsolutePath().normalize(); // the path may be a dot
      return named.resolveSibling(named.getFileName() + ".bundle");
    }
    String file = checkpoint.getFileName().toString();
    int dot = file.lastIndexOf('.');
    return checkpoint.resolveSibling((dot > 0 ? file.substring(0, dot) : file) + ".bundle");
  }

  /**
   * The folder of the bundle.
   *
   * @return the folder; it need not exist
   */
  public Path folder() {
    return folder;
  }

  /**
   * The token vocabulary in the checkpoint's folder, which a conversion takes that is given none.
   *
   * @return {@code vocab.txt} or {@code tokenizer.json}; empty if there is none, and for a file
   */
  public Optional<Path> words() {
    return CheckpointFolder.words(checkpoint);
  }

  /**
   * Returns whether the bundle exists and is not older than its checkpoint.
   *
   * @return false if the checkpoint must be converted
   * @throws IOException if the files' times cannot be read
   */
  public boolean isCurrent() throws IOException {
    return Files.exists(folder)
        && Files.getLastModifiedTime(folder).compareTo(lastModified(checkpoint)) >= 0;
  }

  /**
   * The latest time of a file, or of a folder and its files: writing to a shard leaves the folder's
   * time.
   */
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

  /**
   * Returns whether the bundle is current and writes captions.
   *
   * @return false if the checkpoint must be converted with a token vocabulary
   * @throws IOException if the bundle cannot be read
   */
  public boolean isCurrentWithCaptions() throws IOException {
    return isCurrent() && Bundle.read(folder).manifest().tasks().contains(ModelTask.CAPTIONING);
  }

  /**
   * Converts the checkpoint, replacing an older bundle.
   *
   * @param options the options of the conversion
   * @return the folder of the bundle
   * @throws IOException if a file cannot be read or written
   * @throws io.github.ram4j.ModelException if the checkpoint cannot be converted
   */
  public Path convert(ConvertOptions options) throws IOException {
    Converter.convert(checkpoint, folder, options.withReplace(true));
    return folder;
  }

  /**
   * Checks that the bundle was converted with a list of tags, whatever their thresholds.
   *
   * @param given the tags
   * @throws IOException if the bundle cannot be read
   * @throws IllegalArgumentException if it has other tags; the message names the first
   */
  public void requireTags(TagVocabulary given) throws IOException {
    try {
      Bundle.read(folder).vocabulary().requireSameTags(given);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected the list that %s was converted with; delete the bundle to convert anew: %s"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /**
   * Checks that the bundle was converted with the thresholds of a list of its tags.
   *
   * @param given its tags with thresholds
   * @throws IOException if the bundle cannot be read
   * @throws IllegalArgumentException if it has another threshold; the message names the first
   */
  public void requireThresholds(TagVocabulary given) throws IOException {
    TagVocabulary has = Bundle.read(folder).vocabulary();
    for (int i = 0; i < has.size(); i++) {
      if (has.threshold(i) != given.threshold(i)) {
        throw new IllegalArgumentException(
            "expected the list that %s was converted with, with the threshold %s of \"%s\", found %s"
                .formatted(folder, has.threshold(i), has.tag(i).english(), given.threshold(i)));
      }
    }
  }
}
