package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
          "{\"picture\":\"%d.png\",\"tags\":[\"%s\"]}\n".formatted(i, i % 2 == 0 ? "dog" : "tree"));
    }
    data = Files.writeString(folder.resolve("data.jsonl"), lines);
  }

  private static TrainReport train(Path data, Path out, long steps) throws IOException {
    // tag::train[]
    TagVocabulary tags = TagVocabulary.ram().subset(List.of("dog", "tree"));
    ModelSizes sizes =
        new ModelSizes(
            ModelFamily.RAM,
            64, // pixels of the input's side
            4, // tokens of a window's side
            16, // width of the first stage
            List.of(2, 1, 1, 1), // blocks of the stages
            List.of(1, 2, 4, 8), // their attention heads
            new ModelSizes.Head(32, 64, 2, 4),
            Optional.empty()); // no captions
    StartingModel start = StartingModel.fresh(sizes, tags, Optional.empty(), 1);
    TrainOptions options =
        new TrainOptions(
            steps,
            4,
            new LearningRate(3e-4, 5, 0),
            TrainOptions.Part.ALL,
            TrainOptions.Losses.RAM,
            TrainOptions.Regularization.PUBLISHED,
            0,
            1,
            new TrainOptions.Run(
                2, TrainOptions.Numbers.FLOAT32, Duration.ofMinutes(5), 4, Duration.ZERO));
    return Trainer.train(
        start,
        ExampleFiles.forTraining(data, tags, 64, Augmentation.USUAL, 1),
        ExampleFiles.forValidation(data, tags, 64),
        options,
        out,
        TrainListener.NONE);
    // end::train[]
  }

  @Test
  void aModelIsTrainedFromNothing() throws IOException {
    Path out = folder.resolve("training");
    TrainReport report = train(data, out, 8);
    assertTrue(report.finished());
    assertEquals(8, report.steps());
    assertTrue(report.bestMeanAveragePrecision() > 0);
    try (var files = Files.list(out)) {
      assertEquals(
          List.of(
              "best.pth", "curves.png", "history.jsonl", "last.pth", "tags.tsv", "training.lock"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    StartingModel again =
        StartingModel.ofCheckpoint(
            report.best(),
            TagVocabulary.read(out.resolve("tags.tsv")),
            Optional.empty(),
            UnsaidSizes.PUBLISHED);
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
    ModelSizes sizes =
        new ModelSizes(
            ModelFamily.TAG2TEXT,
            64,
            4,
            16,
            List.of(1, 1),
            List.of(1, 2),
            new ModelSizes.Head(32, 64, 2, 4),
            Optional.of(new ModelSizes.Text(2, 2, 4, 64)));
    TagVocabulary tags = TagVocabulary.ram().subset(List.of("dog", "tree"));
    assertThrows(
        IllegalArgumentException.class,
        () -> StartingModel.fresh(sizes, tags, Optional.empty(), 1));
  }
}
