package io.github.ram4j.catalog.output;

import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * The outputs of a catalogue's images: files of lines that are appended to, and files of each
 * image's own. They are written from the catalogue, which knows how far each was written; so each
 * has each image once, whenever a run is killed.
 *
 * <p>Where an image changes or goes that a file of lines has, the file is written anew, in one
 * step.
 *
 * <p>Not thread-safe; the code that made it closes it.
 */
public final class Outputs implements AutoCloseable {
  private static final int TOGETHER = 200;

  /** What is left of a disk that is full; a system may need a little itself. */
  private static final long NO_ROOM = 1 << 16;

  private final Catalog catalog;
  private final List<CatalogRoot> roots;
  private final BiConsumer<Path, IOException> failures;
  private final List<AppendedFile> files = new ArrayList<>();
  private final List<OfEachImage> ofEachImage = new ArrayList<>();

  /** An output of files of each image's own, and how far it was written. */
  private record OfEachImage(ImageOutput output, OutputRow row) {}

  /**
   * No outputs yet.
   *
   * @param catalog open to write, as long as this is used
   * @param roots whose images are written
   * @param failures told of images whose own file could not be written
   */
  public Outputs(Catalog catalog, List<CatalogRoot> roots, BiConsumer<Path, IOException> failures) {
    this.catalog = catalog;
    this.roots = List.copyOf(roots);
    this.failures = failures;
  }

  /**
   * Adds a file of lines. One that this catalogue wrote is gone on with; a new one gets the images
   * that are finished already.
   *
   * @param format of the lines
   * @param file its name
   * @param replace whether a file that is none of this catalogue's is replaced
   * @return this
   * @throws java.nio.file.FileSystemException if there is such a file and it is not to be replaced
   * @throws IOException if it cannot be written
   */
  public Outputs add(LineFormat format, Path file, boolean replace) throws IOException {
    files.add(new AppendedFile(catalog, roots, format, file, replace));
    return this;
  }

  /**
   * Adds an output of files of each image's own.
   *
   * @param output its writer
   * @return this
   * @throws IOException if the catalogue cannot be read
   */
  public Outputs add(ImageOutput output) throws IOException {
    ofEachImage.add(new OfEachImage(output, OutputRow.of(catalog, output.kind(), "", roots)));
    return this;
  }

  /**
   * Writes the images that were finished since. Files of lines that are to be written anew are left
   * as they are.
   *
   * @throws IOException if a file of lines cannot be written, or a disk is full
   */
  public void goOn() throws IOException {
    for (AppendedFile file : files) {
      if (!file.isStale()) {
        file.append();
      }
    }
    for (OfEachImage each : ofEachImage) {
      write(each);
    }
  }

  /**
   * Writes what there is, and writes files anew whose images have changed or are gone.
   *
   * @throws IOException if a file of lines cannot be written, or a disk is full
   */
  public void finish() throws IOException {
    for (AppendedFile file : files) {
      if (file.isStale()) {
        file.rewrite();
      }
    }
    goOn();
  }

  private void write(OfEachImage each) throws IOException {
    try (FinishedImages images = new FinishedImages(catalog, roots)) {
      List<FinishedImages.Numbered> some = images.after(each.row().state().seq(), TOGETHER);
      while (!some.isEmpty()) {
        for (FinishedImages.Numbered image : some) {
          if (image.image().error().isEmpty()) {
            write(each.output(), image.image());
          }
        }
        long seq = some.get(some.size() - 1).seq();
        each.row().appended(new OutputRow.State(0, new byte[0], seq));
        some = images.after(seq, TOGETHER);
      }
    }
  }

  private void write(ImageOutput output, TaggedImage image) throws IOException {
    try {
      output.write(image);
    } catch (IOException e) {
      if (isFull(image.image().file(), e)) {
        throw e;
      }
      failures.accept(image.image().file(), e);
    }
  }

  /** Returns whether writing failed since there is no room. */
  private static boolean isFull(Path beside, IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("no space left")
        || message.contains("quota")
        || message.contains("not enough space")) {
      return true;
    }
    try {
      FileStore store = Files.getFileStore(beside);
      return store.getUsableSpace() < NO_ROOM && !store.isReadOnly();
    } catch (IOException unknown) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    for (AppendedFile file : files) {
      file.close();
    }
  }
}
