package io.github.ram4j.image.decode.jpeg;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import java.util.Arrays;

/**
 * Components of a JPEG with their numbers of samples. Immutable.
 *
 * @implNote Source: ITU-T T.81, A.1.1 and B.2.2.
 */
public final class JpegComponents {
  private static final int MOST = 4;

  private final int[] identifiers;
  private final long[] samples;

  private JpegComponents(int[] identifiers, long[] samples) {
    this.identifiers = identifiers;
    this.samples = samples;
  }

  /**
   * Reads components from a frame header.
   *
   * @param bytes all of the file, its highest bytes first
   * @param place of the frame header's length
   */
  static JpegComponents read(HeaderBytes bytes, int place) throws DamagedImageException {
    int count = bytes.u8(place + 7);
    if (count < 1 || count > MOST) {
      throw new DamagedImageException("JPEG: expected 1 to 4 components, found " + count);
    }
    int[] identifiers = new int[count];
    int[] across = new int[count];
    int[] down = new int[count];
    for (int i = 0; i < count; i++) {
      identifiers[i] = bytes.u8(place + 8 + 3 * i);
      int factors = bytes.u8(place + 9 + 3 * i);
      across[i] = factors >> 4;
      down[i] = factors & 15;
      if (across[i] < 1 || across[i] > 4 || down[i] < 1 || down[i] > 4) {
        throw new DamagedImageException(
            "JPEG: expected sampling factors of 1 to 4, found %d x %d"
                .formatted(across[i], down[i]));
      }
    }
    int mostAcross = Arrays.stream(across).max().getAsInt();
    int mostDown = Arrays.stream(down).max().getAsInt();
    long[] samples = new long[count];
    for (int i = 0; i < count; i++) {
      samples[i] =
          padded(bytes.u16(place + 5), across[i], mostAcross)
              * padded(bytes.u16(place + 3), down[i], mostDown);
    }
    return new JpegComponents(identifiers, samples);
  }

  /** Samples of a side in whole blocks, and in whole groups of those. */
  private static long padded(long pixels, int factor, int most) {
    return (pixels + 8L * most - 1) / (8L * most) * 8 * factor;
  }

  public int count() {
    return identifiers.length;
  }

  /** Returns whether the identifiers are the letters R, G and B, by which some encoders say RGB. */
  boolean areNamedRgb() {
    return Arrays.equals(identifiers, new int[] {'R', 'G', 'B'});
  }

  /** Samples of all components. */
  long samples() {
    return Arrays.stream(samples).sum();
  }

  /** Samples of the components of this identifier; 0 where there is none. */
  long samples(int identifier) {
    long sum = 0;
    for (int i = 0; i < identifiers.length; i++) {
      sum += identifiers[i] == identifier ? samples[i] : 0;
    }
    return sum;
  }
}
