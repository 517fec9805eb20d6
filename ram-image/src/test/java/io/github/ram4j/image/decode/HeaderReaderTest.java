package io.github.ram4j.image.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.decode.format.ImageHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderReaderTest {
  static List<String> names() {
    return Fixtures.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsFormatAndSize(String name) {
    ImageHeader header = HeaderReader.read(Fixtures.bytes(name), name);
    String expected =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "jpg" -> "JPEG";
          case "tif" -> "TIFF";
          case "webp" -> "WebP";
          case "png" -> "PNG";
          case "gif" -> "GIF";
          default -> "BMP";
        };
    assertEquals(expected, header.format().toString());
    if (!name.endsWith(".gif")) {
      assertEquals(31, header.width());
      assertEquals(23, header.height());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void survivesEveryCut(String name) {
    byte[] whole = Fixtures.bytes(name);
    for (int length = 0; length < Math.min(whole.length, 1500); length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        assertTrue(HeaderReader.read(cut, name).width() > 0);
      } catch (ImageException e) {
        assertTrue(e.getMessage().startsWith(name + ": "), e.getMessage());
      }
    }
  }

  @Test
  void takesTheSizeOfWhatAGifShows() {
    ImageHeader part = HeaderReader.read(Fixtures.bytes("part.gif"), "x");
    assertEquals(50, part.width());
    assertEquals(40, part.height());
    ImageHeader beyond = HeaderReader.read(Fixtures.bytes("beyond-the-screen.gif"), "x");
    assertEquals(36, beyond.width());
    assertEquals(28, beyond.height());
  }

  @Test
  void refusesWhatIsNoImage() {
    String html = refusal("<!DOCTYPE html><html>".getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        "page: not an image: expected one of PNG, JPEG, WebP, BMP, GIF or TIFF, found 21 bytes"
            + " that begin with \"<!DOCTYPE html><\""
            + " (3C 21 44 4F 43 54 59 50 45 20 68 74 6D 6C 3E 3C)",
        html);
    assertTrue(refusal(new byte[0]).endsWith("found no bytes at all"));
    assertTrue(
        refusal(new byte[] {0, 1, 2}).endsWith("found 3 bytes that begin with \"...\" (00 01 02)"));
  }

  @Test
  void namesTheModuleThatReadsWhatPhonesWrite() {
    String rest = " expected ram-image-heif on the class path, found no decoder for it; add that";
    assertTrue(refusal(isoFile("heic", "mif1")).startsWith("page: HEIC:" + rest));
    assertTrue(refusal(isoFile("mif1", "heic")).startsWith("page: HEIC:" + rest));
    assertTrue(refusal(isoFile("avif", "mif1")).startsWith("page: AVIF:" + rest));
    assertTrue(refusal(isoFile("avis", "msf1")).startsWith("page: AVIF:" + rest));
    assertTrue(refusal(isoFile("mif1", "miaf")).startsWith("page: HEIF:" + rest));
  }

  @Test
  void namesFilmsAndOthersOfTheirKind() {
    assertTrue(refusal(isoFile("isom", "mp41")).startsWith("page: MP4 film: not read"));
    assertTrue(refusal(isoFile("qt  ", "    ")).startsWith("page: QuickTime film: not read"));
    assertTrue(refusal(isoFile("xxxx", "mp42")).startsWith("page: MP4 film: not read"));
    assertTrue(refusal(isoFile("xx\0\1", "yyyy")).contains("ISO media file of brand xx.."));
  }

  @Test
  void refusesHugeImagesByTheirHeaderAlone() {
    byte[] png = Fixtures.bytes("rgb.png");
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    ImageException e =
        assertThrows(
            ImageException.class,
            () -> ImageDecoder.decode(png, DecodeOptions.DEFAULTS, "bomb.png"));
    assertEquals(
        "bomb.png: expected at most 178956970 pixels, found a PNG of 60000 x 60000",
        e.getMessage());
  }

  @Test
  void refusesSizesThatAreNone() {
    byte[] png = Fixtures.bytes("rgb.png");
    ByteBuffer.wrap(png).putInt(16, 0);
    assertTrue(refusal(png).contains("found 0 x 23"));
    ByteBuffer.wrap(png).putInt(16, -1);
    assertTrue(refusal(png).contains("found 4294967295 x 23"));
    byte[] bmp = Fixtures.bytes("rgb.bmp");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, -5);
    assertTrue(refusal(bmp).contains("found -5 x 23"));
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 5).putInt(22, Integer.MIN_VALUE);
    assertTrue(refusal(bmp).contains("found 5 x 2147483648"));
  }

  @Test
  void refusesDirectoriesOutsideTheFile() {
    byte[] tiff = Fixtures.bytes("big-endian.tif");
    ByteBuffer.wrap(tiff).putInt(4, -2);
    assertTrue(refusal(tiff).contains("header"));
    byte[] big = Fixtures.bytes("bigtiff.tif");
    ByteBuffer.wrap(big).order(ByteOrder.LITTLE_ENDIAN).putLong(8, Long.MAX_VALUE);
    assertTrue(refusal(big).contains("header"));
    ByteBuffer.wrap(big).order(ByteOrder.LITTLE_ENDIAN).putLong(8, 16).putLong(16, -1);
    assertTrue(refusal(big).contains("directory"));
  }

  @Test
  void passesOverManyMarkers() {
    byte[] jpeg = Fixtures.bytes("rgb.jpg");
    ByteBuffer many = ByteBuffer.allocate(2 + 100_000 * 4 + jpeg.length);
    many.put(jpeg, 0, 2);
    for (int i = 0; i < 100_000; i++) {
      many.putInt(0xFFFE0002); // an empty comment
    }
    many.put(jpeg, 2, jpeg.length - 2);
    assertEquals(31, HeaderReader.read(many.array(), "x").width());
  }

  /** The first box of a file with these brands, and nothing behind it. */
  private static byte[] isoFile(String brand, String other) {
    byte[] brands = ("ftyp" + brand + "\0\0\0\0" + other).getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(20).putInt(20).put(brands).array();
  }

  private static String refusal(byte[] encoded) {
    return assertThrows(ImageException.class, () -> HeaderReader.read(encoded, "page"))
        .getMessage();
  }
}
