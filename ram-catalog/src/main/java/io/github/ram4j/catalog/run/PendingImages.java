package io.github.ram4j.catalog.run;

import io.github.ram4j.bytes.Sha256;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.catalog.output.ImageFile;
import io.github.ram4j.catalog.sql.ImageState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pending images of some roots, read from the catalogue a page at a time. Their digests are
 * computed on a thread of its own as they are taken. Not thread-safe.
 */
final class PendingImages implements Iterator<PendingImage>, AutoCloseable {
  private static final int PAGE = 256;

  private final Catalog catalog;
  private final Iterator<CatalogRoot> roots;
  private final Predicate<String> paths;
  private final BooleanSupplier stop;
  private final ImageSizes sizes;
  private final PreparedStatement page;
  private final Deque<ImageFile> ready = new ArrayDeque<>();
  private final List<ImageFile> gone = new ArrayList<>();
  private final ExecutorService digests =
      new ThreadPoolExecutor(
          0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), PendingImages::thread);

  private @Nullable CatalogRoot root;
  private long last;
  private @Nullable PendingImage next;

  PendingImages(Catalog catalog, List<CatalogRoot> roots, TagOptions options) throws SQLException {
    this.catalog = catalog;
    this.roots = roots.iterator();
    this.paths = options.paths();
    this.stop = options.stop();
    this.sizes = options.sizes();
    this.page =
        catalog
            .connection()
            .prepareStatement(
                "SELECT id, path FROM image WHERE state = 'pending' AND media = 'image'"
                    + " AND root_id = ? AND id > ? ORDER BY id LIMIT ?");
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "ram4j-digest");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public boolean hasNext() {
    while (next == null && !stop.getAsBoolean()) {
      ImageFile image = ready.poll();
      if (image != null) {
        next = begun(image);
      } else if (!isPageRead()) {
        return false;
      }
    }
    return next != null;
  }

  @Override
  public PendingImage next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("pending images: expected a next one, found the end");
    }
    PendingImage image = next;
    next = null;
    return image;
  }

  /** Reads the next page; false at the end of the last root. */
  private boolean isPageRead() {
    while (root != null || roots.hasNext()) {
      if (root == null) {
        root = roots.next();
        last = 0;
      }
      readPage(root);
      if (!ready.isEmpty()) {
        return true;
      }
      root = null;
    }
    return false;
  }

  private void readPage(CatalogRoot of) {
    try {
      boolean full = true;
      while (full && ready.isEmpty()) {
        page.setLong(1, of.id());
        page.setLong(2, last);
        page.setInt(3, PAGE);
        int count = 0;
        try (ResultSet rows = page.executeQuery()) {
          while (rows.next()) {
            last = rows.getLong(1);
            count++;
            if (paths.test(rows.getString(2))) {
              ready.add(new ImageFile(last, of, rows.getString(2)));
            }
          }
        }
        full = count == PAGE;
      }
    } catch (SQLException e) {
      throw new UncheckedIOException(catalog.failure(e));
    }
  }

  /** Looks at the file and begins its digest; null where there is no such file any more. */
  private @Nullable PendingImage begun(ImageFile image) {
    try {
      BasicFileAttributes now = Files.readAttributes(image.file(), BasicFileAttributes.class);
      if (now.isRegularFile()) {
        return pending(image, now.size(), ImageState.nanos(now));
      }
      gone.add(image); // a pipe may be read for ever
    } catch (NoSuchFileException e) {
      gone.add(image);
    } catch (IOException e) {
      // Whoever reads it says why it cannot be read.
      return pending(image, -1, -1);
    }
    return null;
  }

  private PendingImage pending(ImageFile image, long size, long modifiedNs) {
    return new PendingImage(
        image,
        size,
        modifiedNs,
        digests.submit(digest(image)),
        digests.submit(() -> sizes.of(image.file())));
  }

  private static Callable<byte[]> digest(ImageFile image) {
    return () -> Sha256.of(image.file());
  }

  /** The images met since the last call whose files are no more. */
  List<ImageFile> takeGone() {
    List<ImageFile> taken = List.copyOf(gone);
    gone.clear();
    return taken;
  }

  @Override
  public void close() throws SQLException {
    digests.shutdownNow();
    page.close();
  }
}
