package io.github.ram4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;

/**
 * Standard output and standard error of the process, in UTF-8. {@link System#out} hides errors of
 * writing; a program that writes to a full disk here gets an exception, and stops.
 */
public final class StandardOutput {
  private StandardOutput() {}

  /**
   * Returns the writer of answers.
   *
   * @return a writer, flushed line by line; it throws {@link UncheckedIOException} if writing fails
   */
  public static PrintWriter out() {
    return new PrintWriter(
        new Checked(new FileOutputStream(FileDescriptor.out)), true, StandardCharsets.UTF_8);
  }

  /**
   * Returns the writer of everything else.
   *
   * @return a writer, flushed line by line; text that cannot be written is lost, as nobody could be
   *     told
   */
  public static PrintWriter err() {
    return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
  }

  /** Stream that throws errors unchecked, since a writer would swallow an {@link IOException}. */
  private static final class Checked extends OutputStream {
    private final FileOutputStream stream;

    Checked(FileOutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      try {
        stream.write(bytes, offset, count);
      } catch (IOException e) {
        throw new UncheckedIOException(
            new FileSystemException(
                "standard output", null, "expected to write all of it, found " + e.getMessage()));
      }
    }
  }
}
