package io.github.ram4j.image.heif;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.image.decode.HeaderReader;
import io.github.ram4j.image.decode.ImageDecoder;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.pixels.RgbImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeifDecoderTest {
  @TempDir Path folder;

  static List<String> names() {
    return HeifFixtures.names();
  }

  @Test
  void thereAreImagesOfBothKinds() {
    assertEquals(19, names().stream().filter(name -> name.endsWith(".heic")).count());
    assertEquals(14, names().stream().filter(name -> name.endsWith(".avif")).count());
  }

  @ParameterizedTest
  @MethodSource("names")
  void decodesAsPillowDoesToTheByte(String name) {
    RgbImage expected = HeifFixtures.expected(name);
    RgbImage found = decode(HeifFixtures.bytes(name), name);
    assertEquals(expected.width(), found.width());
    assertEquals(expected.height(), found.height());
    assertArrayEquals(expected.rgb(), found.rgb());
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsTheSizeOfTheDecodedImage(String name) throws IOException {
    RgbImage expected = HeifFixtures.expected(name);
    Path file = Files.write(folder.resolve(name), HeifFixtures.bytes(name));
    ImageHeader size = ImageDecoder.size(file, DecodeOptions.DEFAULTS);
    assertEquals(expected.width(), size.width());
    assertEquals(expected.height(), size.height());
  }

  @Test
  void followsTurnsWhateverIsAskedOfExif() {
    byte[] turned = HeifFixtures.bytes("turned-1.heic");
    RgbImage found =
        ImageDecoder.decode(turned, DecodeOptions.DEFAULTS.withExifRotation(false), "x");
    assertArrayEquals(HeifFixtures.expected("turned-1.heic").rgb(), found.rgb());
  }

  @Test
  void readsTheSizeBeforeAnyTurn() {
    ImageHeader grid = HeaderReader.read(HeifFixtures.bytes("grid.heic"), "x");
    assertEquals(new ImageHeader(ImageFormat.HEIC, 180, 120), grid);
    ImageHeader avif = HeaderReader.read(HeifFixtures.bytes("full.avif"), "x");
    assertEquals(new ImageHeader(ImageFormat.AVIF, 96, 80), avif);
  }

  @Test
  void readsFilesWhoseMainBrandIsGeneral() {
    byte[] general = HeifFixtures.bytes("full.heic");
    System.arraycopy("mif1".getBytes(StandardCharsets.US_ASCII), 0, general, 8, 4);
    assertArrayEquals(HeifFixtures.expected("full.heic").rgb(), decode(general, "x").rgb());
    for (int place = 16; place < 28; place += 4) { // no brand says what is inside
      System.arraycopy("mif1".getBytes(StandardCharsets.US_ASCII), 0, general, place, 4);
    }
    assertEquals(ImageFormat.HEIF, HeaderReader.read(general, "x").format());
    assertArrayEquals(HeifFixtures.expected("full.heic").rgb(), decode(general, "x").rgb());
  }

  @Test
  void decodesInSeveralThreadsAtOnce() {
    List<String> names = names();
    boolean allEqual =
        IntStream.range(0, 8 * names.size())
            .parallel()
            .allMatch(
                i -> {
                  String name = names.get(i % names.size());
                  RgbImage found = decode(HeifFixtures.bytes(name), name);
                  return java.util.Arrays.equals(HeifFixtures.expected(name).rgb(), found.rgb());
                });
    assertTrue(allEqual);
  }

  private static RgbImage decode(byte[] encoded, String name) {
    return ImageDecoder.decode(encoded, DecodeOptions.DEFAULTS, name);
  }
}
