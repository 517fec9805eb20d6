package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.ModelException;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.cli.Programs.Ran;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RamTest {
  @Test
  void doctorFindsEverythingThatThisBuildBrings() {
    Ran ran = ram("doctor");
    assertEquals(0, ran.exit(), ran.out());
    assertEquals("", ran.err());
    assertTrue(line(ran, "ONNX Runtime ").contains("1.28.0"), ran.out());
    assertTrue(line(ran, "ONNX Runtime ").startsWith("  ok  "), ran.out());
    assertTrue(line(ran, "OpenCV").matches("  ok .*\\d+\\.\\d+\\.\\d+.*"), ran.out());
    assertTrue(line(ran, "Java ").contains(Runtime.version().toString()), ran.out());
    assertFalse(ran.out().contains("!!"), ran.out());
    assertTrue(ran.out().chars().allMatch(c -> c == '\n' || c >= ' '), "control characters");
  }

  private static String line(Ran ran, String part) {
    return ran.outLines().stream().filter(line -> line.contains(part)).findFirst().orElseThrow();
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    Ran ran = ram();
    assertEquals(2, ran.exit());
    for (String command : new String[] {"recognize", "convert", "evaluate", "inspect", "doctor"}) {
      assertTrue(ran.out().contains(command), ran.out());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "recognize ",
        "convert ",
        "evaluate ",
        "parse-tags ",
        "generate ",
        "clean ",
        "describe ",
        "vocabulary ",
        "vocabulary make ",
        "vocabulary merge ",
        "vocabulary inspect ",
        "vocabulary calibrate ",
        "learn-tags ",
        "inspect ",
        "doctor "
      })
  void helpIsShownOnTheOutput(String command) {
    Ran ran = ram((Object[]) (command + "--help").split(" ", -1));
    assertEquals(0, ran.exit());
    assertTrue(ran.out().startsWith("Usage: ram "), ran.out());
    assertEquals("", ran.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recognise x.png",
        "recognize",
        "recognize --bogus x.png",
        "recognize --language fr x.png",
        "recognize --top many x.png",
        "recognize --threshold high x.png",
        "recognize --provider tpu x.png",
        "recognize --output-holds words x.png",
        "recognize --model",
        "convert",
        "convert x.pth",
        "convert --out y",
        "convert x.pth --out y --window wide",
        "inspect",
        "inspect a b",
        "doctor now"
      })
  void aWrongCommandLineIsAnError(String line) {
    Ran ran = ram((Object[]) line.split(" ", -1));
    assertEquals(2, ran.exit());
    assertEquals("", ran.out());
    assertFalse(ran.err().isEmpty());
    assertTrue(ran.err().startsWith("ram: "), ran.err());
    assertTrue(ran.err().lines().count() <= 3, ran.err());
    assertTrue(ran.err().contains(" --help' tells what it takes"), ran.err());
  }

  @Test
  void aNearNameIsSuggested() {
    Ran ran = ram("recognize", "--langage", "en", "x.png");
    assertTrue(ran.err().contains("--language"), ran.err());
  }

  @Test
  void theProgramOfAnotherModuleIsNamedInTheUsageOfAllAlone() {
    assertTrue(ram("--help").out().contains("'ram train'"));
    assertFalse(ram("doctor", "--help").out().contains("'ram train'"));
  }

  @Test
  void numbersThatNoModelTakesAreRefused() {
    Ran ran = ram("recognize", "--threads", "0", sample("house.png"));
    assertEquals(2, ran.exit());
    assertEquals("ram: --threads: expected 1 or more, found 0\n", ran.err());
  }

  @Test
  void exceptionsOfTheJdkAreExplainedWithTheFile() {
    assertEquals(
        "a.png: expected a file, found nothing of that name",
        Errors.explain(new NoSuchFileException("a.png")));
    assertEquals(
        "a.pth: no checkpoint",
        Errors.explain(new NoSuchFileException("a.pth", null, "no checkpoint")));
    assertEquals(
        "a.png: expected permission to use it, found that access is denied",
        Errors.explain(new AccessDeniedException("a.png")));
    assertEquals(
        "a.csv: expected a file, found links that lead in a circle",
        Errors.explain(new FileSystemLoopException("a.csv")));
    assertEquals("IOException: broken", Errors.explain(new IOException("broken")));
    assertEquals("as it is", Errors.explain(new ModelException("as it is")));
  }

  @Test
  void bugsAreNotTakenForTheUsersFaults() {
    assertTrue(Errors.isTheUsers(new ModelException("x")));
    assertTrue(Errors.isTheUsers(new FileFormatException("x")));
    assertTrue(
        Errors.isTheUsers(assertThrows(Exception.class, () -> ThresholdPolicy.uniform(2))),
        "an option that this project checks");
    assertTrue(Errors.isTheUsers(assertThrows(Exception.class, () -> Path.of("a\0b"))));
    assertFalse(
        Errors.isTheUsers(
            assertThrows(IllegalArgumentException.class, () -> ByteBuffer.allocate(1).limit(2))));
    assertFalse(
        Errors.isTheUsers(assertThrows(NumberFormatException.class, () -> Integer.parseInt("x"))));
    assertTrue(Errors.isTheUsers(new IOException("x")));
    assertFalse(Errors.isTheUsers(new IllegalStateException("x")));
    assertFalse(Errors.isTheUsers(new NullPointerException()));
  }
}
