package io.github.ram4j.image.heif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.image.decode.ImageDecoder;
import io.github.ram4j.image.decode.format.DecodeOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, cut short or lie: refused with words, at once, and without memory. */
class HostileHeifTest {
  @ParameterizedTest
  @ValueSource(strings = {"grid.heic", "full.heic", "grid.avif", "sequence.avif"})
  void refusesWhatIsCutShort(String name) {
    byte[] whole = HeifFixtures.bytes(name);
    int needed = name.startsWith("sequence") ? whole.length / 2 : whole.length;
    for (int length = 12; length < needed; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertTrue(refusal(cut).startsWith("cut: "));
    }
    assertTrue(refusal(Arrays.copyOf(whole, needed - 1)).startsWith("cut: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"grid.heic", "full.heic", "grid.avif", "part.heic", "alpha.heic"})
  void neverFailsOtherwiseWhateverIsAltered(String name) {
    Random random = new Random(name.hashCode());
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      byte[] altered = HeifFixtures.bytes(name);
      int places = 1 + random.nextInt(3);
      for (int place = 0; place < places; place++) {
        // Half of them in the boxes, where most can go wrong.
        int end = random.nextBoolean() ? Math.min(altered.length, 1200) : altered.length;
        altered[random.nextInt(end)] = (byte) random.nextInt(256);
      }
      try {
        ImageDecoder.decode(altered, DecodeOptions.DEFAULTS.withLimits(1 << 24, 1 << 20), "a.heic");
      } catch (ImageException e) {
        refused++;
        assertTrue(e.getMessage().startsWith("a.heic: "), e.getMessage());
      }
    }
    assertTrue(refused > 50, "refused: " + refused);
  }

  @Test
  void refusesHugeSizesByTheBoxesAlone() {
    byte[] huge = HeifFixtures.bytes("full.heic");
    int ispe = place(huge, "ispe");
    ByteBuffer.wrap(huge).putInt(ispe + 8, 60_000).putInt(ispe + 12, 60_000);
    assertEquals(
        "cut: expected at most 178956970 pixels, found a HEIC of 60000 x 60000", refusal(huge));
    ByteBuffer.wrap(huge).putInt(ispe + 8, -1);
    assertTrue(refusal(huge).contains("found 4294967295 x 60000"), refusal(huge));
    ByteBuffer.wrap(huge).putInt(ispe + 8, 0);
    assertTrue(refusal(huge).contains("found 0 x 60000"), refusal(huge));
  }

  @ParameterizedTest
  @ValueSource(strings = {"full.heic", "full.avif"})
  void refusesASizeThatIsNotThatOfTheCompressedImage(String name) {
    byte[] lie = HeifFixtures.bytes(name);
    ByteBuffer.wrap(lie).putInt(place(lie, "ispe") + 8, 64);
    assertTrue(refusal(lie).contains("expected the size 64 x 80"), refusal(lie));
  }

  @Test
  void refusesTilesThatAreLarge() {
    byte[] grid = HeifFixtures.bytes("grid.heic");
    // The tiles' size is behind the grid's.
    int tile = place(grid, "ispe", place(grid, "ispe") + 4);
    ByteBuffer.wrap(grid).putInt(tile + 8, 40_000).putInt(tile + 12, 40_000);
    assertTrue(refusal(grid).contains("found 40000 x 40000"), refusal(grid));
  }

  @Test
  void refusesGridsOfTooFewTilesAndOfThemselves() {
    byte[] grid = HeifFixtures.bytes("grid.heic");
    int dimg = place(grid, "dimg");
    byte[] loop = grid.clone();
    ByteBuffer.wrap(loop).putShort(dimg + 8, (short) 1); // the grid is its own first tile
    assertTrue(refusal(loop).contains("a grid: expected"), refusal(loop));
    ByteBuffer.wrap(loop).putShort(dimg + 8, (short) 10).putShort(dimg + 10, (short) 1);
    assertTrue(refusal(loop).contains("a grid: expected tiles of 64 x 64"), refusal(loop));
    byte[] missing = grid.clone();
    ByteBuffer.wrap(missing).putShort(dimg + 8, (short) 99);
    assertEquals("cut: HEIF: expected the item 99 among 7, found none", refusal(missing));
    byte[] few = grid.clone();
    few[place(few, "idat") + 4 + 2] = (byte) 200; // rows
    assertTrue(refusal(few).contains("expected 180 x 120 pixels of 603 tiles"), refusal(few));
  }

  @Test
  void refusesBoxesThatReachBeyondOrHaveNoLength() {
    byte[] file = HeifFixtures.bytes("full.heic");
    int meta = place(file, "meta") - 4;
    ByteBuffer.wrap(file).putInt(meta, Integer.MAX_VALUE);
    assertTrue(refusal(file).contains("expected the box 'meta'"), refusal(file));
    ByteBuffer.wrap(file).putInt(meta, 4);
    assertTrue(refusal(file).contains("found a length of 4 bytes"), refusal(file));
    ByteBuffer.wrap(file).putInt(meta, 1).putLong(meta + 8, -8);
    assertTrue(refusal(file).contains("expected the box 'meta'"), refusal(file));
  }

  @Test
  void refusesManyEmptyBoxesWithoutTime() {
    byte[] start = Arrays.copyOf(HeifFixtures.bytes("full.heic"), 32);
    ByteBuffer.wrap(start).putInt(0, 32);
    ByteBuffer many = ByteBuffer.allocate(32 + 8 * 2_000_000).put(start);
    byte[] free = "free".getBytes(StandardCharsets.US_ASCII);
    while (many.hasRemaining()) {
      many.putInt(8).put(free);
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertTrue(refusal(many.array()).contains("among the first 70000 boxes")));
  }

  @Test
  void namesWhatItDoesNotDecode() {
    byte[] file = HeifFixtures.bytes("full.heic");
    ByteBuffer.wrap(file).put(place(file, "hvc1"), "jpeg".getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        "cut: HEIF: expected an image of the kind hvc1, av01 or grid, found 'jpeg'; convert it to"
            + " JPEG or PNG",
        refusal(file));
    byte[] matrix = HeifFixtures.bytes("full.avif");
    ByteBuffer.wrap(matrix).putShort(place(matrix, "nclx") + 8, (short) 14);
    assertTrue(refusal(matrix).contains("found 14 with less chroma than luma"), refusal(matrix));
  }

  private static int place(byte[] file, String type) {
    return place(file, type, 0);
  }

  private static int place(byte[] file, String type, int start) {
    int place = new String(file, StandardCharsets.ISO_8859_1).indexOf(type, start);
    assertTrue(place >= 0, type);
    return place;
  }

  private static String refusal(byte[] encoded) {
    return assertThrows(
            ImageException.class, () -> ImageDecoder.decode(encoded, DecodeOptions.DEFAULTS, "cut"))
        .getMessage();
  }
}
