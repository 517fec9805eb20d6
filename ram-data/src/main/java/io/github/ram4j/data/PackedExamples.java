package io.github.ram4j.data;

import io.github.ram4j.lines.InputFile;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Files of examples that gzip has packed, which their names say. */
public final class PackedExamples {
  private static final String ENDING = ".gz";
  private static final int BUFFER = 1 << 16;

  private PackedExamples() {}

  /**
   * Says whether a file is packed.
   *
   * @param name of the file
   * @return whether it ends in {@code .gz}
   */
  public static boolean hasName(String name) {
    return name.endsWith(ENDING);
  }

  /**
   * The error for a packed file that cannot be read to its end.
   *
   * @param file path or URI
   * @param cause what the reader found
   * @return to be thrown
   */
  public static IOException damaged(String file, Throwable cause) {
    String found = cause instanceof EOFException ? "their end too early" : "" + cause.getMessage();
    return new IOException("%s: expected whole gzip data, found %s".formatted(file, found), cause);
  }

  /** Opens a file, packed or not; the caller closes it. */
  static InputStream open(Path file) throws IOException {
    InputStream bytes = InputFile.stream(file);
    if (!hasName(file.toString())) {
      return bytes;
    }
    try {
      return new Named(file, new Members(bytes));
    } catch (IOException e) {
      bytes.close();
      throw damaged(file.toString(), e);
    }
  }

  /** All members of a file. Java ends in silence before one whose header is damaged. */
  private static final class Members extends GZIPInputStream {
    private static final int TRAILER = 8;

    Members(InputStream in) throws IOException {
      super(in, BUFFER);
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      int read = super.read(into, offset, count);
      if (read < 0 && (inf.getRemaining() > TRAILER || in.read() >= 0)) {
        throw new ZipException("other bytes after its end");
      }
      return read;
    }
  }

  /** A stream whose errors name the file. */
  private static final class Named extends FilterInputStream {
    private final Path file;

    Named(Path file, InputStream in) {
      super(in);
      this.file = file;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      try {
        return super.read(into, offset, count);
      } catch (IOException e) {
        throw damaged(file.toString(), e);
      }
    }
  }
}
