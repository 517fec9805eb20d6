package io.github.ram4j.image.decode.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.image.decode.Fixtures;
import io.github.ram4j.image.decode.HeaderReader;
import io.github.ram4j.image.decode.ImageDecoder;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.RgbImage;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits and damage, on TIFFs that are changed field by field. */
class TiffDecoderTest {
  private static final int WIDTH = 256;
  private static final int LENGTH = 257;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_BYTES = 279;
  private static final int TILE_BYTES = 325;

  static List<String> packed() {
    return Fixtures.oddNames("odd").stream()
        .filter(name -> name.matches("odd/(rgb|gray|planes|fax|jpeg)-.*tif"))
        .filter(name -> !Fixtures.refusals("odd").containsKey(name))
        .toList();
  }

  @Test
  void looksAtOneSizeAlone() {
    // The later width is within the limit, and the earlier one is what libtiff would decode.
    byte[] tiff = Fixtures.bytes("odd/width-twice.tif");
    set(tiff, WIDTH, 32_000);
    set(tiff, LENGTH, 32_000);
    assertTrue(refusal(tiff).contains("ImageWidth once, found it twice"));
    ImageException e = assertThrows(ImageException.class, () -> HeaderReader.read(tiff, "here"));
    assertTrue(e.getMessage().contains("ImageWidth"), e.getMessage());
  }

  @Test
  void allocatesNothingForStripsThatAreNotThere() {
    byte[] tiff = Fixtures.bytes("odd/gray-none-tiles.tif");
    set(tiff, WIDTH, 100_000_000);
    set(tiff, LENGTH, 1);
    assertTrue(refusal(tiff).contains("at most 1048576 strips or tiles, found 6250000"));
    byte[] rows = Fixtures.bytes("odd/rgba-without-extra-samples.tif");
    set(rows, WIDTH, 1);
    set(rows, LENGTH, 100_000_000);
    set(rows, ROWS_PER_STRIP, 1);
    assertTrue(refusal(rows).contains("strips or tiles"));
  }

  @Test
  void limitsTilesThatAreLargerThanTheImage() {
    byte[] tiff = Fixtures.bytes("odd/rgb-none-one.tif");
    DecodeOptions small = DecodeOptions.DEFAULTS.withLimits(31 * 23, 1 << 20);
    assertEquals(31, ImageDecoder.decode(tiff, small, "here").width());
    byte[] tile = Fixtures.bytes("odd/huge-tile.tif");
    assertTrue(refusal(tile).contains("32752 x 32752"));
  }

  @ParameterizedTest
  @MethodSource("packed")
  void refusesPartsThatAreCutShort(String name) {
    byte[] whole = Fixtures.bytes(name);
    for (int percent : new int[] {0, 10, 50, 80}) {
      byte[] cut = whole.clone();
      int left = shorten(cut, percent);
      if (left == 0) {
        continue; // a count of 0 is taken for none, as other readers do
      }
      try {
        // A mark behind the last row may be all that is missing.
        assertArrayEquals(decode(whole).rgb(), decode(cut).rgb(), percent + " %");
        assertTrue(name.contains("fax") && percent == 80, percent + " %");
      } catch (ImageException e) {
        assertTrue(e.getMessage().startsWith("here: "), e.getMessage());
      }
    }
  }

  @Test
  void unpacksStringsThatReachIntoTheirOwnCopy() throws Exception {
    // Clear, 7, then the string that is just being made, and the end: 7 7 7 7.
    byte[] codes = codes(256, 7, 258, 7, 257);
    assertArrayEquals(new byte[] {7, 7, 7, 7}, TiffLzw.unpack(ByteBuffer.wrap(codes), 4));
  }

  @Test
  void refusesCodesThatNoEncoderCanWrite() {
    for (int[] bad : new int[][] {{256, 258}, {256, 1, 259}, {258}, {256, 1, 257}}) {
      byte[] codes = codes(bad);
      Exception e =
          assertThrows(
              IOException.class,
              () -> TiffLzw.unpack(ByteBuffer.wrap(codes), 9),
              Arrays.toString(bad));
      assertTrue(e.getMessage().startsWith("LZW"), e.getMessage());
    }
  }

  private static byte[] codes(int... codes) {
    BigInteger bits = BigInteger.ONE; // keeps leading zeros
    for (int code : codes) {
      bits = bits.shiftLeft(9).or(BigInteger.valueOf(code));
    }
    int filling = (8 - codes.length * 9 % 8) % 8;
    byte[] bytes = bits.shiftLeft(filling).toByteArray();
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }

  /** Lowers the byte count of the first strip or tile. Gives it. */
  private static int shorten(byte[] tiff, int percent) {
    ByteBuffer in = ordered(tiff);
    int field = field(in, STRIP_BYTES);
    field = field < 0 ? field(in, TILE_BYTES) : field;
    boolean shorts = in.getShort(field + 2) == 3;
    int count = in.getInt(field + 4);
    int place = count * (shorts ? 2 : 4) <= 4 ? field + 8 : in.getInt(field + 8);
    int bytes = shorts ? in.getShort(place) & 0xFFFF : in.getInt(place);
    int left = bytes * percent / 100;
    if (shorts) {
      in.putShort(place, (short) left);
    } else {
      in.putInt(place, left);
    }
    return left;
  }

  private static void set(byte[] tiff, int tag, int value) {
    ByteBuffer in = ordered(tiff);
    int field = field(in, tag);
    if (in.getShort(field + 2) == 3) {
      in.putShort(field + 2, (short) 4);
    }
    in.putInt(field + 8, value);
  }

  private static int field(ByteBuffer in, int tag) {
    int directory = in.getInt(4);
    for (int i = 0; i < in.getShort(directory); i++) {
      int place = directory + 2 + 12 * i;
      if ((in.getShort(place) & 0xFFFF) == tag) {
        return place;
      }
    }
    return -1;
  }

  private static ByteBuffer ordered(byte[] tiff) {
    return ByteBuffer.wrap(tiff)
        .order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  private static String refusal(byte[] tiff) {
    return assertThrows(ImageException.class, () -> decode(tiff)).getMessage();
  }

  private static RgbImage decode(byte[] tiff) {
    return ImageDecoder.decode(tiff, DecodeOptions.DEFAULTS, "here");
  }
}
