package io.github.ram4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.cli.Programs.Ran;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.runtime.RuntimeCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {
  @Test
  void everyCheckHasItsMark() {
    Ran ran = Programs.ram("doctor");
    List<RuntimeCheck> checks = RamModels.checkRuntime();
    assertTrue(checks.size() > 4, checks.toString());
    for (RuntimeCheck check : checks) {
      String line =
          ran.outLines().stream()
              .filter(l -> l.contains(" " + check.what() + " "))
              .findFirst()
              .orElse("");
      String mark = check.absent() ? "- " : check.good() ? "ok" : "!!";
      assertTrue(line.startsWith("  " + mark), check + ": " + ran.out());
      assertEquals(check.absent(), line.contains("not in this build"), line);
    }
    assertTrue(checks.stream().anyMatch(check -> check.what().equals("temporary folder")));
    assertEquals(checks.stream().allMatch(RuntimeCheck::good) ? 0 : 1, ran.exit());
  }
}
