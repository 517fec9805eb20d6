package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.ImageException;
import io.github.ram4j.image.decode.ImageDecoder;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.RgbImage;

/** HEIC and AVIF: boxes, items, grids, and what is compressed in them. */
class HeifFuzzTest {
  private static final DecodeOptions SMALL = DecodeOptions.DEFAULTS.withLimits(1 << 18, 1 << 20);

  @FuzzTest
  void decode(byte[] data) {
    try {
      RgbImage image = ImageDecoder.decode(data, SMALL, "a.heic");
      if (image.rgb().length != 3 * image.width() * image.height()) {
        throw new AssertionError("an image of other pixels than its size: " + image);
      }
    } catch (ImageException e) {
      if (!e.getMessage().startsWith("a.heic: ")) {
        throw new AssertionError("a refusal that does not name its image", e);
      }
    }
  }
}
