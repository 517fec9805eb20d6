package io.github.ram4j.image.decode.tiff;

import java.util.Objects;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A stream of bytes in memory that records how far a reader of ImageIO has read. For one thread.
 */
final class TrackedInput extends ImageInputStreamImpl {
  private final byte[] bytes;
  private long furthest;

  /** All of {@code bytes}, which are borrowed. */
  TrackedInput(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Number of bytes, from the first one, that have been read or passed over to read others. */
  long furthest() {
    return furthest;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, to.length);
    if (length == 0) {
      return 0;
    }
    bitOffset = 0;
    if (streamPos >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, to, offset, count);
    streamPos += count;
    furthest = Math.max(furthest, streamPos);
    return count;
  }
}
