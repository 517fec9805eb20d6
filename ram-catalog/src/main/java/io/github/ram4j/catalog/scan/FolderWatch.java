package io.github.ram4j.catalog.scan;

import io.github.ram4j.catalog.CatalogRoot;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A watch over folders, at any depth: which files came or changed and are whole by now, as far as
 * their size and time have not changed for a while. Hidden files and folders do not count. Not
 * thread-safe; the code that opened it closes it.
 */
public final class FolderWatch implements AutoCloseable {
  private static final long POLL_MS = 200;

  private final WatchService service;
  private final long quietNs;
  private final Map<WatchKey, Path> folders = new HashMap<>();
  private final Map<Path, Seen> seen = new HashMap<>();
  private boolean missed;

  /** A file as it was, and since when. */
  private record Seen(long size, FileTime modified, long sinceNs) {}

  private FolderWatch(WatchService service, long quietNs) {
    this.service = service;
    this.quietNs = quietNs;
  }

  /**
   * Begins to watch the folders of roots.
   *
   * @param roots existing folders
   * @param quietMillis time without a change after which a file counts as whole
   * @return the watch, to be closed by the caller
   * @throws IOException if a folder cannot be watched, for example since the system's limit is
   *     reached
   */
  public static FolderWatch open(List<CatalogRoot> roots, long quietMillis) throws IOException {
    FolderWatch watch =
        new FolderWatch(
            roots.get(0).folder().getFileSystem().newWatchService(),
            TimeUnit.MILLISECONDS.toNanos(quietMillis));
    try {
      for (CatalogRoot root : roots) {
        watch.add(root.folder(), false);
      }
      return watch;
    } catch (IOException | RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  /** Watches a folder and those below it, and looks at its files where it is a new one. */
  private void add(Path top, boolean isNew) throws IOException {
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is)
              throws IOException {
            if (!folder.equals(top) && ImageNames.isHidden(folder)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            try {
              folders.put(
                  folder.register(
                      service,
                      StandardWatchEventKinds.ENTRY_CREATE,
                      StandardWatchEventKinds.ENTRY_MODIFY,
                      StandardWatchEventKinds.ENTRY_DELETE),
                  folder);
            } catch (NoSuchFileException | NotDirectoryException e) {
              return FileVisitResult.SKIP_SUBTREE; // it came and went
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
            if (isNew) {
              look(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException cause) {
            return FileVisitResult.CONTINUE; // the next scan tells of it
          }
        });
  }

  /**
   * Waits for changes.
   *
   * @param millis the longest time to wait
   * @return files that came or changed and are whole by now; may be empty
   * @throws IOException if a new folder cannot be watched
   */
  public List<Path> await(long millis) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    List<Path> whole = new ArrayList<>();
    while (whole.isEmpty() && !missed && System.nanoTime() < end) {
      WatchKey key = poll();
      if (key != null) {
        take(key);
      }
      takeWhole(whole);
    }
    return whole;
  }

  private @Nullable WatchKey poll() throws IOException {
    try {
      return service.poll(POLL_MS, TimeUnit.MILLISECONDS);
    } catch (ClosedWatchServiceException e) {
      throw new IOException("watch: expected to be open, found it closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new java.io.InterruptedIOException("watch: found the thread interrupted").initCause(e);
    }
  }

  private void take(WatchKey key) throws IOException {
    Path folder = folders.get(key);
    for (WatchEvent<?> event : key.pollEvents()) {
      if (!(event.context() instanceof Path name) || folder == null) {
        missed = true; // more happened than the system keeps
      } else if (event.kind() == StandardWatchEventKinds.ENTRY_DELETE) {
        missed |= !ImageNames.isHidden(name);
      } else if (!ImageNames.isHidden(name)) {
        Path file = folder.resolve(name);
        if (!Files.isSymbolicLink(file) && Files.isDirectory(file)) {
          add(file, true);
        } else {
          look(file);
        }
      }
    }
    if (!key.reset()) {
      folders.remove(key);
    }
  }

  /** Notes what a file is like. */
  private void look(Path file) {
    if (!ImageNames.isImage(file)) {
      return;
    }
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      seen.put(file, new Seen(now.size(), now.lastModifiedTime(), System.nanoTime()));
    } catch (IOException e) {
      seen.remove(file); // it came and went
    }
  }

  private void takeWhole(List<Path> whole) {
    long now = System.nanoTime();
    List<Path> changed = new ArrayList<>();
    for (Iterator<Map.Entry<Path, Seen>> all = seen.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Path, Seen> each = all.next();
      if (now - each.getValue().sinceNs() >= quietNs) {
        if (isAs(each.getKey(), each.getValue())) {
          whole.add(each.getKey());
          all.remove();
        } else {
          changed.add(each.getKey());
        }
      }
    }
    changed.forEach(this::look);
  }

  private static boolean isAs(Path file, Seen then) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.size() == then.size() && now.lastModifiedTime().equals(then.modified());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns whether files were deleted, or changes missed, since this was asked last: a whole scan
   * tells what there is.
   *
   * @return whether a scan is worth it
   */
  public boolean takeMissed() {
    boolean was = missed;
    missed = false;
    return was;
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
