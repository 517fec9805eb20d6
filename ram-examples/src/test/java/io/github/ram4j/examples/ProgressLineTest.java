package io.github.ram4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  @Test
  void aLogHasALineForEachStep() {
    assumeTrue(System.console() == null, "a terminal shows percentages");
    StringWriter err = new StringWriter();
    ProgressLine progress = new ProgressLine(new PrintWriter(err, true));
    for (int done = 0; done <= 1000; done++) {
      progress.at("writing weights", done, 1000);
    }
    progress.at("checkpoint's digest", 0, 0);
    assertEquals(
        List.of("writing weights", "checkpoint's digest"), err.toString().lines().toList());
  }
}
