package io.github.ram4j.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A guard against changes to a checkpoint's files during conversion. The files are mapped, not
 * copied, so a concurrent write would reach the bundle.
 */
final class UnchangedFiles {
  /** The JVM's message for mapped bytes past the end of a shortened file. */
  private static final String FAULT = "unsafe memory access";

  private final Path checkpoint;
  private final List<Seen> before;

  /** The identity of a file's content: length, time of modification and file key. */
  private record Seen(Path file, long bytes, FileTime modified, Object key) {}

  private UnchangedFiles(Path checkpoint, List<Seen> before) {
    this.checkpoint = checkpoint;
    this.before = before;
  }

  /**
   * Records a checkpoint's files before they are opened.
   *
   * @param checkpoint a file, or a folder of files
   * @throws IOException if a file's attributes cannot be read; a missing file is no error here
   */
  static UnchangedFiles of(Path checkpoint) throws IOException {
    return new UnchangedFiles(checkpoint, look(checkpoint));
  }

  private static List<Seen> look(Path checkpoint) throws IOException {
    List<Seen> seen = new ArrayList<>();
    if (Files.isDirectory(checkpoint)) {
      try (Stream<Path> files = Files.list(checkpoint)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          seen.add(look(Files.readAttributes(file, BasicFileAttributes.class), file));
        }
      }
    } else if (Files.isRegularFile(checkpoint)) {
      seen.add(look(Files.readAttributes(checkpoint, BasicFileAttributes.class), checkpoint));
    }
    return seen;
  }

  private static Seen look(BasicFileAttributes attributes, Path file) {
    return new Seen(file, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }

  /**
   * Compares the files with the record.
   *
   * @throws IOException if a file was replaced or written to
   */
  void requireUnchanged() throws IOException {
    List<Seen> now = look(checkpoint);
    if (!now.equals(before)) {
      throw changed(now, null);
    }
  }

  /**
   * The exception for the JVM's error at a mapped file that became shorter.
   *
   * @throws InternalError the given error, if its cause is another
   */
  IOException shortened(InternalError fault) throws IOException {
    if (fault.getMessage() == null || !fault.getMessage().contains(FAULT)) {
      throw fault;
    }
    return changed(look(checkpoint), fault);
  }

  private IOException changed(List<Seen> now, InternalError cause) {
    return new IOException(
        ("%s: expected a checkpoint that nobody writes to while it is converted, found %d bytes"
                + " first and %d later, last written %s and %s")
            .formatted(checkpoint, bytes(before), bytes(now), modified(before), modified(now)),
        cause);
  }

  private static long bytes(List<Seen> files) {
    return files.stream().mapToLong(Seen::bytes).sum();
  }

  private static String modified(List<Seen> files) {
    return files.stream()
        .map(Seen::modified)
        .max(FileTime::compareTo)
        .map(FileTime::toString)
        .orElse("never");
  }
}
