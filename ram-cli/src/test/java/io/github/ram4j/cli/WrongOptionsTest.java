package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.cli.Programs.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong values of options are exit status 2, and their messages begin with the option. */
class WrongOptionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "recognize, --threshold, 2",
    "recognize, --threshold, -0.5",
    "recognize, --threshold, x",
    "recognize, --threads, -1",
    "recognize, --top, -1",
    "recognize, --tags, ' , '",
    "caption, --threads, -1",
    "caption, --threshold, 2",
  })
  void theOptionIsNamed(String program, String option, String value) {
    Ran ran = ram(program, sample("house.png"), option + "=" + value);
    assertEquals(2, ran.exit(), ran.err());
    String line = ran.err().lines().filter(l -> l.startsWith("ram: ")).findFirst().orElse("");
    assertFalse(line.contains("uniform"), line);
    assertTrue(line.contains(option), ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void valuesThatDoNotGoTogetherAreOfTheCommandLineToo() throws IOException {
    Path list = Files.writeString(folder.resolve("list.tsv"), "en\ncat\n");
    assertEquals(
        2,
        ram("recognize", "--model", "clipart", sample("house.png"), "--tags-file", list).exit(),
        "a list for nothing");
    assertEquals(
        2,
        ram(
                "recognize",
                "--model",
                "clipart",
                sample("house.png"),
                "--threshold",
                "0.5",
                "--thresholds",
                list)
            .exit());
    Path truth = Files.writeString(folder.resolve("truth.txt"), "house.png,house\n");
    Ran under = ram("evaluate", "clipart", "--truth", truth, "--under", "x");
    assertEquals(2, under.exit(), under.err());
    assertTrue(under.err().contains("--under: "), under.err());
  }

  @Test
  void aFileThatIsMissingIsNoWrongCommandLine() {
    Path none = folder.resolve("none");
    assertEquals(1, ram("recognize", "--model", "clipart", none).exit());
    assertEquals(1, ram("recognize", sample("house.png"), "--model", none).exit());
    assertEquals(1, ram("inspect", none).exit());
  }
}
