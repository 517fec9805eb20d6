package io.github.ram4j.catalog.output;

import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.files.OutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines that images are appended to as they are finished. The catalogue knows how far it
 * was written; what a killed run wrote beyond is cut off and written again. Not thread-safe.
 */
final class AppendedFile implements AutoCloseable {
  private static final int TOGETHER = 200;
  private static final int TAIL = 256;

  private final Path path;
  private final LineFormat format;
  private final OutputRow row;
  private final FinishedImages images;
  private @Nullable FileChannel channel;

  /**
   * Opens the output.
   *
   * @param replace whether a file that is none of this catalogue's is replaced
   * @throws FileSystemException if there is such a file and it is not to be replaced
   */
  AppendedFile(
      Catalog catalog, List<CatalogRoot> roots, LineFormat format, Path file, boolean replace)
      throws IOException {
    if (!OutputFile.isFile(file)) {
      throw new FileSystemException(
          file.toString(), null, "expected a file, which can be gone on with, found a device");
    }
    this.path = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
    this.format = format;
    this.row = OutputRow.of(catalog, format.kind(), path.toString(), roots);
    this.images = new FinishedImages(catalog, roots);
    try {
      resume(replace);
      OutputRow.forgetOthers(catalog, row, path.toString());
    } catch (IOException e) {
      images.close();
      throw e;
    }
  }

  /** Finds the file as the catalogue left it, or begins it anew. */
  private void resume(boolean replace) throws IOException {
    OutputRow.State next = row.next();
    boolean before = row.state().bytes() > 0 && isThere(row.state());
    if (next != null && !before && isThere(next)) {
      row.replaced(next);
      before = true;
    }
    if (before && row.next() != null) {
      rewrite(); // whether the new file took the name cannot be told where both end alike
    } else if (before) {
      cut();
    } else if (replace || !Files.exists(path) || Files.size(path) == 0 || isOwnBeginning()) {
      rewrite();
    } else if (row.state().bytes() > 0) {
      throw new FileSystemException(
          path.toString(),
          null,
          ("expected the file that this catalogue wrote, with %d bytes or more, found another of"
                  + " %d (--replace writes it anew)")
              .formatted(row.state().bytes(), Files.size(path)));
    } else {
      throw new FileSystemException(
          path.toString(),
          null,
          "expected a new name, or the file that this catalogue wrote, found another file"
              + " (--replace replaces it)");
    }
  }

  /** Returns whether a file has no more than the header: a run was killed right after it. */
  private boolean isOwnBeginning() throws IOException {
    byte[] header = format.header().getBytes(StandardCharsets.UTF_8);
    return row.state().bytes() == 0
        && Files.size(path) == header.length
        && Arrays.equals(Files.readAllBytes(path), header);
  }

  /** Returns whether the file begins as the catalogue wrote it. */
  private boolean isThere(OutputRow.State state) throws IOException {
    if (!Files.exists(path) || Files.size(path) < state.bytes()) {
      return false;
    }
    try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer found = ByteBuffer.allocate(state.tail().length);
      long at = state.bytes() - state.tail().length;
      while (found.hasRemaining() && in.read(found, at + found.position()) > 0) {
        // The rest follows.
      }
      return Arrays.equals(found.array(), state.tail());
    }
  }

  private void cut() throws IOException {
    try (FileChannel out = FileChannel.open(path, StandardOpenOption.WRITE)) {
      out.truncate(row.state().bytes());
    }
  }

  /** Whether images in the file have changed or are gone since they were written. */
  boolean isStale() throws IOException {
    return row.isStale();
  }

  /** Writes the file anew from the catalogue, in one step. */
  void rewrite() throws IOException {
    closeChannel();
    try (OutputFile file = new OutputFile(path)) {
      Counted out = new Counted(file.stream());
      out.add(format.header());
      long seq = 0;
      List<FinishedImages.Numbered> some = images.after(seq, TOGETHER);
      while (!some.isEmpty()) {
        for (FinishedImages.Numbered image : some) {
          out.add(format.lines(image.image()));
          seq = image.seq();
        }
        some = images.after(seq, TOGETHER);
      }
      OutputRow.State next = out.state(seq);
      row.announce(next);
      file.finish();
      row.replaced(next);
    }
  }

  /** Bytes on their way to a new file. */
  private static final class Counted {
    private final OutputStream out;
    private long bytes;
    private byte[] tail = new byte[0];

    Counted(OutputStream out) {
      this.out = out;
    }

    void add(String lines) throws IOException {
      byte[] more = lines.getBytes(StandardCharsets.UTF_8);
      out.write(more);
      bytes += more.length;
      tail = tail(tail, more);
    }

    OutputRow.State state(long seq) {
      return new OutputRow.State(bytes, tail, seq);
    }
  }

  private static byte[] tail(byte[] before, byte[] more) {
    if (more.length >= TAIL) {
      return Arrays.copyOfRange(more, more.length - TAIL, more.length);
    }
    int kept = Math.min(before.length, TAIL - more.length);
    byte[] tail = Arrays.copyOfRange(before, before.length - kept, before.length + more.length);
    System.arraycopy(more, 0, tail, kept, more.length);
    return tail;
  }

  /** Appends the images that were finished since, and forces them to the disk. */
  void append() throws IOException {
    List<FinishedImages.Numbered> some = images.after(row.state().seq(), TOGETHER);
    while (!some.isEmpty()) {
      StringBuilder lines = new StringBuilder();
      for (FinishedImages.Numbered image : some) {
        lines.append(format.lines(image.image()));
      }
      byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
      OutputRow.State now =
          new OutputRow.State(
              row.state().bytes() + bytes.length,
              tail(row.state().tail(), bytes),
              some.get(some.size() - 1).seq());
      write(bytes);
      row.appended(now);
      some = images.after(now.seq(), TOGETHER);
    }
  }

  private void write(byte[] bytes) throws IOException {
    if (channel == null) {
      channel = FileChannel.open(path, StandardOpenOption.WRITE);
    }
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest, row.state().bytes() + rest.position());
      }
      channel.force(false);
    } catch (IOException e) {
      channel.truncate(row.state().bytes()); // whole lines alone
      throw (IOException)
          new FileSystemException(
                  path.toString(), null, "expected to write all of it, found " + e.getMessage())
              .initCause(e);
    }
  }

  private void closeChannel() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  @Override
  public void close() throws IOException {
    try (images) {
      closeChannel();
    }
  }
}
