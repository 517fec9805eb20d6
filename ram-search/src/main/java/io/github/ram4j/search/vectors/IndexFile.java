package io.github.ram4j.search.vectors;

import io.github.ram4j.files.OutputFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The file of an index: what it is of, then the signatures, then a checksum. It can be made from
 * the catalogue at any time, so one that is damaged, of another version or of another catalogue
 * counts as none.
 */
final class IndexFile {
  private static final long MAGIC = 0x72616D3473696D31L; // "ram4sim1"
  private static final int CHUNK = 1 << 13;

  /** An index and the catalogue's state that it has. */
  record Content(IndexState state, Signatures signatures) {}

  private IndexFile() {}

  static void write(Path file, String model, Content content) throws IOException {
    Signatures signatures = content.signatures();
    try (OutputFile output = new OutputFile(file)) {
      CheckedOutputStream sum = new CheckedOutputStream(output.stream(), new CRC32C());
      DataOutputStream data = new DataOutputStream(sum);
      data.writeLong(MAGIC);
      data.writeUTF(model);
      data.writeLong(content.state().run());
      data.writeLong(content.state().started());
      data.writeLong(content.state().seq());
      data.writeInt(signatures.mean().length);
      data.writeInt(signatures.size());
      for (float element : signatures.mean()) {
        data.writeFloat(element);
      }
      int words = Signatures.words(signatures.mean().length);
      write(data, signatures.size(), signatures::id);
      write(data, signatures.size() * words, signatures::bits);
      data.writeLong(sum.getChecksum().getValue());
      data.flush();
      output.finish();
    }
  }

  private static void write(OutputStream out, int count, java.util.function.IntToLongFunction of)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Long.BYTES);
    for (int at = 0; at < count; at++) {
      chunk.putLong(of.applyAsLong(at));
      if (!chunk.hasRemaining() || at == count - 1) {
        out.write(chunk.array(), 0, chunk.position());
        chunk.clear();
      }
    }
  }

  /** Reads an index; empty for none, for a damaged one and for one of another model. */
  static Optional<Content> read(Path file, String model, int width) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    long bytes = Files.size(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK)) {
      CheckedInputStream sum = new CheckedInputStream(in, new CRC32C());
      DataInputStream data = new DataInputStream(sum);
      if (data.readLong() != MAGIC || !data.readUTF().equals(model)) {
        return Optional.empty();
      }
      IndexState state = new IndexState(data.readLong(), data.readLong(), data.readLong());
      int words = Signatures.words(width);
      boolean fits = data.readInt() == width;
      int size = data.readInt();
      if (!fits || size < 0 || bytes < (long) size * (words + 1) * Long.BYTES) {
        return Optional.empty();
      }
      float[] mean = new float[width];
      for (int i = 0; i < width; i++) {
        mean[i] = data.readFloat();
      }
      long[] ids = longs(data, size);
      long[] bits = longs(data, Math.multiplyExact(size, words));
      long found = sum.getChecksum().getValue();
      return data.readLong() == found && in.read() < 0
          ? Optional.of(new Content(state, new Signatures(mean, ids, bits)))
          : Optional.empty();
    } catch (java.io.EOFException | java.io.UTFDataFormatException e) {
      return Optional.empty();
    }
  }

  private static long[] longs(DataInputStream in, int count) throws IOException {
    long[] longs = new long[count];
    byte[] chunk = new byte[CHUNK * Long.BYTES];
    for (int at = 0; at < count; at += CHUNK) {
      int taken = Math.min(CHUNK, count - at);
      in.readFully(chunk, 0, taken * Long.BYTES);
      ByteBuffer.wrap(chunk).asLongBuffer().get(longs, at, taken);
    }
    return longs;
  }
}
