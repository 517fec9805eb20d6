package io.github.ram4j.files;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An output of a program, under a given name. A file takes the name when it is whole, as {@link
 * PartialFile} does it; a device, a pipe or a stream of the process is written to as it is. Links
 * are followed. Not thread-safe.
 */
public final class OutputFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /** Null where the name is written to as it is. */
  private final @Nullable PartialFile partial;

  private final OutputStream stream;
  private boolean named;

  /**
   * Begins to write.
   *
   * @param file the name; a file of that name is replaced
   * @throws FileNotFoundException if the name is a folder's, or the folder does not exist
   */
  public OutputFile(Path file) throws IOException {
    if (isFile(file)) {
      this.partial = new PartialFile(file);
      this.stream = buffered(openOrClose(partial));
    } else {
      this.partial = null;
      this.stream = buffered(direct(LinkTarget.of(file)));
    }
  }

  private static OutputStream buffered(OutputStream stream) {
    return new BufferedOutputStream(stream, BUFFER);
  }

  private static OutputStream openOrClose(PartialFile partial) throws IOException {
    try {
      return Files.newOutputStream(partial.path(), StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      partial.close();
      throw e;
    }
  }

  private static OutputStream direct(Path target) throws IOException {
    return switch (LinkTarget.number(target)) {
      case 1 -> new Shared(new FileOutputStream(FileDescriptor.out));
      case 2 -> new Shared(new FileOutputStream(FileDescriptor.err));
      default -> Files.newOutputStream(target, StandardOpenOption.WRITE);
    };
  }

  /** A stream of the process, which stays open. */
  private static final class Shared extends FilterOutputStream {
    Shared(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /**
   * Returns whether a name is a file's, or free for one; otherwise it is a device's, a pipe's or a
   * stream's of the process.
   *
   * @param file any name
   * @return whether writing makes or replaces a file
   * @throws IOException if the name is of a link that leads nowhere
   */
  public static boolean isFile(Path file) throws IOException {
    Path target = LinkTarget.of(file);
    if (LinkTarget.isStream(target) || isWindowsDevice(target)) {
      return false;
    }
    return !Files.exists(target, LinkOption.NOFOLLOW_LINKS)
        || !Files.readAttributes(target, BasicFileAttributes.class).isOther();
  }

  private static boolean isWindowsDevice(Path file) {
    Path name = file.getFileName();
    return name != null
        && System.getProperty("os.name").startsWith("Windows")
        && name.toString().toUpperCase(Locale.ROOT).matches("NUL|CON|PRN|AUX|(COM|LPT)\\d");
  }

  /**
   * The stream to write to.
   *
   * @return a buffered stream; not closed by the caller
   */
  public OutputStream stream() {
    return stream;
  }

  /**
   * A writer of text in UTF-8.
   *
   * @return the writer; the caller flushes it before {@link #finish} and does not close it
   */
  public Writer writer() {
    return new OutputStreamWriter(stream, StandardCharsets.UTF_8);
  }

  /**
   * Gives the file its name before it is whole; later writes are added to it. For formats of which
   * every line stands alone.
   *
   * @throws IOException if writing or moving fails
   */
  public void appear() throws IOException {
    stream.flush();
    if (partial != null && !named) {
      partial.finish();
      named = true;
    }
  }

  /**
   * Gives the file its name; nothing can be written afterwards.
   *
   * @throws IOException if writing or moving fails
   */
  public void finish() throws IOException {
    stream.flush();
    stream.close();
    appear();
  }

  /** Deletes the written file if it has no name yet. Closing again does nothing. */
  @Override
  public void close() throws IOException {
    try (partial) {
      stream.close();
    }
  }
}
