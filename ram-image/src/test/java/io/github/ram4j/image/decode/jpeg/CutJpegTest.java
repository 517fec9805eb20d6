package io.github.ram4j.image.decode.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.image.decode.Fixtures;
import io.github.ram4j.image.decode.ImageDecoder;
import io.github.ram4j.image.decode.format.DecodeOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JPEGs with an end mark before the end of their data; {@code OddImagesTest} has the pixels. */
class CutJpegTest {
  private static final List<String> NAMES =
      List.of(
          "odd-web/jpeg-cut-with-end.jpg",
          "odd-web/jpeg-cut-grey.jpg",
          "odd-web/jpeg-cut-cmyk.jpg",
          "odd-web/jpeg-extra-before-end.jpg",
          "rgb.jpg");

  /** libjpeg writes beside Java, so another process is looked at. */
  @Test
  void libjpegWritesNothing() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
    command.addAll(NAMES);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertTrue(output.contains("5 images"), output);
    assertFalse(output.contains("JPEG"), output);
  }

  @Test
  void onlyTheEndMarkAndWhatIsBehindAreReplaced() {
    byte[] encoded = {1, 2, 3, (byte) 0xFF, (byte) 0xD9, 4, 5, 6, 7, 8, 9, 10, 11};
    byte[] open = CutJpeg.withoutEnd(encoded, 4);
    assertEquals(11, open.length);
    assertEquals(6, Arrays.stream(new int[] {open[0], open[1], open[2]}).sum());
    assertTrue(Arrays.equals(new byte[8], Arrays.copyOfRange(open, 3, 11)));
    assertSame(encoded, CutJpeg.withoutEnd(encoded, -1));
  }

  /** What runs in that process. */
  static final class Child {
    private Child() {}

    /** Decodes what is named. */
    public static void main(String[] names) {
      for (String name : names) {
        ImageDecoder.decode(Fixtures.bytes(name), DecodeOptions.DEFAULTS, name);
      }
      System.out.println(names.length + " images");
    }
  }
}
