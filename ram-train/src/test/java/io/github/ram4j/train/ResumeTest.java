package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.train.data.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is killed again and again follows the losses of one that was not. */
class ResumeTest {
  private static final long STEPS = 30;

  @TempDir Path folder;

  @Test
  void aKilledTrainingGoesOnAsIfItHadNotBeen() throws IOException {
    Path whole = folder.resolve("whole");
    train(whole, options(7), TrainListener.NONE);
    Path killed = folder.resolve("killed");
    Random random = new Random(11);
    boolean finished = false;
    int kills = 0;
    while (!finished) {
      int bearable = 2 + random.nextInt(9);
      try {
        finished = train(killed, options(7), killedAfter(bearable)).finished();
      } catch (Killed e) {
        kills++;
      }
    }
    assertTrue(kills > 2, "killed " + kills + " times");
    assertEquals(losses(whole), losses(killed));
    assertEquals(STEPS, losses(killed).size());
    assertEquals(Files.readAllLines(whole.resolve("history.jsonl")), lines(killed));
  }

  @Test
  void otherOptionsAreRefused() throws IOException {
    train(folder, options(7), TrainListener.NONE);
    ModelException refused =
        assertThrows(ModelException.class, () -> train(folder, options(8), TrainListener.NONE));
    assertTrue(refused.getMessage().contains("seed 7"), refused.getMessage());
    assertTrue(refused.getMessage().contains("seed 8"), refused.getMessage());
  }

  @Test
  void otherTagsThanThoseOfTheImagesAreRefusedBeforeAnythingIsWritten() throws IOException {
    DrawnShapes shapes = new DrawnShapes(24);
    TrainingSet swapped = shapes.calledAs(swapped());
    StartingModel start = start(DrawnShapes.list());
    for (TrainingSet[] sets : new TrainingSet[][] {{shapes, swapped}, {swapped, shapes}}) {
      String said =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      Trainer.train(
                          start, sets[0], sets[1], options(7), folder, TrainListener.NONE))
              .getMessage();
      assertTrue(said.endsWith(": at index 0 \"square\" and not \"circle\""), said);
    }
    assertTrue(Files.notExists(folder.resolve("tags.tsv")));
  }

  /** As many tags in another order: each row of the saved weights would be another tag's. */
  @Test
  void aTrainingGoesOnWithItsOwnTagsAlone() throws IOException {
    train(folder, options(7), TrainListener.NONE);
    TrainingSet shapes = new DrawnShapes(24).calledAs(swapped());
    StartingModel start = start(swapped());
    ModelException refused =
        assertThrows(
            ModelException.class,
            () -> Trainer.train(start, shapes, shapes, options(7), folder, TrainListener.NONE));
    assertTrue(
        refused
            .getMessage()
            .startsWith(
                "%s: expected the tags that this training was begun with: tags: expected those of"
                        .formatted(folder.resolve("last.pth"))
                    + " tag list "),
        refused.getMessage());
  }

  private static TagVocabulary swapped() {
    List<Tag> tags = new ArrayList<>(DrawnShapes.list().tags());
    Collections.swap(tags, 0, 1);
    return TagVocabulary.of(tags, new float[tags.size()]);
  }

  @Test
  void aRunEndsWhenItsTimeIsUp() throws IOException {
    TrainOptions options = options(7);
    TrainOptions limited = options.withRun(run -> run.withTimeLimit(Duration.ofNanos(1)));
    TrainReport first = train(folder, limited, TrainListener.NONE);
    assertEquals(List.of(1L, false), List.of(first.steps(), first.finished()));
    TrainReport second = train(folder, options, TrainListener.NONE);
    assertEquals(List.of(STEPS, true), List.of(second.steps(), second.finished()));
  }

  private static List<String> lines(Path training) throws IOException {
    return Files.readAllLines(training.resolve("history.jsonl"));
  }

  private static List<String> losses(Path training) throws IOException {
    return lines(training).stream().filter(line -> line.contains("\"loss\"")).toList();
  }

  /** Saves after every step but those that are lost by the kill. */
  private static TrainOptions options(long seed) {
    return TrainOptions.defaultsFor(ModelFamily.RAM, 8, 24)
        .withSteps(STEPS)
        .withBatch(8)
        .withLearningRate(rate -> rate.withPeak(1e-3).withWarmup(5).withFloor(1e-5))
        .withRegularization(some -> some.withAverageDecay(0.9))
        .withSampledTags(4)
        .withSeed(seed)
        .withRun(
            run -> run.withThreads(1).withSaveEvery(Duration.ofMillis(60)).withValidateEvery(10));
  }

  private static TrainReport train(Path folder, TrainOptions options, TrainListener listener)
      throws IOException {
    StartingModel start = start(DrawnShapes.list());
    DrawnShapes shapes = new DrawnShapes(24);
    return Trainer.train(start, shapes, shapes, options, folder, listener);
  }

  private static StartingModel start(TagVocabulary tags) throws IOException {
    return TinyModels.fresh(ModelFamily.RAM, tags, Optional.empty());
  }

  private static TrainListener killedAfter(int steps) {
    List<Long> heard = new ArrayList<>();
    return new TrainListener() {
      @Override
      public void step(StepProgress progress) {
        heard.add(progress.step());
        if (heard.size() > steps) {
          throw new Killed();
        }
      }
    };
  }

  /** What a kill does to a training, short of ending the JVM that tests it. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
