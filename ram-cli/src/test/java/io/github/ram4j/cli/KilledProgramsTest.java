package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.cli.Programs.Ran;
import io.github.ram4j.files.PartialFolder;
import io.github.ram4j.testkit.KilledRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever moment a program is killed at, the older output or the new one is there, whole, and the
 * next run leaves nothing else.
 */
class KilledProgramsTest {
  private static final long SEED = 16;

  @TempDir Path folder;
  private Path work;

  @BeforeEach
  void makeFolder() throws IOException {
    work = Files.createDirectory(folder.resolve("work"));
  }

  private static void succeed(Object... arguments) {
    Ran ran = ram(arguments);
    assertEquals(0, ran.exit(), ran.err());
  }

  /** Runs to the end for the new content, then kills runs over the older. */
  private void assertWhole(List<String> outputs, Object... arguments) throws Exception {
    List<byte[]> older = new ArrayList<>();
    for (String output : outputs) {
      older.add(Files.readAllBytes(work.resolve(output)));
    }
    KilledRuns runs = new KilledRuns(Ram.class, work, SEED, arguments);
    long millis = runs.runToTheEnd();
    List<byte[]> newer = new ArrayList<>();
    for (String output : outputs) {
      newer.add(Files.readAllBytes(work.resolve(output)));
    }
    List<String> files = Programs.names(work);
    int left =
        runs.kill(
            millis,
            () -> {
              for (int i = 0; i < outputs.size(); i++) {
                Files.write(work.resolve(outputs.get(i)), older.get(i));
              }
            },
            () -> {
              for (int i = 0; i < outputs.size(); i++) {
                byte[] found = Files.readAllBytes(work.resolve(outputs.get(i)));
                assertTrue(
                    Arrays.equals(found, older.get(i)) || isNewer(found, newer.get(i)),
                    outputs.get(i) + " of " + found.length + " bytes");
              }
            });
    assertEquals(files, Programs.names(work));
    report(arguments[0], left);
  }

  private static void report(Object program, int left) {
    System.out.printf(
        "%s: %d kills, %d left hidden files, none after the next run%n",
        program, KilledRuns.kills(), left);
  }

  /** The speed in figures differs from run to run. */
  private static boolean isNewer(byte[] found, byte[] newer) throws IOException {
    if (newer.length > 0 && newer[0] == '{' && newer[newer.length - 1] == '}') {
      return new ObjectMapper().readTree(found).has("rows");
    }
    return Arrays.equals(found, newer);
  }

  @Test
  void rowsOfLogitsAreWhole() throws Exception {
    Path csv = work.resolve("logits.csv");
    Object[] images = {sample("house.png"), sample("frog.png"), sample("rocket.png")};
    succeed("recognize", "--model", "clipart", sample("castle.png"), "--logits", csv);
    byte[] older = Files.readAllBytes(csv);
    Object[] command = {"recognize", "--model", "clipart", "--logits", csv};
    KilledRuns runs = new KilledRuns(Ram.class, work, SEED, Programs.joined(command, images));
    long millis = runs.runToTheEnd();
    String newer = Files.readString(csv);
    int left =
        runs.kill(
            millis,
            () -> Files.write(csv, older),
            () -> {
              String found = Files.readString(csv);
              assertTrue(
                  Arrays.equals(Files.readAllBytes(csv), older)
                      || (newer.startsWith(found) && found.endsWith("\n")),
                  found);
            });
    assertEquals(List.of("logits.csv"), Programs.names(work));
    report("recognize", left);
  }

  @Test
  void captions() throws Exception {
    Path drawn = work.resolve("drawn.png");
    Path page = work.resolve("page.html");
    succeed("caption", sample("castle.png"), "--out", drawn, "--html", page);
    assertWhole(
        List.of("drawn.png", "page.html"),
        "caption",
        sample("house.png"),
        "--out",
        drawn,
        "--html",
        page);
  }

  @Test
  void evaluations() throws Exception {
    Path truth = Files.writeString(folder.resolve("truth.txt"), "house.png,house\nfrog.png,frog\n");
    Object[] command = {
      "evaluate",
      "clipart",
      "--truth",
      truth,
      "--images",
      Programs.SAMPLES.toAbsolutePath(),
      "--html",
      work.resolve("page.html"),
      "--json",
      work.resolve("figures.json"),
      "--csv",
      work.resolve("figures.csv")
    };
    Object[] less = {"--tags", "house,frog,castle"};
    succeed(Programs.joined(command, less));
    assertWhole(List.of("page.html", "figures.json", "figures.csv"), command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parse-tags", "generate", "clean"})
  void trainingData(String program) throws Exception {
    Path out = work.resolve("out.jsonl");
    Path in = Files.writeString(folder.resolve("in.jsonl"), "");
    succeed(program, in, "--out", out);
    for (int i = 0; i < 20; i++) {
      String line = "{\"picture\":\"%s\",\"tags\":[\"cat\"],\"caption\":\"a dog\"}%n";
      Path image = sample(i % 2 == 0 ? "house.png" : "frog.png").toAbsolutePath();
      Files.writeString(in, line.formatted(image), StandardOpenOption.APPEND);
    }
    List<String> files = Programs.names(work);
    assertWhole(files, program, in, "--out", out, "--replace");
  }

  @Test
  void bundles() throws Exception {
    Path checkpoint = Programs.tinyCheckpoint(folder);
    Path tags = Programs.tinyTags(folder);
    Path bundle = work.resolve("bundle");
    Object[] command = {
      "convert",
      checkpoint,
      "--image-size",
      Programs.TINY_SIZE,
      "--tags-file",
      tags,
      "--out",
      bundle,
      "--replace"
    };
    succeed(command);
    KilledRuns runs = new KilledRuns(Ram.class, work, SEED, command);
    long millis = runs.runToTheEnd();
    int left =
        runs.kill(
            millis,
            () -> {},
            () -> {
              PartialFolder.recover(bundle);
              Bundle.read(bundle).verifyDigests();
            });
    assertEquals(List.of("bundle"), Programs.names(work));
    report("convert", left);
  }
}
