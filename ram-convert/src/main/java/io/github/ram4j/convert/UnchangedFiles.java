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
 * What a checkpoint's files were like before they were read. They are mapped, not copied: what
 * somebody else writes to them meanwhile would end up in the bundle.
 */
final class UnchangedFiles {
  /** What the JVM says of mapped bytes that are there no longer. */
  private static final String FAULT = "unsafe memory access";

  private final Path checkpoint;
  private final List<Seen> before;

  /** What tells a file from what it was. */
  private record Seen(Path file, long bytes, FileTime modified, Object key) {}

  private UnchangedFiles(Path checkpoint, List<Seen> before) {
    this.checkpoint = checkpoint;
    this.before = before;
  }

  /**
   * Looks at a checkpoint before it is opened.
   *
   * @param checkpoint a file, or a folder of files
   * @throws IOException if a file cannot be looked at; none that is missing is complained of here
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
   * Looks again.
   *
   * @throws IOException if a file is another than before, or was written to
   */
  void requireUnchanged() throws IOException {
    List<Seen> now = look(checkpoint);
    if (!now.equals(before)) {
      throw changed(now, null);
    }
  }

  /**
   * What is to be thrown for an error that the JVM throws when a mapped file became shorter.
   *
   * @throws InternalError the same if it is another
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
