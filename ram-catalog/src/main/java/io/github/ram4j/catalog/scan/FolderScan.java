package io.github.ram4j.catalog.scan;

import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A scan of folders for images that are to be tagged: new ones, and those whose content has
 * changed. It writes them to a catalogue as pending, and marks those whose files are gone. Memory
 * does not grow with the number of images. Not thread-safe.
 *
 * <p>An image has changed where its size or time is another than it was and, for one of the same
 * size, its SHA-256 is, too. Tags of changed images are taken away at once. A new image with the
 * SHA-256 of one that is gone is that one, moved, and keeps all that it has.
 */
public final class FolderScan {
  private static final int TOGETHER = 1000;

  private final Catalog catalog;
  private final ScanOptions options;
  private final ImageNames names;
  private final ScanListener listener;

  /**
   * A scan, which has not begun.
   *
   * @param catalog open to write
   * @param options which files are taken
   * @param listener told of what is found
   * @throws IllegalArgumentException if a pattern is no glob
   */
  public FolderScan(Catalog catalog, ScanOptions options, ScanListener listener) {
    this.catalog = catalog;
    this.options = options;
    this.names = new ImageNames(options);
    this.listener = listener;
  }

  /**
   * Scans the whole folder of a root.
   *
   * @param root of the catalogue
   * @return what was found
   * @throws IOException if the folder is not there, or the catalogue cannot be written
   */
  public ScanReport scan(CatalogRoot root) throws IOException {
    if (!Files.isDirectory(root.folder())) {
      throw new NoSuchFileException(
          root.folder().toString(), null, "expected a folder of images, found none");
    }
    return scan(root, root.folder(), true);
  }

  /**
   * Scans a folder below a root's, or takes a single file. Nothing is taken for gone.
   *
   * @param root of the catalogue
   * @param from an absolute path at or below the root's folder
   * @return what was found; nothing where there is no such file
   * @throws IOException if the catalogue cannot be written
   */
  public ScanReport scanPart(CatalogRoot root, Path from) throws IOException {
    return scan(root, from, false);
  }

  /**
   * Returns whether the options' patterns take an image.
   *
   * @param path below the scanned folder, with "/" between its parts
   * @return false for one that a scan would leave out
   */
  public boolean takes(String path) {
    Path relative = Path.of(path);
    for (Path at = relative.getParent(); at != null; at = at.getParent()) {
      if (names.isExcluded(at)) {
        return false;
      }
    }
    return names.takes(relative);
  }

  /**
   * Returns whether a file's name is that of an image, whatever the options say.
   *
   * @param file any path
   * @return true for an image's ending
   */
  public static boolean isImageName(Path file) {
    return ImageNames.isImage(file);
  }

  private ScanReport scan(CatalogRoot root, Path from, boolean all) throws IOException {
    try (Visit visit = new Visit(root)) {
      if (Files.isDirectory(from)) {
        new FolderWalk(root, names, visit).walk(from);
      } else {
        visit.single(from);
      }
      visit.finish(all);
      return visit.report();
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  /** The images of one scan on their way to the catalogue. */
  private final class Visit implements FolderWalk.Visitor, AutoCloseable {
    private final CatalogRoot root;
    private final ImageRows rows;
    private long found;
    private long added;
    private long moved;
    private long changed;
    private long gone;
    private long passedOver;
    private long unreadable;
    private boolean stopped;

    Visit(CatalogRoot root) throws SQLException {
      this.root = root;
      this.rows = new ImageRows(catalog, root);
    }

    void single(Path file) throws IOException {
      for (Path at = file; !at.equals(root.folder()); at = at.getParent()) {
        if (at.getParent() == null
            || ImageNames.isHidden(at)
            || names.isExcluded(root.folder().relativize(at))) {
          return;
        }
      }
      Path relative = root.folder().relativize(file);
      if (!ImageNames.isImage(file) || !names.takes(relative)) {
        return;
      }
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isRegularFile()) {
          image(relative, attributes);
        }
      } catch (NoSuchFileException e) {
        // It came and went.
      }
    }

    @Override
    public void image(Path relative, BasicFileAttributes attributes) throws IOException {
      if (!Path.of(relative.toString()).equals(relative)) {
        unreadable(
            root.folder().resolve(relative),
            new IOException("expected a name that can be written as text, found other bytes"));
        return;
      }
      try {
        switch (rows.meet(relative, attributes, options.failedAgain())) {
          case ADDED -> added++;
          case CHANGED -> changed++;
          default -> {}
        }
        found++;
        if (found % TOGETHER == 0) {
          rows.commit();
          listener.found(found);
        }
      } catch (SQLException e) {
        throw catalog.failure(e);
      }
    }

    @Override
    public void passedOver(Path file) {
      passedOver++;
    }

    @Override
    public void unreadable(Path file, IOException cause) {
      unreadable++;
      listener.unreadable(file, cause);
    }

    @Override
    public boolean stops() {
      stopped |= options.stop().getAsBoolean();
      return stopped;
    }

    /** Marks images that are gone. Where a folder has none at all, none is taken for gone. */
    void finish(boolean all) throws SQLException, IOException {
      rows.commit();
      if (all && !stopped && found > 0) {
        markGone();
        rows.restoreVideos();
        try (MovedImages images = new MovedImages(catalog)) {
          images.follow();
          moved = images.moved();
          added = Math.max(0, added - moved); // some were added by a scan that was killed
          gone -= images.lostBefore();
        }
        rows.commit();
      }
      listener.found(found);
    }

    private void markGone() throws SQLException {
      Deque<ImageRows.Unmet> unmet = new ArrayDeque<>();
      long last = 0;
      do {
        unmet.clear();
        unmet.addAll(rows.unmetAfter(last, TOGETHER));
        for (ImageRows.Unmet image : unmet) {
          last = image.id();
          if (isGone(root.file(image.path()))) {
            rows.markGone(image.id());
            gone++;
          }
        }
        rows.commit();
      } while (!unmet.isEmpty() && !stops());
    }

    /** Returns whether there is no such file; of one that cannot be looked at, nobody knows. */
    private boolean isGone(Path file) {
      try {
        Files.readAttributes(file, BasicFileAttributes.class);
        return false;
      } catch (NoSuchFileException e) {
        return true;
      } catch (IOException e) {
        return e instanceof java.nio.file.FileSystemException system
            && String.valueOf(system.getReason()).contains("Not a directory");
      }
    }

    ScanReport report() {
      return new ScanReport(found, added, moved, changed, gone, passedOver, unreadable, !stopped);
    }

    @Override
    public void close() throws SQLException {
      rows.close();
    }
  }
}
