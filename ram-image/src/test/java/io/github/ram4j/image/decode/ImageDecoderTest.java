package io.github.ram4j.image.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.RgbImage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final DecodeOptions AS_STORED = DecodeOptions.DEFAULTS.withExifRotation(false);

  /** Builds of libjpeg and libwebp on other processors may round differently. */
  private static final double LOSSY_TOLERANCE = 0.5;

  static List<String> names() {
    return Fixtures.names();
  }

  static List<String> exifNames() {
    return Fixtures.names().stream().filter(name -> name.startsWith("exif")).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void decodesAsPillowDoes(String name) {
    RgbImage found = ImageDecoder.decode(Fixtures.bytes(name), AS_STORED, name);
    assertSame(Fixtures.expected(name, false), found, name);
  }

  @ParameterizedTest
  @MethodSource("exifNames")
  void turnsUprightAsPillowDoes(String name) {
    RgbImage found = ImageDecoder.decode(Fixtures.bytes(name), DecodeOptions.DEFAULTS, name);
    assertSame(Fixtures.expected(name, true), found, name);
  }

  private static void assertSame(RgbImage expected, RgbImage found, String name) {
    assertEquals(expected.width(), found.width());
    assertEquals(expected.height(), found.height());
    if (name.contains(".jpg") || name.contains("jpeg") || name.startsWith("lossy")) {
      assertTrue(Fixtures.meanDifference(expected, found) < LOSSY_TOLERANCE, name);
    } else {
      assertArrayEquals(expected.rgb(), found.rgb());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.jpg",
        "rgb-444-progressive.jpg",
        "cmyk.jpg",
        "lossy.webp",
        "lossless.webp",
        "animated.webp",
        "rgb.bmp",
        "lzw.tif",
        "big-endian.tif"
      })
  void refusesImagesThatAreCutShort(String name) {
    byte[] whole = Fixtures.bytes(name);
    // The bytes that fill up a BMP's last row may be missing.
    int needed = whole.length - (name.endsWith(".bmp") ? 3 : 0);
    for (int length = needed - 1; length >= 0; length -= 1 + whole.length / 40) {
      byte[] cut = Arrays.copyOf(whole, length);
      ImageException e = assertThrows(ImageException.class, () -> decode(cut), name);
      assertTrue(e.getMessage().startsWith("here.png: "), e.getMessage());
    }
  }

  /** The end mark and the sums before it may be missing, as the pixels are all there. */
  @ParameterizedTest
  @ValueSource(strings = {"rgb.png", "1-bit.png", "rgba-16-bit.png"})
  void refusesPngsWithoutAllPixels(String name) {
    byte[] whole = Fixtures.bytes(name);
    byte[] expected = decode(whole).rgb();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (length < whole.length - 12 - 8 - 2) {
        ImageException e = assertThrows(ImageException.class, () -> decode(cut), name);
        assertTrue(e.getMessage().startsWith("here.png: "), e.getMessage());
      } else if (length >= whole.length - 12) {
        assertArrayEquals(expected, decode(cut).rgb());
      }
    }
  }

  @Test
  void refusesGifsWithoutAllPixels() {
    byte[] whole = Fixtures.bytes("palette.gif");
    for (int length = 0; length < whole.length - 8; length += 5) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(ImageException.class, () -> decode(cut));
    }
  }

  @Test
  void refusesMorePixelsThanAllowed() {
    DecodeOptions options = DecodeOptions.DEFAULTS.withLimits(31 * 23 - 1, 1 << 20);
    for (String name : List.of("rgb.png", "rgb.jpg", "palette.gif", "rgb.bmp", "lzw.tif")) {
      ImageException e =
          assertThrows(
              ImageException.class, () -> ImageDecoder.decode(Fixtures.bytes(name), options, name));
      assertTrue(e.getMessage().contains("at most 712 pixels"), e.getMessage());
      assertTrue(e.getMessage().contains("31 x 23"), e.getMessage());
    }
  }

  @Test
  void refusesMoreBytesThanAllowed(@TempDir Path folder) throws IOException {
    DecodeOptions options = DecodeOptions.DEFAULTS.withLimits(1_000_000, 100);
    byte[] encoded = Fixtures.bytes("rgb.png");
    Path file = Files.write(folder.resolve("large.png"), encoded);
    String expected = "expected at most 100 bytes, found " + encoded.length;
    ImageException e =
        assertThrows(ImageException.class, () -> ImageDecoder.decode(encoded, options, "x"));
    assertEquals("x: " + expected, e.getMessage());
    e = assertThrows(ImageException.class, () -> ImageDecoder.decode(file, options));
    assertEquals(file + ": " + expected, e.getMessage());
  }

  @Test
  void readsFilesOfAnyName(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("ein Bär 熊.bin"), Fixtures.bytes("rgb.png"));
    assertEquals(31, ImageDecoder.decode(file, DecodeOptions.DEFAULTS).width());
    Path missing = folder.resolve("missing.png");
    assertThrows(
        NoSuchFileException.class, () -> ImageDecoder.decode(missing, DecodeOptions.DEFAULTS));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "such files are Linux's")
  void namesFilesThatCannotBeReadOrDoNotEnd() {
    Path memory = Path.of("/proc/self/mem"); // its first page cannot be read, as of a broken disk
    FileSystemException broken =
        assertThrows(
            FileSystemException.class, () -> ImageDecoder.decode(memory, DecodeOptions.DEFAULTS));
    assertEquals(memory + ": Input/output error", broken.getMessage());
    DecodeOptions few = DecodeOptions.DEFAULTS.withLimits(100, 1000);
    ImageException endless =
        assertThrows(ImageException.class, () -> ImageDecoder.decode(Path.of("/dev/zero"), few));
    assertEquals("/dev/zero: expected at most 1000 bytes, found 1001", endless.getMessage());
  }

  @Test
  void leavesTheGivenBytesAlone() {
    byte[] encoded = Fixtures.bytes("unassociated-alpha.tif");
    decode(encoded);
    assertArrayEquals(Fixtures.bytes("unassociated-alpha.tif"), encoded);
  }

  @Test
  void keepsNothingNative() {
    decode(Fixtures.bytes("rgb.png"));
    long before = Pointer.totalCount();
    byte[] damaged = Fixtures.bytes("rgb.jpg");
    Arrays.fill(damaged, damaged.length / 2, damaged.length, (byte) 0);
    for (int i = 0; i < 100; i++) {
      decode(Fixtures.bytes("rgb.png"));
      assertThrows(ImageException.class, () -> decode(damaged));
    }
    assertEquals(before, Pointer.totalCount());
  }

  @Test
  void servesManyThreadsAtOnce() {
    List<String> names = Fixtures.names();
    IntStream.range(0, 4 * names.size())
        .parallel()
        .mapToObj(i -> names.get(i % names.size()))
        .forEach(this::decodesAsPillowDoes);
  }

  @Test
  void namesTheLibrarysVersion() {
    assertTrue(ImageDecoder.opencvVersion().matches("\\d+\\.\\d+\\.\\d+.*"));
  }

  private static RgbImage decode(byte[] encoded) {
    return ImageDecoder.decode(encoded, DecodeOptions.DEFAULTS, "here.png");
  }
}
