package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.ImageException;
import io.github.ram4j.image.decode.HeaderReader;
import io.github.ram4j.image.decode.format.ImageHeader;

/** The first bytes of an image of any format. */
class ImageHeaderFuzzTest {
  @FuzzTest
  void header(byte[] data) {
    try {
      ImageHeader header = HeaderReader.read(data, "a.image");
      if (header.width() < 1 || header.height() < 1) {
        throw new AssertionError("an image without pixels: " + header);
      }
    } catch (ImageException e) {
      if (!e.getMessage().startsWith("a.image: ")) {
        throw new AssertionError("a refusal that does not name its image", e);
      }
    }
  }
}
