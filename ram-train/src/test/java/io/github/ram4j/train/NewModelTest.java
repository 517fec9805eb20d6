package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.train.data.Augmentation;
import io.github.ram4j.train.data.ExampleFiles;
import io.github.ram4j.train.data.TrainingSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model from nothing: docs/training.md shows {@link #train} as its example. */
class NewModelTest {
  @TempDir Path folder;
  private Path data;

  /** Red images are dogs and green ones trees. */
  @BeforeEach
  void drawImages() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
      for (int pixel = 0; pixel < 32 * 32; pixel++) {
        image.setRGB(pixel % 32, pixel / 32, i % 2 == 0 ? 0xFF0000 : 0x00FF00);
      }
      ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
      lines.append(
          "{\"image\":\"%d.png\",\"tags\":[\"%s\"]}\n".formatted(i, i % 2 == 0 ? "dog" : "tree"));
    }
    data = Files.writeString(folder.resolve("data.jsonl"), lines);
  }

  private static TrainReport train(Path data, Path out, long steps) throws IOException {
    // tag::train[]
    TagVocabulary tags = TagVocabulary.ram().subset(List.of("dog", "tree"));
    ModelSizes sizes =
        ModelSizes.published(ModelFamily.RAM)
            .withImageSize(64)
            .withWindow(4)
            .withEmbedDim(16)
            .withStages(List.of(2, 1, 1, 1), List.of(1, 2, 4, 8))
            .withHead(new ModelSizes.Head(32, 64, 2, 4));
    StartingModel start = StartingModel.fresh(sizes, tags, 1);
    TrainingSet set = ExampleFiles.forTraining(data, tags, 64, Augmentation.defaults(), 1);
    TrainingSet validation = ExampleFiles.forValidation(data, tags, 64);
    TrainOptions options =
        TrainOptions.defaultsFor(start, set)
            .withSteps(steps)
            .withBatch(4)
            .withLearningRate(rate -> rate.withPeak(3e-4).withWarmup(5));
    return Trainer.train(start, set, validation, options, out, TrainListener.NONE);
    // end::train[]
  }

  @Test
  void aModelIsTrainedFromNothing() throws IOException {
    Path out = folder.resolve("training");
    TrainReport report = train(data, out, 8);
    assertTrue(report.finished());
    assertEquals(8, report.steps());
    assertTrue(report.bestMeanAveragePrecision().orElseThrow() > 0);
    try (var files = Files.list(out)) {
      assertEquals(
          List.of(
              "best.pth", "curves.png", "history.jsonl", "last.pth", "tags.tsv", "training.lock"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    StartingModel again =
        StartingModel.ofCheckpoint(
            report.best(),
            CheckpointOptions.defaults()
                .withVocabulary(TagVocabulary.read(out.resolve("tags.tsv"))));
    assertEquals(64, again.imageSizePx());
  }

  @Test
  void aTrainingOfOtherOptionsIsNotGoneOnWith() throws IOException {
    Path out = folder.resolve("training");
    train(data, out, 2);
    String said = assertThrows(ModelException.class, () -> train(data, out, 3)).getMessage();
    assertTrue(said.contains("steps 2") && said.contains("steps 3"), said);
  }

  @Test
  void anImageThatCannotBeDrawnStopsNothing() throws IOException {
    Path out = folder.resolve("training");
    Files.createDirectories(out.resolve("curves.png"));
    assertTrue(train(data, out, 1).finished());
  }

  @Test
  void wordsBelongToModelsWithCaptions() {
    ModelSizes sizes = TinyModels.sizes(ModelFamily.TAG2TEXT);
    TagVocabulary tags = TagVocabulary.ram().subset(List.of("dog", "tree"));
    assertThrows(IllegalArgumentException.class, () -> StartingModel.fresh(sizes, tags, 1));
  }
}
