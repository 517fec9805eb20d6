package io.github.ram4j.catalog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
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
    FileChannel channel =
        FileChannel.open(
            catalog.resolveSibling(catalog.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (isTaken(channel)) {
      channel.close();
      throw new FileSystemException(
          catalog.toString(),
          null,
          "expected a catalogue that no other run writes to, found one that does");
    }
    return new CatalogLock(channel);
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
