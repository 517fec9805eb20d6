package io.github.ram4j.catalog.output;

import io.github.ram4j.RamException;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * An output of files of each image's own: how far it was written, and which images' files could not
 * be. Those are tried once more when it is opened again. Not thread-safe.
 */
final class FilesOfImages {
  private static final int TOGETHER = 200;

  /** What is left of a disk that is full; a system may need a little itself. */
  private static final long NO_ROOM = 1 << 16;

  private final Catalog catalog;
  private final List<CatalogRoot> roots;
  private final ImageOutput output;
  private final BiConsumer<Path, Exception> failures;
  private final OutputRow row;
  private final WrittenFiles failed;
  private boolean triedAgain;

  FilesOfImages(
      Catalog catalog,
      List<CatalogRoot> roots,
      ImageOutput output,
      BiConsumer<Path, Exception> failures)
      throws IOException {
    this.catalog = catalog;
    this.roots = roots;
    this.output = output;
    this.failures = failures;
    String kind = output.kind() + (output.form().isEmpty() ? "" : ":" + output.form());
    this.row = OutputRow.of(catalog, kind, "", roots);
    this.failed = new WrittenFiles(catalog, output.kind() + "-failed");
    OutputRow.forgetOtherForms(catalog, row, output.kind(), roots);
  }

  /** Writes the files of images that were finished since, and of those that failed before. */
  void goOn() throws IOException {
    try (FinishedImages images = new FinishedImages(catalog, roots)) {
      if (!triedAgain) {
        triedAgain = true;
        for (long seq : failed.places(row.state().seq())) {
          for (FinishedImages.Numbered image : images.after(seq - 1, 1)) {
            if (image.seq() == seq) {
              write(image.image());
            }
          }
        }
      }
      List<FinishedImages.Numbered> some = images.after(row.state().seq(), TOGETHER);
      while (!some.isEmpty()) {
        for (FinishedImages.Numbered image : some) {
          write(image.image());
        }
        long seq = some.get(some.size() - 1).seq();
        row.appended(new OutputRow.State(0, new byte[0], seq));
        some = images.after(seq, TOGETHER);
      }
    }
  }

  private void write(TaggedImage image) throws IOException {
    if (image.error().isPresent()) {
      return;
    }
    try {
      output.write(image);
      failed.remove(image.image().id());
    } catch (IOException | RamException e) {
      if (e instanceof IOException full && isFull(image.image().file(), full)) {
        throw full;
      }
      failed.add(image.image().id(), new byte[0]);
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
}
