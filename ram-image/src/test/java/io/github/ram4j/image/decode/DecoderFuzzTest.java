package io.github.ram4j.image.decode;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Damaged images give an image or a {@link ImageException}, and nothing else. */
class DecoderFuzzTest {
  private static final DecodeOptions SMALL = DecodeOptions.DEFAULTS.withLimits(1_000_000, 1 << 20);
  private static final int ROUNDS = Integer.getInteger("ram.fuzz", 10);

  @Test
  void survivesDamagedImages() {
    Random random = new Random(20_261_123);
    int refused = 0;
    int decoded = 0;
    List<String> names =
        Stream.of(Fixtures.names(), Fixtures.oddNames("odd"), Fixtures.oddNames("odd-web"))
            .flatMap(List::stream)
            .toList();
    for (String name : names) {
      byte[] whole = Fixtures.bytes(name);
      for (int round = 0; round < ROUNDS; round++) {
        byte[] damaged = whole.clone();
        int changes = 1 + random.nextInt(4);
        // Half of the changes go to the front, where the structure is.
        int reach = random.nextBoolean() ? Math.min(64, damaged.length) : damaged.length;
        for (int i = 0; i < changes; i++) {
          damaged[random.nextInt(reach)] = (byte) random.nextInt();
        }
        if (decodes(damaged)) {
          decoded++;
        } else {
          refused++;
        }
      }
    }
    int all = ROUNDS * names.size();
    assertTrue(
        decoded > all / 10 && refused > all / 10, decoded + " decoded, " + refused + " refused");
  }

  @Test
  void survivesSignaturesWithNoise() {
    Random random = new Random(7);
    for (String name : Fixtures.names()) {
      byte[] noise = new byte[300];
      random.nextBytes(noise);
      System.arraycopy(Fixtures.bytes(name), 0, noise, 0, 16);
      decodes(noise);
    }
  }

  private static boolean decodes(byte[] encoded) {
    try {
      assertNotNull(ImageDecoder.decode(encoded, SMALL, "damaged"));
      return true;
    } catch (ImageException e) {
      assertTrue(e.getMessage().startsWith("damaged: "), e.getMessage());
      return false;
    }
  }
}
