package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TagProgressTest {
  private final StringWriter err = new StringWriter();

  @AfterEach
  void noTerminal() {
    System.clearProperty("ram.terminal");
  }

  /** What a terminal shows: a carriage return goes back to the line's begin. */
  private static String shown(String written) {
    StringBuilder lines = new StringBuilder();
    for (String line : written.split("\n", -1)) {
      char[] cells = new char[0];
      for (String part : line.split("\r", -1)) {
        char[] longer = java.util.Arrays.copyOf(cells, Math.max(cells.length, part.length()));
        System.arraycopy(part.toCharArray(), 0, longer, 0, part.length());
        cells = longer;
      }
      lines.append(new String(cells).stripTrailing()).append('\n');
    }
    return lines.toString();
  }

  @Test
  @Timeout(60)
  void aBarInATerminalWithFailuresOnLinesOfTheirOwn() throws Exception {
    System.setProperty("ram.terminal", "true");
    try (TagProgress progress = new TagProgress(new PrintWriter(err, true))) {
      progress.found(1000);
      progress.endRun();
      for (int run = 0; run < 3; run++) {
        for (int i = 1; i <= 5; i++) {
          progress.at(i, 10);
          Thread.sleep(120);
        }
        progress.failed(Path.of("a b.png"), "expected an image, found none");
        progress.endRun();
      }
    }
    assertTrue(err.toString().contains("5/10 images"), err.toString());
    String line = "ram: a b.png: expected an image, found none\n";
    assertEquals(line.repeat(3) + "\n", shown(err.toString()));
  }

  @Test
  void linesElsewhere() {
    try (TagProgress progress = new TagProgress(new PrintWriter(err, true))) {
      progress.at(1, 10);
      progress.failed(Path.of("a.png"), "expected an image, found none");
      progress.at(2, 10);
    }
    assertEquals("ram: a.png: expected an image, found none\n", err.toString());
    assertFalse(err.toString().contains("\r"));
  }

  @Test
  void times() {
    assertEquals("0:07", TagProgress.time(7));
    assertEquals("59:59", TagProgress.time(3599));
    assertEquals("26:03:04", TagProgress.time(26 * 3600 + 184));
  }
}
