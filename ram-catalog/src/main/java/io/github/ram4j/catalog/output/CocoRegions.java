package io.github.ram4j.catalog.output;

import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.files.OutputFile;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.view.scene.CocoScenes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A catalogue's regions as one file of COCO's annotation format ({@link CocoScenes}), of the images
 * that a run looked for regions in, those without any too. {@code file_name} is the path below the
 * folder; of several folders, the absolute one. Thread-safe: it has no state.
 */
public final class CocoRegions {
  private static final int TOGETHER = 50;

  private CocoRegions() {}

  /**
   * Writes a file, in one step.
   *
   * @param catalog to read, between transactions; used by this thread alone meanwhile
   * @param roots the folders whose images are written
   * @param file its name
   * @throws IOException if the catalogue cannot be read or the file not be written; no file is left
   *     then but an older one
   * @throws io.github.ram4j.FileFormatException if a row of the catalogue is damaged
   */
  public static void write(Catalog catalog, List<CatalogRoot> roots, Path file) throws IOException {
    try (OutputFile out = new OutputFile(file)) {
      catalog.connection().setAutoCommit(false); // one state, whoever writes meanwhile
      try (FinishedImages images = new FinishedImages(catalog, roots)) {
        CocoScenes.write(out.stream(), () -> new Scenes(images, roots.size() > 1));
      } finally {
        catalog.connection().rollback();
        catalog.connection().setAutoCommit(true);
      }
      out.finish();
    } catch (SQLException e) {
      throw catalog.failure(e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The scenes of images that are read some at a time. */
  private static final class Scenes implements Iterator<Scene> {
    private final FinishedImages images;
    private final boolean wholeNames;
    private final Deque<Scene> ready = new ArrayDeque<>();
    private long last;
    private boolean ended;

    Scenes(FinishedImages images, boolean wholeNames) {
      this.images = images;
      this.wholeNames = wholeNames;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !ended) {
        read();
      }
      return !ready.isEmpty();
    }

    private void read() {
      try {
        List<FinishedImages.Numbered> some = images.after(last, TOGETHER);
        ended = some.isEmpty();
        for (FinishedImages.Numbered each : some) {
          last = each.seq();
          TaggedImage image = each.image();
          if (image.error().isEmpty()) {
            image.regions().ifPresent(regions -> ready.add(named(image, regions.scene())));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Scene named(TaggedImage image, Scene scene) {
      return wholeNames
          ? new Scene(
              image.image().file().toString(),
              scene.width(),
              scene.height(),
              scene.tags(),
              scene.regions(),
              scene.skipped())
          : scene;
    }

    @Override
    public Scene next() {
      if (!hasNext()) {
        throw new NoSuchElementException("scenes: expected a next one, found the end");
      }
      return ready.remove();
    }
  }
}
