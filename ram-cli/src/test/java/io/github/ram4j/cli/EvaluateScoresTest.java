package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.cli.Programs.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ram evaluate} with scores of a file. */
class EvaluateScoresTest {
  @TempDir Path folder;
  private Path truth;
  private Path tags;

  @BeforeEach
  void files() throws IOException {
    truth = write("truth.txt", "x/a.jpg,cat\nx/b.jpg,dog\nc.jpg,cat,dog\n");
    tags = write("tags.txt", "cat\ndog\n");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Ran evaluate(Path scores, Object... arguments) {
    return ram(
        Programs.joined(
            new Object[] {"evaluate", "--truth", truth, "--scores", scores, "--tags-file", tags},
            arguments));
  }

  private static List<String> figures(Ran ran) {
    assertEquals(0, ran.exit(), ran.err());
    return List.of(ran.outLines().get(2).strip().split(" {2,}", -1));
  }

  /** Cat: all right. Dog: one right of two, one missed. */
  private static final List<String> EXPECTED =
      List.of(
          "s.csv", "2", "2", "0.9167", "0.9167", "0.7500", "0.7500", "0.7500", "0.7500", "0.7500",
          "0.7500", "-");

  @Test
  void rowsAreInTheOrderOfTheTruth() throws IOException {
    Path scores = write("s.csv", "0.9,0.75\n0.1,0.6\n0.75,0.8\n");
    List<String> figures = figures(evaluate(scores, "--threshold", "0.7"));
    assertEquals(EXPECTED, figures);
  }

  @Test
  void rowsMayBeNamedInAnyOrderAndThresholdsBeAFile() throws IOException {
    Path scores = write("s.csv", "c.jpg,0.75,0.8\nb.jpg,0.1,0.6\nx/a.jpg,0.9,0.75\nz.jpg,0,0\n");
    Path thresholds = write("t.txt", "0.75\n0.7\n");
    assertEquals(EXPECTED, figures(evaluate(scores, "--thresholds", thresholds)));
    Path wrong = write("t.txt", "0.75\n");
    assertFails(
        "ram: thresholds %s: expected a number for each of 2 tags, found 1%n".formatted(wrong),
        evaluate(scores, "--thresholds", wrong));
  }

  @Test
  void logitsAreKnownByTheirRangeOrByTheOption() throws IOException {
    Path scores = write("s.csv", "2,1\n-2,0.5\n1,1.5\n");
    Ran detected = evaluate(scores, "--threshold", "0.7");
    assertEquals(
        "assumed: the scores are logits, since some are not from 0 to 1\n", detected.err());
    assertEquals(EXPECTED, figures(detected));
    Ran told = evaluate(scores, "--threshold", "0.7", "--output-holds", "logits");
    assertEquals("", told.err());
    assertEquals(EXPECTED, figures(told));
  }

  @Test
  void rowsThatAreMissingAreNamed() throws IOException {
    Path few = write("s.csv", "0.9,0.75\n");
    assertFails(
        "ram: scores %s: expected a row for each of the truth's 3 images, found 1%n".formatted(few),
        evaluate(few));
    Path named = write("n.csv", "x/a.jpg,0.9,0.75\na.jpg,0,0\nb.jpg,0,0\n");
    assertFails(
        "ram: scores %s: expected one row for image c.jpg, found none%n".formatted(named),
        evaluate(named));
  }

  @Test
  void aPageNeedsNoImages() throws IOException {
    Path scores = write("s.csv", "0.9,0.75\n0.1,0.6\n0.75,0.8\n");
    Path html = folder.resolve("r.html");
    assertEquals(0, evaluate(scores, "--html", html).exit());
    String page = Files.readString(html);
    assertTrue(page.contains("x/b.jpg") && !page.contains("<img"), page);
  }

  @Test
  void whatIsReadIsNotOverwritten() throws IOException {
    Path scores = write("s.csv", "0.9,0.75\n0.1,0.6\n0.75,0.8\n");
    for (Path input : List.of(truth, scores)) {
      String before = Files.readString(input);
      Ran ran = evaluate(scores, "--csv", input);
      assertEquals(2, ran.exit());
      assertTrue(
          ran.err().contains(": expected another file to write than to read, found " + input),
          ran.err());
      assertEquals(before, Files.readString(input));
    }
  }

  @Test
  void repeatedNamesAreSaid() throws IOException {
    Files.writeString(tags, "cat\ncat\n");
    Ran ran = evaluate(write("s.csv", "0.9,0.75\n0.1,0.6\n0.75,0.8\n"));
    assertEquals(List.of("-", "-", "-", "-", "-", "-", "-"), figures(ran).subList(5, 12));
    assertTrue(
        ran.out().contains("s.csv: tags of one name, so precision and recall have no means"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate clipart",
        "evaluate --truth t",
        "evaluate clipart --truth t --scores s",
        "evaluate --truth t --scores s",
        "evaluate clipart --truth t --calibrate f1",
        "evaluate clipart --truth t --calibrated c.tsv",
        "evaluate clipart --truth t --min-positives 3",
        "evaluate clipart other --truth t --calibrate f1 --calibrated c.tsv",
      })
  void aWrongCommandLineIsAnError(String line) {
    Ran ran = ram((Object[]) line.split(" ", -1));
    assertEquals(2, ran.exit(), ran.err());
    assertEquals("", ran.out());
  }

  private static void assertFails(String expected, Ran ran) {
    assertEquals(1, ran.exit());
    assertEquals(expected.replace(System.lineSeparator(), "\n"), ran.err());
    assertEquals("", ran.out());
  }
}
