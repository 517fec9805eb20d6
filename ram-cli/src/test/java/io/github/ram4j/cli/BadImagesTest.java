package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.cli.Programs.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad image never stops a run. */
class BadImagesTest {
  @TempDir Path folder;

  @Test
  void aMissingFileIsNamed() {
    Path none = folder.resolve("none.png");
    assertMessage(none, none + ": expected a file, found nothing of that name");
  }

  @Test
  void aFolderIsNamed() {
    assertMessage(folder, folder.toString());
  }

  @Test
  void textThatIsNamedLikeAnImageIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("letter.jpg"), "Dear Sir or Madam");
    assertMessage(text, text + ": not an image: expected one of PNG, JPEG");
  }

  @Test
  void anEmptyFileIsNamed() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.png"));
    assertMessage(empty, empty + ": not an image: expected one of PNG, JPEG");
  }

  @Test
  void anImageThatIsCutShortIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(sample("house.png"));
    Path cut = folder.resolve("cut.png");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertMessage(cut, cut + ": PNG is cut short or damaged: expected pixels to the last row");
  }

  /** Recognizes a bad image between two good ones. */
  private static void assertMessage(Path bad, String expected) {
    Path house = sample("house.png");
    Path frog = sample("frog.png");
    Ran ran = ram("recognize", "--model", "clipart", "--language", "en", house, bad, frog);
    assertEquals(1, ran.exit());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().startsWith("ram: " + expected), ran.err());
    List<String> lines = ran.outLines();
    assertEquals(4, lines.size(), ran.out());
    assertEquals(house.toString(), lines.get(0));
    assertTrue(lines.get(1).startsWith("  house "), ran.out());
    assertEquals(frog.toString(), lines.get(2));
    assertTrue(lines.get(3).startsWith("  frog "), ran.out());
  }

  @Test
  void jsonHasALineForEachGoodImageAndNothingElse() throws IOException {
    Ran ran =
        ram(
            "recognize",
            "--model",
            "clipart",
            "--json",
            folder.resolve("none.png"),
            sample("house.png"),
            folder);
    assertEquals(1, ran.exit());
    assertEquals(1, ran.json().size());
    assertEquals(sample("house.png").toString(), ran.json().get(0).get("image").asText());
    assertEquals(2, ran.err().lines().count(), ran.err());
  }
}
