package io.github.ram4j.image.decode.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.image.decode.Fixtures;
import io.github.ram4j.image.decode.ImageDecoder;
import io.github.ram4j.image.decode.format.DecodeOptions;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The bounds of a progressive JPEG's time and memory, which its pixels alone do not give. */
class JpegScansTest {
  private static final String PROGRESSIVE = "rgb-444-progressive.jpg";

  @Test
  void samplesOfAllScansAreBoundedByThePixelLimit() {
    byte[] encoded = Fixtures.bytes(PROGRESSIVE);
    int last = lastScan(encoded);
    int length = encoded.length - 2 - last;
    // One component of 32 x 24 samples, padded, 60 times, beside the image's own 10 scans.
    ByteBuffer repeated = ByteBuffer.allocate(encoded.length + 60 * length);
    repeated.put(encoded, 0, encoded.length - 2);
    for (int i = 0; i < 60; i++) {
      repeated.put(encoded, last, length);
    }
    repeated.put(encoded, encoded.length - 2, 2);
    String message = refusal(repeated.array(), 31 * 23);
    assertTrue(message.contains("at most 22816 samples in all scans"), message);
    DecodeOptions more = DecodeOptions.DEFAULTS.withLimits(3 * 31 * 23, 1 << 20);
    assertEquals(31, ImageDecoder.decode(repeated.array(), more, "here.jpg").width());
  }

  @Test
  void coefficientsAreBounded() {
    // 3 x 2 bytes a pixel: 1,024 MiB
    String message = refusal(atSize(13_376, 13_376), 178_956_970);
    assertTrue(message.contains("at most 768 MiB of coefficients, found 1023 MiB"), message);
  }

  private static int lastScan(byte[] encoded) {
    int place = encoded.length - 2;
    while (encoded[place] != (byte) 0xFF || encoded[place + 1] != (byte) 0xDA) {
      place--;
    }
    return place;
  }

  private static String refusal(byte[] encoded, long maxPixels) {
    DecodeOptions options = DecodeOptions.DEFAULTS.withLimits(maxPixels, 1 << 20);
    return assertThrows(
            ImageException.class, () -> ImageDecoder.decode(encoded, options, "here.jpg"))
        .getMessage();
  }

  /** The same scans, with another size in the frame header. */
  private static byte[] atSize(int width, int height) {
    byte[] encoded = Fixtures.bytes(PROGRESSIVE);
    for (int place = 0; ; place++) {
      if (encoded[place] == (byte) 0xFF && encoded[place + 1] == (byte) 0xC2) {
        ByteBuffer.wrap(encoded)
            .putShort(place + 5, (short) height)
            .putShort(place + 7, (short) width);
        return encoded;
      }
    }
  }
}
