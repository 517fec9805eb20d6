package io.github.ram4j.catalog.output;

import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private final Catalog catalog;
  private final List<CatalogRoot> roots;
  private final BiConsumer<Path, Exception> failures;
  private final List<AppendedFile> files = new ArrayList<>();
  private final List<FilesOfImages> ofImages = new ArrayList<>();

  /**
   * No outputs yet.
   *
   * @param catalog open to write, as long as this is used
   * @param roots whose images are written
   * @param failures told of images whose own file could not be written; the next outputs of this
   *     catalogue try these again
   */
  public Outputs(Catalog catalog, List<CatalogRoot> roots, BiConsumer<Path, Exception> failures) {
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
    ofImages.add(new FilesOfImages(catalog, roots, output, failures));
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
    for (FilesOfImages each : ofImages) {
      each.goOn();
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

  @Override
  public void close() throws IOException {
    for (AppendedFile file : files) {
      file.close();
    }
  }
}
