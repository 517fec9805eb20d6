package io.github.ram4j.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A hidden name in a folder, for a file or folder that is still being written. A file beside it is
 * locked for as long as the writing run lives. So a later run tells the leftovers of killed runs,
 * which it deletes, from the work of others, which it leaves alone. Not thread-safe.
 *
 * <p>The names are {@code .ram4j-UUID.new} for the new file or folder, {@code .ram4j-UUID.old} for
 * a folder that keeps the replaced one, and {@code .ram4j-UUID.lock}. The lock file is made first
 * and deleted last.
 */
final class HiddenPlace implements AutoCloseable {
  private static final Pattern NAME =
      Pattern.compile("\\.ram4j-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.(new|old|lock)");

  /** Ids of this JVM's places: to open and close a lock file again would give up the lock. */
  private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

  /** Milliseconds that each step takes longer; tests kill runs within them. */
  private static final int PAUSE = Integer.getInteger("io.github.ram4j.files.pause", 0);

  /** The folder that was cleaned last; a run writes to one or two. */
  private static volatile @Nullable Path lastCleaned;

  private final Path folder;
  private final String id;
  private final FileChannel lockFile;
  private final Thread cleanUp;

  private HiddenPlace(Path folder, String id, FileChannel lockFile) {
    this.folder = folder;
    this.id = id;
    this.lockFile = lockFile;
    this.cleanUp = new Thread(this::delete, "ram4j-clean-up");
    try {
      Runtime.getRuntime().addShutdownHook(cleanUp);
    } catch (IllegalStateException e) {
      // The JVM is told to stop, and what is begun is still written: the next run cleans up.
    }
  }

  /**
   * A new place beside the name that it is to take, in an existing folder. The folder is cleaned of
   * the leftovers of killed runs.
   *
   * @throws FileSystemException if no file can be made there; it names the output and the folder
   */
  static HiddenPlace beside(Path output) throws IOException {
    try {
      return in(LinkTarget.folder(output));
    } catch (AccessDeniedException e) {
      throw (IOException) denied(output).initCause(e);
    } catch (NoSuchFileException e) {
      String reason =
          "expected a name in a folder in which files can be made, found none can in "
              + LinkTarget.folder(output);
      throw (IOException) new FileSystemException(output.toString(), null, reason).initCause(e);
    }
  }

  /** The exception for an output whose folder may not be written to. */
  static AccessDeniedException denied(Path output) {
    return new AccessDeniedException(
        output.toString(),
        null,
        "expected a name in a folder that may be written to, found %s, which may not"
            .formatted(LinkTarget.folder(output)));
  }

  private static HiddenPlace in(Path folder) throws IOException {
    if (!folder.equals(lastCleaned)) {
      clean(folder);
      lastCleaned = folder;
    }
    while (true) {
      String id = UUID.randomUUID().toString();
      FileChannel channel = lockFile(folder, id);
      // A run that cleans may have held it for a moment, and then has deleted it.
      if (isHeld(channel) && Files.exists(name(folder, id, "lock"))) {
        return new HiddenPlace(folder, id, channel);
      }
      channel.close();
      OWN.remove(id);
    }
  }

  private static FileChannel lockFile(Path folder, String id) throws IOException {
    OWN.add(id); // before it is there for others of this JVM to see
    try {
      return FileChannel.open(
          name(folder, id, "lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      OWN.remove(id);
      throw e;
    }
  }

  private static boolean isHeld(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException e) {
      // This file system has no locks: nobody will be able to take it, and so nobody cleans.
      return true;
    }
  }

  /** The hidden name. */
  Path path() {
    return name(folder, id, "new");
  }

  /** Moves the folder to be replaced aside, where a later run finds it under its own name. */
  void keep(Path replaced) throws IOException {
    Path old = name(folder, id, "old");
    deleteTree(old);
    Files.createDirectory(old);
    Files.move(replaced, old.resolve(replaced.getFileName()));
  }

  /** Returns whether a run keeps a folder of a name aside, to be replaced. */
  static boolean keeps(Path folder, Path replaced) {
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, ".ram4j-*.old")) {
      for (Path old : kept) {
        if (Files.exists(old.resolve(replaced))) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Nothing can be said of a folder that cannot be read.
    }
    return false;
  }

  private static Path name(Path folder, String id, String kind) {
    return folder.resolve(".ram4j-" + id + "." + kind);
  }

  /** Makes the names in a folder durable, where the system can do that. */
  static void forceNames(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders; it keeps names by itself.
    }
  }

  /** Makes the content of a file durable. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  static void pause() {
    if (PAUSE > 0) {
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Deletes the leftovers of killed runs in a folder, and puts back the folders that they were
   * about to replace.
   */
  static void clean(Path folder) {
    try (DirectoryStream<Path> hidden = Files.newDirectoryStream(folder, ".ram4j-*")) {
      for (Path file : hidden) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches() && !OWN.contains(name.group(1))) {
          cleanIfDead(folder, name.group(1));
        }
      }
    } catch (IOException e) {
      // What others left hinders nobody.
    }
  }

  private static void cleanIfDead(Path folder, String id) throws IOException {
    Path lockName = name(folder, id, "lock");
    if (!Files.exists(lockName, LinkOption.NOFOLLOW_LINKS)) {
      deleteAll(folder, id);
      return;
    }
    if (!Files.isRegularFile(lockName, LinkOption.NOFOLLOW_LINKS)) {
      return; // a link or a pipe is no lock file of this program, and to open a pipe may not end
    }
    try (FileChannel channel = FileChannel.open(lockName, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        deleteAll(folder, id);
      }
    } catch (OverlappingFileLockException e) {
      // It is of this JVM.
    }
  }

  private static void deleteAll(Path folder, String id) throws IOException {
    putBack(folder, name(folder, id, "old"));
    deleteTree(name(folder, id, "old"));
    deleteTree(name(folder, id, "new"));
    Files.deleteIfExists(name(folder, id, "lock"));
  }

  private static void putBack(Path folder, Path old) throws IOException {
    if (!Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)) {
      return; // behind a link are files of others
    }
    try (Stream<Path> kept = Files.list(old)) {
      for (Path file : kept.toList()) {
        Path place = folder.resolve(file.getFileName());
        if (!Files.exists(place)) {
          Files.move(file, place);
        }
      }
    }
  }

  private static void deleteTree(Path top) throws IOException {
    if (!Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(top);
      return;
    }
    List<Path> files;
    try (Stream<Path> walked = Files.walk(top)) {
      files = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  private void delete() {
    try {
      deleteAll(folder, id);
    } catch (IOException e) {
      // Nothing more can be done; the next run tries it.
    }
  }

  /** Deletes the leftovers under the hidden name. Closing again does nothing. */
  @Override
  public void close() {
    delete();
    OWN.remove(id);
    try {
      lockFile.close();
      Runtime.getRuntime().removeShutdownHook(cleanUp);
    } catch (IOException | IllegalStateException e) {
      // The lock ends with the process, and a JVM that stops runs the hook anyway.
    }
  }
}
