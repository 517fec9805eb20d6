package io.github.ram4j.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * A file written under a hidden name beside its own, and renamed in one step once its content is on
 * the disk. Whenever a run is killed, the older file or the new one is there, whole. A link is
 * followed: its target is replaced, the link stays.
 *
 * <p>The hidden file is deleted if it is closed before it is finished, or if the JVM is told to
 * stop. Hidden files of killed runs are deleted by the next run that writes to the folder. Not
 * thread-safe.
 */
public final class PartialFile implements AutoCloseable {
  private final Path target;
  private final HiddenPlace place;

  /**
   * A file of which nothing is written yet.
   *
   * @param file the name to be taken; a file of that name is replaced
   * @throws FileNotFoundException if the name is a folder's, or the folder does not exist
   * @throws AccessDeniedException if there is a file of that name that may not be written
   */
  public PartialFile(Path file) throws IOException {
    requirePossible(file);
    this.target = LinkTarget.of(file);
    this.place = HiddenPlace.beside(target);
  }

  /**
   * Checks that a file can be written under a name, as far as that can be told without writing.
   *
   * @param file the name to be taken
   * @throws FileNotFoundException if the name is a folder's, or the folder does not exist
   * @throws AccessDeniedException if there is a file of that name, or a folder, that may not be
   *     written
   */
  public static void requirePossible(Path file) throws IOException {
    Path target = LinkTarget.of(file);
    if (Files.isDirectory(target)) {
      throw new FileNotFoundException(file + ": expected the name of a file, found a folder");
    }
    Path folder = LinkTarget.folder(target);
    if (!Files.isDirectory(folder)) {
      throw new FileNotFoundException(
          "%s: expected a name in a folder that exists, found %s %s"
              .formatted(file, Files.exists(folder) ? "the file" : "no folder", folder));
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw new AccessDeniedException(
          file.toString(), null, "expected a file that may be written, found one that may not");
    }
    if (!Files.isWritable(LinkTarget.folder(target))) {
      throw HiddenPlace.denied(target);
    }
  }

  /**
   * The path to write to.
   *
   * @return the hidden name
   */
  public Path path() {
    return place.path();
  }

  /**
   * Gives the file its name. The permissions of a replaced file stay as they were.
   *
   * @throws IOException if it cannot be moved; it is deleted by {@link #close} then
   */
  public void finish() throws IOException {
    HiddenPlace.pause();
    HiddenPlace.force(path());
    keepRights();
    HiddenPlace.pause();
    Files.move(path(), target, StandardCopyOption.ATOMIC_MOVE);
    HiddenPlace.forceNames(LinkTarget.folder(target));
    HiddenPlace.pause();
  }

  private void keepRights() throws IOException {
    PosixFileAttributeView older = Files.getFileAttributeView(target, PosixFileAttributeView.class);
    if (older != null && Files.exists(target)) {
      Files.setPosixFilePermissions(path(), older.readAttributes().permissions());
    }
  }

  /** Deletes the file unless it is finished. Closing again does nothing. */
  @Override
  public void close() {
    place.close();
  }
}
