package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.train.TrainOptions.Losses;
import io.github.ram4j.train.TrainOptions.Numbers;
import io.github.ram4j.train.TrainOptions.Part;
import io.github.ram4j.train.TrainOptions.Regularization;
import io.github.ram4j.train.TrainOptions.Run;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TrainOptionsTest {
  private static TrainOptions options(long steps, int batch, int threads, int sampled) {
    return new TrainOptions(
        steps,
        batch,
        new LearningRate(1e-3, 0, 0),
        Part.ALL,
        Losses.RAM,
        Regularization.NONE,
        sampled,
        1,
        run(threads, 10));
  }

  private static Run run(int threads, long validateEvery) {
    return new Run(threads, Numbers.FLOAT32, Duration.ZERO, validateEvery, Duration.ZERO);
  }

  private static void refused(String message, Executable made) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, made).getMessage());
  }

  @Test
  void theNumberThatIsWrongIsNamed() {
    assertEquals(3, options(1, 3, 3, 0).batch());
    refused("steps: expected 1 or more, found 0", () -> options(0, 2, 1, 0));
    refused("batch: expected 1 or more, found 0", () -> options(1, 0, 1, 0));
    refused("threads: expected at most the batch's 2, found 3", () -> options(1, 2, 3, 0));
    refused("sampled tags: expected 0 or more, found -1", () -> options(1, 2, 1, -1));
    refused("threads: expected 1 or more, found 0", () -> run(0, 1));
    refused("validate every: expected 1 step or more, found 0", () -> run(1, 0));
  }

  @Test
  void anEncoderComparesAllTags() {
    TrainOptions all = options(1, 2, 1, 0);
    refused(
        "sampled tags: expected 0 for part ENCODER, whose softmax is over all tags, found 5",
        () ->
            new TrainOptions(
                1,
                2,
                all.learningRate(),
                Part.ENCODER,
                all.losses(),
                all.regularization(),
                5,
                1,
                all.run()));
  }

  @Test
  void augmentationsThatCannotBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, true, 0));
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(1.1, true, 0));
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(1, true, 1));
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(1, true, -0.1));
  }
}
