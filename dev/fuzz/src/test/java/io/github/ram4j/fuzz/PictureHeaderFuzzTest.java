package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.PictureException;
import io.github.ram4j.image.decode.PictureHeader;

/** The first bytes of a picture of any format. */
class PictureHeaderFuzzTest {
  @FuzzTest
  void header(byte[] data) {
    try {
      PictureHeader header = PictureHeader.read(data, "a.picture");
      if (header.width() < 1 || header.height() < 1) {
        throw new AssertionError("a picture without pixels: " + header);
      }
    } catch (PictureException e) {
      if (!e.getMessage().startsWith("a.picture: ")) {
        throw new AssertionError("a refusal that does not name its picture", e);
      }
    }
  }
}
