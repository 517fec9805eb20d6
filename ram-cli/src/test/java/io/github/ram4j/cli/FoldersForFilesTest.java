package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder where a file is expected, and other slips of a name: each is told by that name. */
class FoldersForFilesTest {
  @TempDir Path temporary;
  private Path folder;
  private Path truth;

  @BeforeEach
  void makeFolder() throws Exception {
    folder = Files.createDirectory(temporary.resolve("folder"));
    truth = sample("truth.jsonl");
  }

  @Test
  void aFolderForAFileIsNamed() {
    List<Object[]> runs =
        List.of(
            new Object[] {"evaluate", "clipart", "--truth", folder},
            new Object[] {"evaluate", "clipart", "--truth", truth, "--neutral", folder},
            new Object[] {"evaluate", "clipart", "--truth", truth, "--thresholds", folder},
            new Object[] {"recognize", "--thresholds", folder, sample("house.png")});
    for (Object[] run : runs) {
      assertEquals(
          "ram: " + folder + ": expected a file, found a folder\n",
          ram(run).err(),
          List.of(run)::toString);
    }
  }

  @Test
  void aFileForAFolderIsNamed() {
    Path out = temporary.resolve("new.vocabulary");
    assertEquals(
        "ram: " + truth + ": expected a folder of images, found a file\n",
        ram("learn-tags", "--examples", truth, "--out", out).err());
  }

  @Test
  void theShippedModelsHaveSmallLetters() {
    assertEquals(
        "ram: Photo: expected a bundle, a checkpoint or an ONNX file, found nothing; a model that"
            + " ships is called photo\n",
        ram("recognize", "--model", "Photo", sample("house.png")).err());
  }
}
