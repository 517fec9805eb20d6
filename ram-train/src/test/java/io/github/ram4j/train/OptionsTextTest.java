package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.ModelFamily;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The text stands in files of trainings that were begun before, so that it never changes. */
class OptionsTextTest {
  @Test
  void theTextIsThatOfEarlierVersions() throws Exception {
    StartingModel model = TinyModels.fresh(ModelFamily.RAM, DrawnShapes.list(), Optional.empty());
    TrainOptions options =
        TrainOptions.defaultsFor(ModelFamily.RAM, DrawnShapes.list().size(), 24)
            .withTrainable(TrainableParameters.NEW_TAGS)
            .withSteps(30)
            .withBatch(8)
            .withLearningRate(rate -> rate.withPeak(1e-3).withWarmup(5).withFloor(1e-5))
            .withRegularization(some -> Regularization.published().withAverageDecay(0.9))
            .withSampledTags(4)
            .withSeed(7)
            .withRun(run -> run.withThreads(1).withPrecision(ComputePrecision.BFLOAT16));
    assertEquals(
        "steps 30, batch 8, LearningRate[peak=0.001, warmupSteps=5, floor=1.0E-5], part NEW_TAGS,"
            + " Losses[gammaNegative=7.0, gammaPositive=0.0, shift=0.05, labelSmoothing=0.1],"
            + " Regularization[weightDecay=0.05, dropout=0.1, dropPath=0.1, averageDecay=0.9,"
            + " gradientClip=1.0], sampled tags 4, seed 7, threads 1, BFLOAT16,"
            + " {depths=2, 1, 1, 1, embed-dim=16, head-heads=4, head-layers=2, heads=1, 2, 4, 8,"
            + " hidden=32, intermediate=64, tags-of-checkpoint=8, window=4}",
        OptionsText.of(model, options));
  }
}
