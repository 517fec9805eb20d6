package io.github.ram4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        new LinePlot("title", "tags", "ms")
            .line("one", List.of(new LinePlot.Point(10, 100), new LinePlot.Point(1000, 600)))
            .line("two", List.of(new LinePlot.Point(10, 590), new LinePlot.Point(1000, 590)))
            .draw();
    assertTrue(has(image, 0x0072B2));
    assertTrue(has(image, 0xD55E00));
  }

  @Test
  void aLineHasPoints() {
    LinePlot plot = new LinePlot("title", "tags", "ms");
    assertThrows(IllegalArgumentException.class, () -> plot.line("none", List.of()));
  }

  private static boolean has(BufferedImage image, int rgb) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) & 0xFFFFFF) == rgb) {
          return true;
        }
      }
    }
    return false;
  }
}
