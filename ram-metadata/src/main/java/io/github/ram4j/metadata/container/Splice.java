package io.github.ram4j.metadata.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A file to be written: ranges of an older one, and new bytes between them. Not thread-safe. */
public final class Splice {
  private final FileBytes source;
  private final List<Piece> pieces = new ArrayList<>();

  Splice(FileBytes source) {
    this.source = source;
  }

  /** New bytes, or a range of the older file. */
  private static final class Piece {
    private final byte[] bytes;
    private final long from;
    private final long to;

    Piece(byte[] bytes, long from, long to) {
      if (from > to) {
        throw new IllegalArgumentException("expected a range, found " + from + " to " + to);
      }
      this.bytes = bytes;
      this.from = from;
      this.to = to;
    }
  }

  /** A range of the older file comes next. */
  Splice copy(long from, long to) {
    pieces.add(new Piece(new byte[0], from, to));
    return this;
  }

  /** Bytes come next. */
  Splice add(byte[] bytes) {
    pieces.add(new Piece(bytes, 0, 0));
    return this;
  }

  /** The length of the file. */
  public long length() {
    return pieces.stream().mapToLong(piece -> piece.bytes.length + piece.to - piece.from).sum();
  }

  /** Writes the file. */
  public void write(Path target) throws IOException {
    try (FileChannel channel =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (Piece piece : pieces) {
        ByteBuffer bytes = ByteBuffer.wrap(piece.bytes);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        source.copy(piece.from, piece.to, channel);
      }
    }
  }
}
