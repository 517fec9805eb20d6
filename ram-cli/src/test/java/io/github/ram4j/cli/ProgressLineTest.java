package io.github.ram4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final StringWriter err = new StringWriter();

  private void convert() {
    ProgressLine progress = new ProgressLine(new PrintWriter(err, true));
    for (int done = 0; done <= 1000; done++) {
      progress.at("writing weights", done, 1000);
    }
    progress.at("checkpoint's digest", 0, 0);
  }

  @AfterEach
  void forgetTheTerminal() {
    System.clearProperty("ram.terminal");
  }

  @Test
  void aLogHasALineForEachStep() {
    convert();
    assertEquals(
        List.of("writing weights", "checkpoint's digest"), err.toString().lines().toList());
  }

  @Test
  void aTerminalHasALineThatIsWrittenOverForEachPercent() {
    System.setProperty("ram.terminal", "true");
    convert();
    String[] lines = err.toString().split(System.lineSeparator(), -1);
    assertEquals(3, lines.length);
    String[] shown = lines[0].split("\r", -1);
    assertEquals(102, shown.length);
    assertEquals("writing weights   0 %", shown[1]);
    assertEquals("writing weights 100 %", shown[101]);
    assertEquals("\rcheckpoint's digest 100 %", lines[1]);
    assertEquals("", lines[2]);
  }
}
