package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.ModelException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An encoder that is told where each patch is: {@code absolute_pos_embed} of the authors' Swin. */
class AbsolutePositionsTest {
  private static final String POSITIONS = "visual_encoder.absolute_pos_embed";
  private static final int SIDE_PX = 64;
  private static final int PATCHES = 16 * 16;
  private static final int WIDTH = 16;
  private static final int TAGS = 12;
  private static final int IMAGES = 2;

  /** What {@code ram-train/src/test/reference/gradients.py --family ram --positions} writes. */
  private static final float[] LOGITS = {
    2.22768f, 2.01833f, 1.56167f, 4.35685f, 0.67771f, 1.68738f, -2.54470f, 1.73774f, -0.69373f,
        1.95482f, 2.60322f, 1.62954f,
    -0.47471f, -4.44265f, -0.87618f, -1.80190f, -1.88249f, -3.60988f, -4.63881f, -2.86900f,
        -8.20026f, -1.47036f, -0.72971f, -2.13616f
  };

  private static final ConvertOptions OPTIONS =
      ConvertOptions.defaults()
          .withVocabulary(
              TagVocabulary.of(TagVocabulary.ram().tags().subList(0, TAGS), new float[TAGS]))
          .withHeadHeads(4);

  @TempDir Path folder;

  private Path checkpoint(long patches) throws IOException {
    ModelSizes sizes =
        new ModelSizes(
            "ram",
            SIDE_PX,
            WIDTH,
            new int[] {2, 2, 1, 1},
            new int[] {1, 2, 4, 8},
            4,
            TAGS,
            32,
            64,
            2,
            4);
    Map<String, long[]> parameters = new LinkedHashMap<>(sizes.parameters());
    parameters.put(POSITIONS, new long[] {1, patches, WIDTH});
    return FormulaCheckpoint.write(folder.resolve("placed.safetensors"), parameters, 11);
  }

  /** The image size follows from the number of places. */
  @Test
  void placesOfPatchesAreAddedAsTheReferenceAddsThem() throws Exception {
    Path bundle = folder.resolve("bundle");
    Converter.convert(checkpoint(PATCHES), bundle, OPTIONS);
    float[] pixels = FormulaCheckpoint.uniform("pixels", IMAGES * 3 * SIDE_PX * SIDE_PX, 5);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] *= 2;
    }
    try (OrtRunner runner = new OrtRunner(bundle)) {
      assertArrayEquals(LOGITS, runner.logits(pixels, IMAGES, SIDE_PX), 1e-4f);
    }
  }

  @Test
  void placesOfAnotherImageSizeAreRefused() throws Exception {
    Path file = checkpoint(PATCHES);
    ConvertOptions larger = OPTIONS.withImageSize(128);
    String said =
        assertThrows(
                ModelException.class,
                () -> Converter.convert(file, folder.resolve("bundle"), larger))
            .getMessage();
    assertEquals(
        file
            + ": tensor visual_encoder.absolute_pos_embed: expected the places of 32 x 32 patches,"
            + " as --image-size 128 has, found 256",
        said);
  }
}
