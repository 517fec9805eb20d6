package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.PublishedLayout;
import io.github.ram4j.train.model.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image encoder that learns what images show before there is a head. */
class EncoderTest {
  private static final DrawnShapes SHAPES = new DrawnShapes(16);

  @TempDir Path folder;

  private static StartingModel fresh(ModelFamily family, Optional<Path> words) throws IOException {
    return TinyModels.fresh(family, DrawnShapes.list(), words);
  }

  private TrainReport train(StartingModel start) throws IOException {
    return Trainer.train(
        start,
        SHAPES,
        SHAPES,
        TinyModels.overfitting(300, 2).withTrainable(TrainableParameters.ENCODER),
        folder.resolve("training"),
        TrainListener.NONE);
  }

  @Test
  void imagesFindTheirTagsAndTheHeadStaysAsItWas() throws IOException {
    StartingModel start = fresh(ModelFamily.RAM, Optional.empty());
    TrainReport report = train(start);
    assertTrue(report.bestMeanAveragePrecision().orElseThrow() > 0.99, report.toString());
    StartingModel trained =
        StartingModel.ofCheckpoint(report.best(), TinyModels.checkpoint(DrawnShapes.list()));
    Map<String, long[]> shapes = PublishedLayout.of(start.shape()).parameters();
    for (Map.Entry<String, long[]> parameter : shapes.entrySet()) {
      String name = parameter.getKey();
      float[] before = values(start.weights(), parameter);
      float[] after = values(trained.weights(), parameter);
      if (name.startsWith("visual_encoder.")
          || name.startsWith("image_proj.")
          || name.equals("label_embed")) {
        assertFalse(Arrays.equals(before, after), name);
      } else {
        assertArrayEquals(before, after, name);
      }
    }
  }

  private static float[] values(ParameterStore.Source weights, Map.Entry<String, long[]> of) {
    return weights.read(of.getKey(), of.getValue());
  }

  @Test
  void onlyARamHasOneEmbeddingATag() throws IOException {
    StartingModel tag2text = fresh(ModelFamily.TAG2TEXT, Optional.of(DrawnShapes.words(folder)));
    assertEquals(
        "trainable parameters ENCODER: expected a RAM, which has one embedding a tag, found"
            + " tag2text",
        assertThrows(IllegalArgumentException.class, () -> train(tag2text)).getMessage());
    StartingModel plus = fresh(ModelFamily.RAM_PLUS, Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> train(plus));
  }
}
