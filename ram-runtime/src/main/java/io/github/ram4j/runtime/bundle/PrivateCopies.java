package io.github.ram4j.runtime.bundle;

import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of a bundle's large files in the temporary folder, where nobody else writes: ONNX Runtime
 * maps weights from their file for as long as a session is open. A truncation of that file by
 * others would end the process, and an overwrite would change scores.
 *
 * <p>Once the copies are mapped, they need no name any more and are deleted. Thread-safe.
 */
final class PrivateCopies {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateCopies.class);
  private static final String PREFIX = "ram4j-weights-";

  /**
   * The age of abandoned copies: no opening takes so long, so older ones were left by a killed
   * process.
   */
  private static final Duration STALE = Duration.ofHours(6);

  private final Bundle bundle;
  private final Path folder;

  private PrivateCopies(Bundle bundle, Path folder) {
    this.bundle = bundle;
    this.folder = folder;
  }

  /**
   * An empty folder that only this user can read.
   *
   * @param files the files to be copied
   * @throws IOException if the temporary folder cannot be written to or has too little space
   */
  static PrivateCopies create(Bundle bundle, List<BundleFile> files) throws IOException {
    Path folder;
    try {
      folder = Files.createTempDirectory(PREFIX);
    } catch (IOException e) {
      throw new IOException(problem(bundle, files, e.toString()), e);
    }
    PrivateCopies copies = new PrivateCopies(bundle, folder);
    deleteStale(folder.getParent());
    long usable = Files.getFileStore(folder).getUsableSpace();
    if (usable < bytes(files)) {
      copies.delete();
      throw new IOException(problem(bundle, files, usable + " bytes free"));
    }
    return copies;
  }

  private static long bytes(List<BundleFile> files) {
    return files.stream().mapToLong(BundleFile::bytes).sum();
  }

  private static String problem(Bundle bundle, List<BundleFile> files, String found) {
    return ("bundle %s: expected a temporary folder (%s, named by java.io.tmpdir) with space for a"
            + " private copy of %d bytes of weights, found %s;"
            + " RuntimeOptions.withPrivateWeights(false) reads them where they are")
        .formatted(bundle.name(), System.getProperty("java.io.tmpdir"), bytes(files), found);
  }

  /** The folder of the copies. */
  Path folder() {
    return folder;
  }

  /**
   * Copies a file.
   *
   * @throws IOException if it cannot be read, is shorter than its manifest says, or the copy cannot
   *     be written
   */
  void copy(Path source, BundleFile file) throws IOException {
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(
                folder.resolve(file.name()),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE)) {
      for (long done = 0; done < file.bytes(); ) {
        long copied = in.transferTo(done, file.bytes() - done, out);
        if (copied <= 0) {
          throw new EOFException(
              "bundle %s: expected %s to have %d bytes, found its end at %d"
                  .formatted(bundle.name(), file.name(), file.bytes(), done));
        }
        done += copied;
      }
    }
  }

  /** Deletes the copies; where a mapped file cannot be deleted, a later opening does it. */
  void delete() {
    delete(folder);
  }

  private static void delete(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    } catch (IOException e) {
      LOG.debug("private copies in {} stay for now", folder, e);
      return;
    }
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.debug("private copies in {} stay for now", folder, e);
    }
  }

  private static void deleteStale(Path temporary) {
    FileTime limit = FileTime.from(Instant.now().minus(STALE));
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path folder : folders) {
        if (Files.getLastModifiedTime(folder).compareTo(limit) < 0) {
          delete(folder);
        }
      }
    } catch (IOException e) {
      LOG.debug("copies that killed processes left in {} stay", temporary, e);
    }
  }
}
