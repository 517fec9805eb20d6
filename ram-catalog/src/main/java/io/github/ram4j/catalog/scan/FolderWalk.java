package io.github.ram4j.catalog.scan;

import io.github.ram4j.catalog.CatalogRoot;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A walk through a folder at any depth. It holds the folders that it has still to enter, and one
 * open folder at a time. Not thread-safe.
 *
 * <p>A link to a file or folder is followed where it leads out of the walked folder; within, the
 * target is met under its own name. No folder is walked twice, so that links in a circle end.
 */
final class FolderWalk {

  /** A visitor of what a walk meets. */
  interface Visitor {
    /** An image that is taken, with the attributes of the file itself. */
    void image(Path relative, BasicFileAttributes attributes) throws IOException;

    /** A file that is no image. */
    void passedOver(Path file);

    /** A folder or file that cannot be looked at. */
    void unreadable(Path file, IOException cause);

    /** A folder that is entered. */
    default void folder(Path folder) {}

    /** Whether to end early. */
    boolean stops();
  }

  private final Path top;
  private final ImageNames names;
  private final Visitor visitor;
  private final Deque<Folder> folders = new ArrayDeque<>();

  /** The real places of folders outside that links led to. */
  private final List<Path> linked = new ArrayList<>();

  /** A folder to enter; whether it lies behind a link. */
  private record Folder(Path path, boolean isLinked) {}

  FolderWalk(CatalogRoot root, ImageNames names, Visitor visitor) {
    this.top = root.folder();
    this.names = names;
    this.visitor = visitor;
  }

  /** Walks the whole folder, or a folder below it. */
  void walk(Path from) throws IOException {
    folders.push(new Folder(from, !from.toRealPath().startsWith(top)));
    while (!folders.isEmpty() && !visitor.stops()) {
      enter(folders.pop());
    }
  }

  private void enter(Folder folder) throws IOException {
    visitor.folder(folder.path());
    List<Path> below = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path())) {
      for (Path entry : entries) {
        if (visitor.stops()) {
          return;
        }
        if (ImageNames.isHidden(entry)) {
          continue;
        }
        if (isFolderToEnter(entry, folder.isLinked())) {
          below.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      visitor.unreadable(folder.path(), causeOf(e));
    } catch (OfVisitor e) {
      throw e.thrown;
    } catch (IOException e) {
      visitor.unreadable(folder.path(), e);
    }
    // The last one pushed is entered first.
    below.sort(Collections.reverseOrder());
    below.forEach(
        path -> folders.push(new Folder(path, folder.isLinked() || Files.isSymbolicLink(path))));
  }

  private static IOException causeOf(DirectoryIteratorException e) {
    IOException cause = e.getCause();
    return cause == null ? new IOException("expected its names, found an end before it", e) : cause;
  }

  /** What the visitor threw, which is not the folder's fault. */
  private static final class OfVisitor extends IOException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // never written
    private final IOException thrown;

    OfVisitor(IOException thrown) {
      super(thrown);
      this.thrown = thrown;
    }
  }

  /** Visits a file, or returns true for a folder that is to be entered. */
  private boolean isFolderToEnter(Path entry, boolean isLinked) throws IOException {
    BasicFileAttributes attributes = attributes(entry, isLinked);
    if (attributes == null) {
      return false;
    }
    Path relative = top.relativize(entry);
    if (attributes.isDirectory()) {
      return !names.isExcluded(relative);
    }
    if (!attributes.isRegularFile() || !ImageNames.isImage(entry)) {
      visitor.passedOver(entry);
    } else if (names.takes(relative)) {
      try {
        visitor.image(relative, attributes);
      } catch (IOException e) {
        throw new OfVisitor(e);
      }
    }
    return false;
  }

  /** The attributes of a file or folder that is to be visited; null for one that is not. */
  private @Nullable BasicFileAttributes attributes(Path entry, boolean isLinked) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isSymbolicLink()) {
        boolean known =
            isLinked && attributes.isDirectory() && isMetElsewhere(entry.toRealPath(), false);
        return known ? null : attributes;
      }
      Path target;
      try {
        target = entry.toRealPath();
        attributes = Files.readAttributes(target, BasicFileAttributes.class);
      } catch (IOException e) {
        visitor.passedOver(entry); // it leads nowhere, or in a circle
        return null;
      }
      boolean isFolder = attributes.isDirectory();
      if (isFolder ? isMetElsewhere(target, true) : target.startsWith(top)) {
        return null;
      }
      if (isFolder) {
        linked.add(target);
      }
      return attributes;
    } catch (IOException e) {
      visitor.unreadable(entry, e);
      return null;
    }
  }

  /**
   * Returns whether a folder is walked under another name: the walked folder and what it has, and
   * the folders that links led to.
   *
   * @param inside whether folders inside those that links led to count, too
   */
  private boolean isMetElsewhere(Path real, boolean inside) {
    return real.startsWith(top)
        || linked.stream().anyMatch(inside ? real::startsWith : real::equals);
  }
}
