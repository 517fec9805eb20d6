package io.github.ram4j.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A lock on a folder, for one run at a time. The system holds the lock, and a killed run gives it
 * up; the empty lock file stays. Thread-safe.
 */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param folder an existing folder
   * @param name of the lock file
   * @return the lock, to be closed when the work is done
   * @throws FileSystemException if another run holds it, in this process or in another
   * @throws IOException if the file cannot be made
   */
  public static FolderLock take(Path folder, String name) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (isTaken(channel)) {
        throw new FileSystemException(
            folder.toString(), null, "expected a folder that no other run works in, found one");
      }
      return new FolderLock(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isTaken(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false; // a file system without locks
    }
  }

  /** Gives the lock up. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
