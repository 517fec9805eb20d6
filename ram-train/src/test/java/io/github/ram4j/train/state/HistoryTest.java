package io.github.ram4j.train.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("history.jsonl");
  }

  private History threeSteps() throws IOException {
    History history = History.open(file(), 0);
    for (int step = 1; step <= 3; step++) {
      history.add(step, Map.of("loss", 1.0 / step));
    }
    return history;
  }

  @Test
  void whatIsAddedIsThereAndInTheFile() throws IOException {
    History history = threeSteps();
    history.add(3, Map.of("mean_average_precision", 0.5));
    assertEquals(3, history.series("loss").size());
    assertArrayEquals(new double[] {3, 1.0 / 3}, history.series("loss").get(2));
    assertArrayEquals(new double[] {3, 0.5}, history.series("mean_average_precision").get(0));
    assertEquals(List.of(), history.series("other"));
    List<String> lines = Files.readAllLines(file());
    assertEquals("{\"step\":1,\"loss\":1}", lines.get(0));
    assertEquals("{\"step\":3,\"mean_average_precision\":0.5}", lines.get(3));
  }

  @Test
  void stepsAfterTheLastSavingAreTakenOut() throws IOException {
    threeSteps();
    History again = History.open(file(), 2);
    assertEquals(2, again.series("loss").size());
    assertEquals(2, Files.readAllLines(file()).size());
    again.add(3, Map.of("loss", 9.0));
    History third = History.open(file(), 3);
    assertArrayEquals(new double[] {3, 9}, third.series("loss").get(2));
  }

  @Test
  void aLineThatAKillCutIsLeftOut() throws IOException {
    threeSteps();
    Files.writeString(file(), "{\"step\":3,\"lo", StandardOpenOption.APPEND);
    History again = History.open(file(), 3);
    assertEquals(3, again.series("loss").size());
    again.add(4, Map.of("loss", 2.0));
    assertEquals(4, Files.readAllLines(file()).size());
    assertEquals(4, History.open(file(), 4).series("loss").size());
  }

  @Test
  void smoothedLinesAreMeansOfStepsThatFollowEachOther() {
    List<double[]> few = List.of(new double[] {1, 5}, new double[] {2, 7});
    assertEquals(2, Curves.mean(few).size());
    List<double[]> many = new ArrayList<>();
    for (int step = 1; step <= 1000; step++) {
      many.add(new double[] {step, step % 2});
    }
    List<double[]> means = Curves.mean(many);
    assertEquals(200, means.size());
    assertArrayEquals(new double[] {5, 0.6}, means.get(0), 1e-12);
    assertEquals(1000, means.get(199)[0]);
  }

  @Test
  void curvesAreDrawnOfWhatWasMeasured() throws IOException {
    Path image = folder.resolve("curves.png");
    Curves.draw(History.open(file(), 0), image);
    assertFalse(Files.exists(image));
    History history = History.open(file(), 0);
    history.add(1, Map.of("learning_rate", 1e-4, "tags", 20.0));
    Curves.draw(history, image);
    BufferedImage first = ImageIO.read(image.toFile());
    history.add(2, Map.of("learning_rate", 2e-4, "tags", 15.0, "caption", 4.0));
    history.add(2, Map.of("mean_average_precision", 0.25));
    Curves.draw(history, image);
    BufferedImage second = ImageIO.read(image.toFile());
    assertTrue(second.getHeight() > first.getHeight());
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of("curves.png", "history.jsonl"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }
}
