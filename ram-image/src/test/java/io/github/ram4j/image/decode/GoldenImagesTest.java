package io.github.ram4j.image.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.BilinearResize;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Decoding and resizing against Pillow, with larger images. */
class GoldenImagesTest {
  private static final DecodeOptions AS_STORED = DecodeOptions.DEFAULTS.withExifRotation(false);

  /** For JPEG, of which decoders may differ; after the resize, in steps of 255. */
  private static final double LOSSY_TOLERANCE = 0.5;

  @Test
  void decodesAndResizesAsPillowDoes() throws IOException {
    JsonNode sources = GoldenFiles.json("images/expected.json");
    assertEquals(17, sources.size());
    for (Map.Entry<String, JsonNode> source : sources.properties()) {
      String name = source.getKey();
      JsonNode expected = source.getValue();
      RgbImage image = ImageDecoder.decode(GoldenFiles.file("images/" + name), AS_STORED);
      assertEquals(expected.get("width").asInt(), image.width(), name);
      assertEquals(expected.get("height").asInt(), image.height(), name);
      boolean lossy = name.endsWith(".jpg");
      boolean same = sha256(image).equals(expected.get("decoded_sha256").asText());
      assertTrue(same || lossy, name);
      for (int size : new int[] {224, 384}) {
        RgbImage resized = BilinearResize.resize(image, size);
        if (same) {
          assertEquals(expected.get("resized_" + size + "_sha256").asText(), sha256(resized), name);
        }
        if (lossy) {
          RgbImage pillows =
              Fixtures.png(GoldenFiles.file("images/expected/%s.%d.png".formatted(name, size)));
          double difference = Fixtures.meanDifference(pillows, resized);
          assertTrue(difference < LOSSY_TOLERANCE, () -> name + " differs by " + difference);
        }
      }
    }
  }

  @Test
  void turnsUprightUnlessTold() throws IOException {
    RgbImage stored = ImageDecoder.decode(GoldenFiles.file("images/exif-rotated.jpg"), AS_STORED);
    RgbImage upright =
        ImageDecoder.decode(GoldenFiles.file("images/exif-rotated.jpg"), DecodeOptions.DEFAULTS);
    assertEquals(640, stored.width());
    assertEquals(360, stored.height());
    assertEquals(360, upright.width());
    assertEquals(640, upright.height());
    assertFalse(sha256(stored).equals(sha256(upright)));
  }

  private static String sha256(RgbImage image) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image.rgb()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
