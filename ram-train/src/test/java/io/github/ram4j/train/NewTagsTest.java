package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.onnx.RamModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags that are learned later leave the scores of all others as they were, to the last bit. */
class NewTagsTest {
  private static final DrawnShapes SHAPES = new DrawnShapes(16);

  @TempDir Path folder;

  @Test
  void otherTagsKeepTheirScores() throws IOException {
    TagVocabulary all = DrawnShapes.list();
    TagVocabulary otherwise = withOtherNames(all);
    StartingModel start = TinyModels.fresh(ModelFamily.RAM, otherwise, Optional.empty());
    TrainReport first =
        Trainer.train(
            start,
            SHAPES.calledAs(otherwise),
            SHAPES.calledAs(otherwise),
            TinyModels.overfitting(400, 1),
            folder.resolve("first"),
            TrainListener.NONE);
    StartingModel more =
        StartingModel.ofCheckpoint(first.last(), TinyModels.checkpoint(otherwise))
            .withVocabulary(all, 5);
    assertEquals(List.of(6, 7), more.newTags());
    TrainOptions options = TinyModels.overfitting(300, 2);
    TrainReport second =
        Trainer.train(
            more,
            SHAPES,
            SHAPES,
            options
                .withTrainable(TrainableParameters.NEW_TAGS)
                .withLearningRate(rate -> rate.withPeak(1e-2).withFloor(1e-3))
                .withRegularization(some -> some.withWeightDecay(0.05).withAverageDecay(0.9)),
            folder.resolve("second"),
            TrainListener.NONE);
    List<float[]> before = logits(first.last(), otherwise, "first.bundle");
    List<float[]> after = logits(second.last(), all, "second.bundle");
    int right = 0;
    for (int i = 0; i < before.size(); i++) {
      for (int tag = 0; tag < 6; tag++) {
        assertEquals(before.get(i)[tag], after.get(i)[tag], "image " + i + ", tag " + tag);
      }
      for (int tag = 6; tag < 8; tag++) {
        boolean shown = SHAPES.tags(i).contains(all.tag(tag).english());
        right += shown == after.get(i)[tag] > 0 ? 1 : 0;
      }
    }
    assertTrue(right >= 29, right + " of 32 new tags right");
  }

  private List<float[]> logits(Path checkpoint, TagVocabulary tags, String name)
      throws IOException {
    Path bundle = folder.resolve(name);
    Converter.convert(
        checkpoint, bundle, ConvertOptions.defaults().withVocabulary(tags).withHeadHeads(4));
    List<float[]> logits = new ArrayList<>();
    try (Recognizer recognizer = RamModels.open(bundle)) {
      for (int i = 0; i < SHAPES.size(); i++) {
        BufferedImage image = SHAPES.image(i);
        float[] row = new float[tags.size()];
        recognizer.recognize(image).logits().get(row);
        logits.add(row);
      }
    }
    return logits;
  }

  /**
   * The same tags, the last two under names that are unknown later: what they look like has been
   * learned, so that what stands for them anew can be.
   */
  private static TagVocabulary withOtherNames(TagVocabulary all) {
    List<Tag> tags = new ArrayList<>(all.tags().subList(0, 6));
    for (Tag tag : all.tags().subList(6, 8)) {
      tags.add(new Tag(tag.id(), "dark " + tag.english(), tag.chinese(), tag.inCaptions()));
    }
    return TagVocabulary.of(tags, new float[8]);
  }
}
