package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.ModelFamily;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TrainOptionsTest {
  private static final TrainOptions RAM = TrainOptions.defaultsFor(ModelFamily.RAM, 4585, 1000);

  private static void refused(String message, Executable made) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, made).getMessage());
  }

  private static TrainOptions of(TrainableParameters parameters) {
    return RAM.withTrainable(parameters);
  }

  @Test
  void theNumberThatIsWrongIsNamed() {
    refused("steps: expected 1 or more, found 0", () -> RAM.withSteps(0));
    refused("epochs: expected 1 or more, found 0", () -> RAM.withEpochs(0));
    refused("batch: expected 1 or more, found 0", () -> RAM.withBatch(0));
    refused("sampled tags: expected 0 or more, found -1", () -> RAM.withSampledTags(-1));
    refused(
        "threads: expected 1 or more, found 0", () -> RAM.withRun(run -> run.withThreads(0)).run());
    refused(
        "validate every: expected 1 step or more, found 0", () -> RAM.run().withValidateEvery(0));
    refused(
        "time limit: expected a time of 0 or more, found PT-1S",
        () -> RAM.run().withTimeLimit(Duration.ofSeconds(-1)));
    refused(
        "dropout: expected 0 or more and less than 1, found 1.0",
        () -> RAM.regularization().withDropout(1));
    refused(
        "gamma of negatives: expected 0 or more, found -1.0", () -> RAM.loss().withGamma(-1, 0));
  }

  @Test
  void optionsThatDoNotFitEachOtherAreRefusedInWhateverOrderTheyAreSet() {
    TrainOptions two = RAM.withRun(run -> run.withThreads(3)).withBatch(2);
    refused("threads: expected at most the batch's 2, found 3", two::requireConsistent);
    two.withBatch(3).requireConsistent();
  }

  @Test
  void anEncoderComparesAllTags() {
    TrainOptions encoder = of(TrainableParameters.ENCODER);
    encoder.requireConsistent();
    refused(
        "sampled tags: expected 0 for trainable parameters ENCODER, whose softmax is over all tags,"
            + " found 5",
        encoder.withSampledTags(5)::requireConsistent);
  }

  @Test
  void learningRatesGoByTheParametersThatAreTrained() {
    assertEquals(5e-5, RAM.learningRate().peak());
    assertEquals(1e-4, of(TrainableParameters.HEAD).learningRate().peak());
    assertEquals(4e-4, of(TrainableParameters.ENCODER).learningRate().peak());
    assertEquals(1e-3, of(TrainableParameters.NEW_TAGS).learningRate().peak());
  }

  @Test
  void nothingIsDroppedFromParametersThatAreNotTrained() {
    assertEquals(0.1, RAM.regularization().dropout());
    assertEquals(0.1, RAM.regularization().dropPath());
    assertEquals(0.1, of(TrainableParameters.HEAD).regularization().dropout());
    assertEquals(0, of(TrainableParameters.HEAD).regularization().dropPath());
    assertEquals(0, of(TrainableParameters.NEW_TAGS).regularization().dropout());
    assertEquals(
        0.2,
        RAM.withRegularization(some -> some.withDropout(0.2))
            .withTrainable(TrainableParameters.NEW_TAGS)
            .regularization()
            .dropout());
  }

  @Test
  void manyTagsAreSampled() {
    assertEquals(512, RAM.sampledTags());
    assertEquals(0, TrainOptions.defaultsFor(ModelFamily.RAM, 1024, 1).sampledTags());
    assertEquals(0, of(TrainableParameters.ENCODER).sampledTags());
    assertEquals(0, RAM.withSampledTags(0).sampledTags());
  }

  @Test
  void theLengthFollowsFromEpochsAndBatch() {
    assertEquals(625, RAM.steps());
    assertEquals(31, RAM.run().validateEvery());
    assertEquals(94, RAM.withEpochs(3).withBatch(32).steps());
    assertEquals(94, RAM.withBatch(32).withEpochs(3).steps());
    assertEquals(7, RAM.withSteps(7).withBatch(32).steps());
    assertEquals(500, RAM.withSteps(1_000_000).run().validateEvery());
  }

  @Test
  void lossesAreThoseOfTheFamily() {
    assertEquals(7, RAM.loss().gammaNegative());
    TrainOptions plus = TrainOptions.defaultsFor(ModelFamily.RAM_PLUS, 10, 10);
    assertEquals(4, plus.loss().gammaNegative());
    assertEquals(0.05, plus.loss().shift());
  }
}
