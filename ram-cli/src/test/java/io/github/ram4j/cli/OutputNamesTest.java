package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.names;
import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ram4j.cli.Programs.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What outputs may replace, in all programs. */
class OutputNamesTest {
  private static final String OTHER =
      ": expected a new name, or an earlier output of the same kind";

  private static final String NEW_NAME = ": expected a new name, found ";

  @TempDir Path folder;

  private Path house;
  private Path frog;
  private Path truth;

  @BeforeEach
  void copyImages() throws IOException {
    house = Files.copy(sample("house.png"), folder.resolve("house.png"));
    frog = Files.copy(sample("frog.png"), folder.resolve("frog.png"));
    truth = Files.writeString(folder.resolve("truth.txt"), "house.png,house\nfrog.png,frog\n");
  }

  private void assertRefused(Path output, String message, Object... arguments) throws IOException {
    byte[] before = Files.readAllBytes(output);
    List<String> files = names(folder);
    Ran ran = ram(arguments);
    assertEquals(2, ran.exit(), ran.out() + ran.err());
    assertTrue(ran.err().contains(message), ran.err());
    assertEquals(2, ran.err().lines().count(), ran.err());
    assertEquals("", ran.out());
    assertArrayEquals(before, Files.readAllBytes(output));
    assertEquals(files, names(folder));
  }

  @Test
  void aForgottenNameDoesNotMakeAnImageAnOutput() throws IOException {
    assertRefused(
        house, "--logits" + OTHER, "recognize", "--model", "clipart", "--logits", house, frog);
    assertRefused(house, "--html" + OTHER, "caption", "--html", house, frog);
    assertRefused(house, "--out" + OTHER, "caption", "--out", house, frog);
    assertRefused(
        house, "--html" + OTHER, "evaluate", "clipart", "--truth", truth, "--html", house);
    assertRefused(house, "--csv" + OTHER, "evaluate", "clipart", "--truth", truth, "--csv", house);
    assertRefused(
        house, "--json" + OTHER, "evaluate", "clipart", "--truth", truth, "--json", house);
  }

  /** Of training data and lists of tags no earlier output is known, and none is spoken of. */
  @Test
  void whatIsNeverTakenForAnEarlierOutputIsNotCalledOne() throws IOException {
    Path lines =
        Files.writeString(
            folder.resolve("in.jsonl"), "{\"image\": \"house.png\", \"caption\": \"a house\"}\n");
    Path out = Files.writeString(folder.resolve("out"), "mine\n");
    String other = ": expected a new name, found " + out + " (--replace replaces it)";
    assertRefused(out, "--out" + other, "parse-tags", lines, "--out", out);
    assertRefused(
        out,
        "--calibrated" + other,
        "evaluate",
        "clipart",
        "--truth",
        truth,
        "--calibrate",
        "f1",
        "--calibrated",
        out);
  }

  @Test
  void anInputIsNoOutputEvenWithReplace() throws IOException {
    String same = ": expected another file to write than to read";
    assertRefused(
        house,
        "--logits" + same,
        "recognize",
        "--model",
        "clipart",
        house,
        "--logits",
        house,
        "--replace");
    Path link = Files.createLink(folder.resolve("link.png"), house);
    assertRefused(
        house,
        "--logits" + same,
        "recognize",
        "--model",
        "clipart",
        house,
        "--logits",
        link,
        "--replace");
    assertRefused(house, "--out" + same, "caption", house, "--out", house, "--replace");
    assertRefused(
        truth,
        "--csv" + same,
        "evaluate",
        "clipart",
        "--truth",
        truth,
        "--csv",
        truth,
        "--replace");
  }

  @Test
  void twoOutputsHaveTwoNames() throws IOException {
    Path out = Files.writeString(folder.resolve("out"), "");
    assertRefused(
        out,
        "--csv: expected another file than --json writes",
        "evaluate",
        "clipart",
        "--truth",
        truth,
        "--json",
        out,
        "--csv",
        out);
  }

  /** Two names of one new file: by a link to its folder, or where case makes no difference. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void twoOutputsHaveTwoNamesEverywhere() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    for (Path other : List.of(link.resolve("new.csv"), folder.resolve("NEW.csv"))) {
      Ran ran =
          ram(
              "evaluate",
              "clipart",
              "--truth",
              truth,
              "--json",
              folder.resolve("new.csv"),
              "--csv",
              other);
      assertEquals(2, ran.exit(), ran.err());
      assertTrue(
          ran.err().startsWith("ram: --csv: expected another file than --json writes"), ran.err());
      assertFalse(Files.exists(other));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"parse-tags", "generate", "clean"})
  void trainingDataAreReplacedIfThatIsSaid(String program) throws IOException {
    String line = "{\"picture\":\"house.png\",\"tags\":[\"house\"]}\n";
    Path data = Files.writeString(folder.resolve("data.jsonl"), line);
    Path other = Files.writeString(folder.resolve("other.jsonl"), line);
    assertRefused(other, "--out" + NEW_NAME, program, data, "--out", other);
    assertRefused(data, "--out: expected another file", program, data, "--out", data);
    Ran ran = ram(program, data, "--out", data, "--replace");
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(Files.readString(data).startsWith("{\"picture\":\"house.png\""));
    Ran again = ram(program, data, "--out", other, "--replace");
    assertEquals(0, again.exit(), again.err());
    Path report = folder.resolve("other.report.txt");
    if (Files.exists(report)) {
      Files.delete(other);
      assertEquals(0, ram(program, data, "--out", other).exit(), "earlier reports are replaced");
      Files.delete(other);
      Files.writeString(report, "notes of somebody");
      assertRefused(report, "--report" + OTHER, program, data, "--out", other);
    }
  }

  @Test
  void earlierOutputsAreReplaced() throws IOException {
    Path page = folder.resolve("page.html");
    Path json = folder.resolve("figures.json");
    Path csv = folder.resolve("figures.csv");
    Path logits = folder.resolve("logits.csv");
    Path drawn = folder.resolve("drawn.png");
    Path captions = folder.resolve("captions.html");
    for (int run = 0; run < 2; run++) {
      Object[] evaluate = {"evaluate", "clipart", "--truth", truth};
      Object[] files = {"--html", page, "--json", json, "--csv", csv};
      Ran evaluated = ram(Programs.joined(evaluate, files));
      assertEquals(0, evaluated.exit(), evaluated.err());
      assertEquals(
          0, ram("recognize", "--model", "clipart", house, frog, "--logits", logits).exit());
      Ran captioned = ram("caption", house, "--out", drawn, "--html", captions);
      assertEquals(0, captioned.exit(), captioned.err());
    }
    // But one kind does not replace another.
    assertRefused(page, "--html" + OTHER, "caption", house, "--html", page);
    assertRefused(
        csv, "--logits" + OTHER, "recognize", "--model", "clipart", house, "--logits", csv);
    assertRefused(
        logits, "--csv" + OTHER, "evaluate", "clipart", "--truth", truth, "--csv", logits);
  }

  @Test
  void tablesOfOthersAreNotTakenForLogits() throws IOException {
    for (String table :
        List.of("apple,3,4\n", "a.png,0.5,0.25\n", "name,cat,dog\n", "x\n", ",1\n")) {
      assertFalse(LogitsCsv.isLogits(table), table);
    }
    assertTrue(LogitsCsv.isLogits("\"a,b.png\",-3.12345672,1.00000001E-10,0.333333343\n"));
  }

  @Test
  void drawingsInAFolderTakeFreeNames() throws IOException {
    Path drawn = Files.createDirectory(folder.resolve("drawn"));
    Path own = Files.copy(sample("penguin.png"), drawn.resolve("house.png.png"));
    byte[] before = Files.readAllBytes(own);
    for (int run = 0; run < 2; run++) {
      assertEquals(0, ram("caption", house, frog, "--out", drawn).exit());
    }
    assertArrayEquals(before, Files.readAllBytes(own));
    assertEquals(List.of("frog.png.png", "house.png-2.png", "house.png.png"), names(drawn));
  }

  @Test
  void aNameThatIsTooLongForADrawingIsSaidAndTheOthersAreDrawn() throws IOException {
    Path drawn = folder.resolve("drawn");
    Path named = Files.copy(house, folder.resolve("x".repeat(249) + ".png"));
    Ran ran = ram("caption", named, frog, "--out", drawn);
    assertEquals(1, ran.exit());
    assertTrue(ran.err().startsWith("ram: "), ran.err());
    assertTrue(ran.err().contains("too long"), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertEquals(List.of("frog.png.png"), names(drawn));
    Path longest = Files.move(named, folder.resolve("x".repeat(240) + ".png"));
    assertEquals(0, ram("caption", longest, frog, "--out", drawn).exit());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreFollowedAndDevicesWrittenTo() throws Exception {
    Path real = folder.resolve("real.csv");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), real.getFileName());
    assertEquals(0, ram("recognize", "--model", "clipart", house, "--logits", link).exit());
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(real).startsWith("house.png,"));

    assertEquals(0, ram("recognize", "--model", "clipart", house, "--logits", "/dev/null").exit());
    assertFalse(Files.isRegularFile(Path.of("/dev/null")));

    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), () -> "there is no " + full);
    Ran ran = ram("recognize", "--model", "clipart", house, "--logits", full);
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("No space left"), ran.err());
    assertFalse(Files.isRegularFile(full));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsWrittenToByEveryProgram() throws Exception {
    Path data = Files.writeString(folder.resolve("data.jsonl"), "{\"picture\":\"house.png\"}\n");
    assertTrue(
        piped("recognize", "--model", "clipart", house, "--logits").startsWith("house.png,"));
    assertTrue(piped("caption", house, "--html").startsWith("<!DOCTYPE html>"));
    assertTrue(piped("evaluate", "clipart", "--truth", truth, "--json").startsWith("{"));
    // A pipe has no folder that a relative path would start from.
    String written = piped("parse-tags", data, "--out");
    assertEquals("{\"picture\":\"%s\",\"tags\":[]}\n".formatted(house), written);
  }

  private String piped(Object... arguments) throws Exception {
    Path pipe = folder.resolve("pipe");
    if (!Files.exists(pipe)) {
      assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    }
    Process reader = new ProcessBuilder("cat", pipe.toString()).start();
    try {
      Ran ran = ram(Programs.joined(arguments, new Object[] {pipe}));
      assertEquals(0, ran.exit(), ran.err());
      String read = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(reader.waitFor(1, TimeUnit.MINUTES));
      return read;
    } finally {
      reader.destroyForcibly();
    }
  }
}
