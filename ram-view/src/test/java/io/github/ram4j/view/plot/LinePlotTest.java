package io.github.ram4j.view.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.view.plot.LinePlot.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinePlotTest {

  @Test
  void equalRatiosAreEquallyLongOnALogarithmicAxis() {
    Axis axis = new Axis(10, 1000, true, 100, 300);
    assertEquals(100, axis.pixel(10));
    assertEquals(200, axis.pixel(100));
    assertEquals(300, axis.pixel(1000));
  }

  @Test
  void theVerticalAxisBeginsAtZeroAndEndsAtARoundNumber() {
    Axis axis = Axis.upTo(1834, 6, 600, 100);
    assertEquals(2000, axis.to());
    assertEquals(600, axis.pixel(0));
    assertEquals(350, axis.pixel(1000));
    assertEquals(100, axis.pixel(2000));
    assertEquals(List.of(0.0, 500.0, 1000.0, 1500.0, 2000.0), axis.ticks(6));
  }

  @Test
  void noValueIsAboveTheAxis() {
    for (double largest : new double[] {0.03, 0.7, 1, 5.01, 6, 59.9, 60, 61, 99, 1e4}) {
      Axis axis = Axis.upTo(largest, 6, 600, 100);
      assertTrue(axis.to() >= largest, axis::toString);
      assertTrue(axis.ticks(6).size() <= 7, axis::toString);
    }
  }

  @Test
  void anAxisRises() {
    assertThrows(IllegalArgumentException.class, () -> new Axis(1, 1, false, 0, 10));
    assertThrows(IllegalArgumentException.class, () -> new Axis(0, 1, true, 0, 10));
  }

  @Test
  void pointsAreDrawnInTheColourOfTheirLine() {
    BufferedImage image =
        PlotColumn.of(
                new LinePlot("title", "tags", "ms")
                    .line("one", List.of(new Point(10, 100), new Point(1000, 600)))
                    .line("two", List.of(new Point(10, 590), new Point(1000, 590)))
                    .logarithmic())
            .draw();
    assertTrue(has(image, 0x0072B2));
    assertTrue(has(image, 0xD55E00));
  }

  @Test
  void aLongLineHasNoMarks() {
    List<Point> few = List.of(new Point(0, 1), new Point(30, 1));
    List<Point> many = IntStream.rangeClosed(0, 31).mapToObj(i -> new Point(i, 1)).toList();
    int marked =
        count(PlotColumn.of(new LinePlot("title", "steps", "loss").line("", few)).draw(), 0x0072B2);
    int plain =
        count(
            PlotColumn.of(new LinePlot("title", "steps", "loss").line("", many)).draw(), 0x0072B2);
    assertTrue(marked > plain, marked + " and " + plain);
  }

  @Test
  void plotsOfAColumnLieBelowOneAnother() {
    LinePlot low = new LinePlot("low", "steps", "loss").line("", List.of(new Point(1, 0)));
    LinePlot high = new LinePlot("high", "steps", "loss").line("", List.of(new Point(1, 1)));
    BufferedImage image = new PlotColumn(600).add(low, 300).add(high, 400).draw();
    assertEquals(600, image.getWidth());
    assertEquals(700, image.getHeight());
    assertEquals(0x0072B2, image.getRGB(409, 205) & 0xFFFFFF);
    assertEquals(0x0072B2, image.getRGB(409, 390) & 0xFFFFFF);
    PlotColumn none = new PlotColumn(600);
    assertThrows(IllegalArgumentException.class, none::draw);
  }

  @Test
  void aPlotOfZerosHasAnAxis() {
    List<Point> zeros = List.of(new Point(0, 0), new Point(0, 0));
    assertTrue(
        has(
            PlotColumn.of(new LinePlot("title", "steps", "loss").line("", zeros)).draw(),
            0x0072B2));
  }

  @Test
  void numbersAreShort() {
    assertEquals("0", PlotPainter.number(0));
    assertEquals("12,000", PlotPainter.number(12000));
    assertEquals("0.333", PlotPainter.number(1 / 3.0));
    assertEquals("0.6", PlotPainter.number(3 * 0.2));
    assertEquals("5e-5", PlotPainter.number(5e-5));
    assertEquals("1.5e-12", PlotPainter.number(1.5e-12));
  }

  @Test
  void aPlotIsWrittenWhole(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a plot");
    PlotColumn.of(new LinePlot("title", "steps", "loss").line("one", List.of(new Point(1, 1))))
        .write(file);
    assertEquals(720, ImageIO.read(file.toFile()).getHeight());
  }

  @Test
  void aLineHasPoints() {
    LinePlot plot = new LinePlot("title", "tags", "ms");
    assertThrows(IllegalArgumentException.class, () -> plot.line("none", List.of()));
  }

  private static boolean has(BufferedImage image, int rgb) {
    return count(image, rgb) > 0;
  }

  private static int count(BufferedImage image, int rgb) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
      }
    }
    return count;
  }
}
