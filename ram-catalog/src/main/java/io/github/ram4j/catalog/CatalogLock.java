package io.github.ram4j.catalog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The lock of the run that writes to a catalogue. The system holds it, and a killed run gives it
 * up; the empty lock file stays.
 */
final class CatalogLock implements AutoCloseable {
  private final FileChannel channel;

  private CatalogLock(FileChannel channel) {
    this.channel = channel;
  }

  static CatalogLock take(Path catalog) throws IOException {
    FileChannel channel = opened(catalog.resolveSibling(catalog.getFileName() + ".lock"), catalog);
    if (isTaken(channel)) {
      channel.close();
      throw new FileSystemException(
          catalog.toString(),
          null,
          "expected a catalogue that no other run writes to, found one that does");
    }
    return new CatalogLock(channel);
  }

  private static FileChannel opened(Path lock, Path catalog) throws IOException {
    try {
      return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (AccessDeniedException | NoSuchFileException e) {
      throw e; // said by name
    } catch (FileSystemException e) { // a disk that is read alone, for example
      throw (IOException)
          new FileSystemException(
                  catalog.toString(),
                  null,
                  "expected a place for a catalogue that may be written to, found " + e.getReason())
              .initCause(e);
    }
  }

  private static boolean isTaken(FileChannel channel) {
    try {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false; // a file system without locks
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
