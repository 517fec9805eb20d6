package io.github.ram4j.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A folder of files written under a hidden name beside its own, and renamed when it is whole.
 *
 * <p>No system can exchange folders at once from Java. An older folder is moved aside first; a run
 * that is killed between the two moves leaves it aside, and {@link #recover}, or the next run that
 * writes beside it, puts it back. A link is followed. Closed before it is finished, the hidden
 * folder is deleted. Not thread-safe.
 */
public final class PartialFolder implements AutoCloseable {
  private static final long LONGEST_SWAP_NS = 2_000_000_000L;
  private static final long SWAP_STEP_NS = 2_000_000L;

  private final Path target;
  private final HiddenPlace place;

  /**
   * Makes the hidden folder.
   *
   * @param folder the name to be taken, in a folder that exists
   * @throws IOException if no folder can be made there
   */
  public PartialFolder(Path folder) throws IOException {
    this.target = LinkTarget.of(folder);
    this.place = HiddenPlace.beside(target);
    try {
      Files.createDirectory(path());
    } catch (IOException e) {
      place.close();
      throw e;
    }
  }

  /**
   * The folder to write to.
   *
   * @return the hidden folder
   */
  public Path path() {
    return place.path();
  }

  /** A check before an older folder is replaced. */
  @FunctionalInterface
  public interface Permission {
    /**
     * Refuses by an exception.
     *
     * @throws IOException if the older folder is not to be replaced
     */
    void require() throws IOException;
  }

  /**
   * Gives the folder its name. Of two runs that give one name, the later one's folder stays.
   *
   * @param permission asked before an older folder of the name is replaced
   * @throws IOException if it refuses, or the folder cannot be moved
   */
  public void finish(Permission permission) throws IOException {
    HiddenPlace.pause();
    forceAll();
    while (true) {
      permission.require();
      boolean older = Files.exists(target);
      try {
        if (older) {
          place.keep(target);
          HiddenPlace.pause();
        }
        Files.move(path(), target, StandardCopyOption.ATOMIC_MOVE);
        HiddenPlace.forceNames(LinkTarget.folder(target));
        HiddenPlace.pause();
        return;
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException | NoSuchFileException e) {
        if (!Files.exists(path())) {
          throw e;
        }
        // Another run was faster; ask again.
      }
    }
  }

  private void forceAll() throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(path())) {
      files = listed.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      HiddenPlace.force(file);
    }
    HiddenPlace.forceNames(path());
  }

  /**
   * Puts back a missing folder that a killed run was about to replace, and waits for a run that is
   * replacing it, for at most two seconds.
   *
   * @param folder the name that is expected
   */
  public static void recover(Path folder) {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null || Files.exists(folder)) {
      return;
    }
    HiddenPlace.clean(parent);
    long end = System.nanoTime() + LONGEST_SWAP_NS;
    while (System.nanoTime() < end
        && !Files.exists(folder)
        && HiddenPlace.keeps(parent, folder.getFileName())) {
      LockSupport.parkNanos(SWAP_STEP_NS);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  /** Deletes the folder unless it is finished. Closing again does nothing. */
  @Override
  public void close() {
    place.close();
  }
}
