package io.github.ram4j.convert.tensor;

import io.github.ram4j.bytes.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** A digest of the elements of tensors, independent of the file that they come from. */
public final class ElementDigest {
  private ElementDigest() {}

  /**
   * Digests elements as float32, little-endian.
   *
   * @param tensors in an order that the caller keeps to
   * @return the SHA-256, 64 lower-case hex digits
   * @throws IOException if a tensor cannot be read
   */
  public static String sha256(List<TensorSource> tensors) throws IOException {
    MessageDigest digest = Sha256.digest();
    ElementOutput elements = new ElementOutput(new DigestChannel(digest));
    for (TensorSource tensor : tensors) {
      tensor.writeTo(elements::putFloats);
    }
    elements.flush();
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A channel that ends in a digest. */
  private record DigestChannel(MessageDigest digest) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) {
      int count = bytes.remaining();
      digest.update(bytes);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
