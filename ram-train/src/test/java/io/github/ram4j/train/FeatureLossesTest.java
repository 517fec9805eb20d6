package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.train.data.TrainingExample;
import io.github.ram4j.train.data.TrainingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Overfitting of distillation and alignment: images with features that could be CLIP's. */
class FeatureLossesTest {
  private static final int EXAMPLES = 16;

  /** Features are a hundredth to a tenth, as those of CLIP, whose squares add up to 1. */
  private static final double LARGEST = 0.08;

  @TempDir Path folder;

  /** Shapes with features, each of its own. */
  private static TrainingSet shapes() {
    DrawnShapes shapes = new DrawnShapes(EXAMPLES);
    List<TrainingExample> examples = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < EXAMPLES; i++) {
      TrainingExample shape = shapes.example(i);
      TrainingExample.Sentence said = shape.caption().orElseThrow();
      examples.add(
          new TrainingExample(
              shape.image(),
              shape.tags(),
              Optional.of(
                  new TrainingExample.Sentence(
                      said.tags(), said.text(), Optional.of(feature(random)))),
              Optional.of(feature(random))));
    }
    return new TrainingSet() {
      @Override
      public TagVocabulary vocabulary() {
        return shapes.vocabulary();
      }

      @Override
      public long size() {
        return EXAMPLES;
      }

      @Override
      public TrainingExample example(long index) {
        return examples.get((int) (index % EXAMPLES));
      }
    };
  }

  private static float[] feature(SplittableRandom random) {
    float[] feature = new float[512];
    for (int i = 0; i < feature.length; i++) {
      feature[i] = (float) random.nextDouble(-LARGEST, LARGEST);
    }
    return feature;
  }

  private List<StepLosses> train(ModelFamily family, long steps) throws IOException {
    Optional<Path> words =
        family.equals(ModelFamily.TAG2TEXT)
            ? Optional.of(DrawnShapes.words(folder))
            : Optional.empty();
    StartingModel start = TinyModels.fresh(family, DrawnShapes.list(), words);
    List<StepLosses> losses = new ArrayList<>();
    Trainer.train(
        start,
        shapes(),
        shapes(),
        TinyModels.overfitting(steps, 1),
        folder.resolve("training"),
        new TrainListener() {
          @Override
          public void step(StepProgress progress) {
            losses.add(progress.losses());
          }
        });
    return losses;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram", "ram_plus", "tag2text"})
  void eachFamilyHasItsLosses(ModelFamily family) throws IOException {
    StepLosses losses = train(family, 1).get(0);
    assertEquals(!family.equals(ModelFamily.TAG2TEXT), losses.distillation().isPresent());
    assertEquals(family.equals(ModelFamily.RAM_PLUS), losses.alignment().isPresent());
    // Where there are captions, the loss of tags is scaled to the size of theirs.
    double parts =
        losses.caption().isPresent() ? 2 * losses.caption().getAsDouble() : losses.tags();
    parts += losses.distillation().orElse(0) + losses.alignment().orElse(0);
    assertEquals(parts, losses.total(), 1e-5 * parts);
  }

  @Test
  void theyAreLearned() throws IOException {
    List<StepLosses> losses = train(ModelFamily.RAM_PLUS, 120);
    StepLosses first = losses.get(0);
    StepLosses last = losses.get(losses.size() - 1);
    double distance = last.distillation().orElseThrow();
    assertTrue(distance < 0.6 * first.distillation().orElseThrow(), first + " to " + last);
    double alignment = last.alignment().orElseThrow();
    assertTrue(alignment < 0.25 * first.alignment().orElseThrow(), first + " to " + last);
  }
}
