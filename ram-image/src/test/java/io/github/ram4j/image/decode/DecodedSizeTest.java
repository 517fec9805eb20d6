package io.github.ram4j.image.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size of an image that is not decoded is that of the decoded one. */
class DecodedSizeTest {
  @TempDir Path folder;

  @Test
  void sizesAreThoseOfDecodedImages() throws IOException {
    List<Path> images = new ArrayList<>(files(GoldenFiles.file("images")));
    images.addAll(files(Path.of("src/test/resources/io/github/ram4j/image/decode")));
    int compared = 0;
    for (Path file : images) {
      for (boolean exif : new boolean[] {true, false}) {
        DecodeOptions options = DecodeOptions.DEFAULTS.withExifRotation(exif);
        RgbImage image;
        try {
          image = ImageDecoder.decode(file, options);
        } catch (ImageException e) {
          continue; // damaged on purpose, or a text about the others
        }
        ImageHeader size = ImageDecoder.size(file, options);
        assertEquals(image.width(), size.width(), file.toString());
        assertEquals(image.height(), size.height(), file.toString());
        compared++;
      }
    }
    assertTrue(compared >= 100, compared + " images");
  }

  private static List<Path> files(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** A JPEG may have more before its size than is read at first. */
  @Test
  void aLongHeaderIsReadToItsEnd() throws IOException {
    byte[] jpeg = Files.readAllBytes(GoldenFiles.file("images/exif-rotated.jpg"));
    byte[] comment = new byte[65_535];
    comment[0] = (byte) 0xFF;
    comment[1] = (byte) 0xFE;
    comment[2] = (byte) 0xFF;
    comment[3] = (byte) 0xFD; // 65,533 bytes with these two
    byte[] longer = Arrays.copyOf(jpeg, 2);
    for (int i = 0; i < 5; i++) {
      longer = joined(longer, comment);
    }
    Path file =
        Files.write(
            folder.resolve("long.jpg"), joined(longer, Arrays.copyOfRange(jpeg, 2, jpeg.length)));
    ImageHeader size = ImageDecoder.size(file, DecodeOptions.DEFAULTS);
    assertEquals(360, size.width());
    assertEquals(640, size.height());
    Path cut = Files.write(folder.resolve("cut.jpg"), longer);
    assertThrows(ImageException.class, () -> ImageDecoder.size(cut, DecodeOptions.DEFAULTS));
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
