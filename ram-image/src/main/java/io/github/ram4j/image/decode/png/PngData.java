package io.github.ram4j.image.decode.png;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The pixels of a PNG as bytes, inflated on demand and never further, whatever the file holds. For
 * one thread; to be closed.
 */
final class PngData implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 15;

  private final byte[] encoded;
  private final HeaderBytes bytes;
  private final Inflater inflater = new Inflater();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int end;

  /** The place of the next chunk. */
  private long place;

  /**
   * The data of a chunk and of those directly behind it.
   *
   * @param encoded all of the file; borrowed
   * @param place of the first chunk IDAT
   */
  PngData(byte[] encoded, int place) {
    this.encoded = encoded;
    this.bytes = new HeaderBytes(encoded, true);
    this.place = place;
  }

  /** One byte, 0 to 255. */
  int read() throws DamagedImageException {
    if (next == end) {
      fill();
    }
    return buffer[next++] & 0xFF;
  }

  /**
   * Fills a part of an array.
   *
   * @throws DamagedImageException if there are fewer bytes, or they cannot be inflated
   */
  void read(byte[] to, int from, int count) throws DamagedImageException {
    int place = from;
    int left = count;
    while (left > 0) {
      if (next == end && left >= BUFFER_BYTES) {
        int read = inflate(to, place, left);
        place += read;
        left -= read;
      } else {
        if (next == end) {
          fill();
        }
        int part = Math.min(left, end - next);
        System.arraycopy(buffer, next, to, place, part);
        next += part;
        place += part;
        left -= part;
      }
    }
  }

  /**
   * Checks the sum at the end of the compressed data, as far as it is there.
   *
   * @throws DamagedImageException if it is not the sum of the inflated bytes
   */
  void checkEnd() throws DamagedImageException {
    try {
      while (inflater.inflate(buffer) == 0
          && inflater.needsInput()
          && bytes.ascii(place + 4, "IDAT")) {
        nextChunk();
      }
    } catch (DataFormatException e) {
      throw damaged(e);
    }
  }

  private void fill() throws DamagedImageException {
    next = 0;
    end = inflate(buffer, 0, buffer.length);
  }

  /** Inflates at least one byte. */
  private int inflate(byte[] to, int from, int most) throws DamagedImageException {
    try {
      while (true) {
        int count = inflater.inflate(to, from, most);
        if (count > 0) {
          return count;
        }
        if (inflater.finished()) {
          throw tooFew();
        } else if (inflater.needsDictionary()) {
          throw new DamagedImageException(
              "PNG: expected pixels that are compressed on their own, found a dictionary asked"
                  + " for");
        }
        nextChunk();
      }
    } catch (DataFormatException e) {
      throw damaged(e);
    }
  }

  private static DamagedImageException damaged(DataFormatException e) {
    return new DamagedImageException(
        "PNG is damaged: its pixels cannot be inflated: " + e.getMessage());
  }

  /**
   * Goes to the next chunk. The last one may be cut by the end of the file: the pixels tell whether
   * anything is missing.
   */
  private void nextChunk() throws DamagedImageException {
    if (!bytes.ascii(place + 4, "IDAT")) {
      throw tooFew();
    }
    long length = bytes.u32(place);
    int start = (int) place + 8;
    if (length <= encoded.length - PngChunks.FRAME - place) {
      PngChunks.checkSum(encoded, (int) place, (int) length);
    }
    inflater.setInput(encoded, start, (int) Math.min(length, encoded.length - start));
    place += PngChunks.FRAME + length;
  }

  private static DamagedImageException tooFew() {
    return new DamagedImageException(
        "PNG is cut short or damaged: expected pixels to the last row, found fewer");
  }

  @Override
  public void close() {
    inflater.end();
  }
}
