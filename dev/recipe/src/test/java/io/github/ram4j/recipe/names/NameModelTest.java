package io.github.ram4j.recipe.names;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.TinyIcons;
import io.github.ram4j.recipe.scene.TagScenes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped model on scenes of a few icons. */
class NameModelTest {
  private static final Path SHIPPED =
      Path.of(System.getProperty("ram.repository"))
          .resolve("ram-model-clipart/src/main/checkpoint/clipart-ram.pth");
  private static final int SIDE = 96;

  @TempDir Path folder;

  private NameModel model;
  private NameEncoder encoder;
  private TorchThreads threads;

  @BeforeEach
  void open() throws IOException {
    model = NameModel.open(SHIPPED, SIDE);
    encoder = NameEncoder.open();
    threads = new TorchThreads();
  }

  @AfterEach
  void close() {
    threads.close();
    encoder.close();
    model.close();
  }

  /** With a small ridge the names' embeddings lead to the rows that the head knows. */
  @Test
  void aFittedProjectionGivesTheScoresThatTheModelGave() throws IOException {
    SceneRows scenes = scenes(5);
    float[][] own = Arrays.copyOf(model.embeddings(), 20);
    float[][] before = model.scores(scenes, own, threads);
    float[][] rows = Arrays.copyOf(model.projectedRows(), 20);
    List<String> names = new ArrayList<>(NameLists.aliases().keySet()).subList(0, 20);
    KnownNames known = KnownNames.of(names, 0, NameSentence.NAME, encoder);
    float[][] embeddings = embeddings(known);
    model.setProjection(RidgeFit.of(embeddings, rows, 1e-7));
    float[][] after = model.scores(scenes, embeddings, threads);
    for (int i = 0; i < before.length; i++) {
      assertArrayEquals(before[i], after[i], 1e-3f);
    }
  }

  @Test
  void aCheckpointIsReadAsItWasWritten() throws IOException {
    KnownNames known = KnownNames.of(List.of("cat", "dog", "car"), 0, NameSentence.NAME, encoder);
    float[][] embeddings = embeddings(known);
    Path file = folder.resolve("written.pth");
    model.write(file, embeddings);
    SceneRows scenes = scenes(3);
    float[][] expected = model.scores(scenes, embeddings, threads);
    try (NameModel read = NameModel.open(file, SIDE)) {
      assertEquals(3, read.embeddings().length);
      assertArrayEquals(embeddings[1], Arrays.copyOf(read.embeddings()[1], NameEncoder.WIDTH), 0f);
      float[][] found = read.scores(scenes, read.embeddings(), threads);
      for (int i = 0; i < expected.length; i++) {
        assertArrayEquals(expected[i], found[i], 1e-6f);
      }
    }
  }

  /** A projection to the rows of other tags finds nothing of these; training mends it. */
  @Test
  void trainingLearnsNames() throws IOException {
    SceneRows scenes = scenes(48);
    List<String> names = TinyIcons.classes().stream().map(IconClass::name).toList();
    KnownNames known = KnownNames.of(names, 0, NameSentence.NAME, encoder);
    float[][] embeddings = embeddings(known);
    float[][] others = Arrays.copyOf(model.projectedRows(), embeddings.length);
    model.setProjection(RidgeFit.of(embeddings, others, 1e-3));
    double before = meanPrecision(scenes, embeddings, names);
    List<String> told = new ArrayList<>();
    try (NameTraining training =
        new NameTraining(
            model, scenes, known, NameDraw.of(known, NameSentence.NAME, encoder, 0.3, 0.2))) {
      training.run(new NameTraining.Schedule(100, 0, 2e-3, 1), threads, told::add);
    }
    double after = meanPrecision(scenes, embeddings, names);
    assertEquals(1, told.size(), told::toString);
    assertTrue(after > before + 0.2, () -> "mAP before %f, after %f".formatted(before, after));
  }

  @Test
  void partsThatFailAreToldOf() {
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                threads.run(
                    part -> {
                      throw new IllegalArgumentException("part " + part);
                    }));
    assertEquals("part 0", failure.getMessage());
  }

  private double meanPrecision(SceneRows scenes, float[][] embeddings, List<String> names) {
    return Arrays.stream(NamePrecision.of(scenes, model.scores(scenes, embeddings, threads), names))
        .average()
        .orElseThrow();
  }

  private SceneRows scenes(int count) throws IOException {
    return SceneRows.of(model, new TagScenes(TinyIcons.library(folder)), 3, count, threads);
  }

  private static float[][] embeddings(KnownNames known) {
    float[][] embeddings = new float[known.tags().size()][];
    for (int i = 0; i < embeddings.length; i++) {
      embeddings[i] = known.embedding(i);
    }
    return embeddings;
  }
}
