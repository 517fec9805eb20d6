package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import io.github.ram4j.cli.Programs.Ran;
import io.github.ram4j.clipart.ClipartModels;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers and names of outputs as people read them. */
class ShownNumbersTest {
  @TempDir Path folder;

  @Test
  void oneThingIsNoPlural() {
    assertEquals("1 image", Count.of(1, "image"));
    assertEquals("0 images", Count.of(0, "image"));
    assertEquals("1,200 tags", Count.of(1200, "tag"));
  }

  @Test
  void oneCaptionIsCountedAsOne() throws IOException {
    Path in =
        Files.writeString(
            folder.resolve("in.jsonl"), "{\"image\": \"a.png\", \"caption\": \"a house\"}\n");
    Ran ran = ram("parse-tags", in, "--out", folder.resolve("out.jsonl"));
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(
        "1 image with 1 caption, 1 of which name tags: 1 tag in all, 1 different one\n", ran.out());
  }

  @Test
  void everyComparisonThatIsShownIsTrue() {
    Ran ran = ram("recognize", "--model", "clipart", "--threshold", "0.00001", sample("house.png"));
    assertEquals(0, ran.exit(), ran.err());
    List<String> rows = ran.outLines().subList(1, ran.outLines().size());
    assertTrue(rows.size() > 3, ran.out());
    for (String row : rows) {
      String[] cells = row.strip().split(" {2,}", -1);
      BigDecimal score = new BigDecimal(cells[cells.length - 2]);
      assertTrue(cells[cells.length - 1].startsWith("> "), row);
      BigDecimal threshold = new BigDecimal(cells[cells.length - 1].substring(2));
      assertTrue(score.compareTo(threshold) > 0, row);
    }
  }

  @Test
  void scoresThatAreNearAreShownByMoreDigits() {
    assertEquals(3, RecognizeCommand.digits(score(0.5f, 0.4f)));
    assertEquals(3, RecognizeCommand.digits(score(0.4f, 0.4f)));
    assertEquals(5, RecognizeCommand.digits(score(0.00102f, 0.00101f)));
    TagScore next = score(Math.nextUp(0.5f), 0.5f);
    int digits = RecognizeCommand.digits(next);
    assertFalse(
        RecognizeCommand.number(next.score(), digits)
            .equals(RecognizeCommand.number(next.threshold(), digits)));
  }

  private static TagScore score(float score, float threshold) {
    return new TagScore(new Tag(0, "cat", List.of(), true), score, threshold);
  }

  static Stream<List<Object>> dashes() {
    return Stream.of(
        List.of("caption", sample("house.png"), "--html"),
        List.of("caption", sample("house.png"), "--out"),
        List.of("caption", sample("house.png"), sample("frog.png"), "--out"),
        List.of("recognize", "--model", "clipart", sample("house.png"), "--logits"),
        List.of("evaluate", "clipart", "--truth", "truth.txt", "--json"),
        List.of("parse-tags", "in.jsonl", "--out"),
        List.of("generate", "in.jsonl", "--out", "out.jsonl", "--report"),
        List.of("convert", "x.pth", "--out"));
  }

  @ParameterizedTest
  @MethodSource("dashes")
  void noOutputIsCalledDash(List<Object> arguments) {
    Ran ran = ram(Stream.concat(arguments.stream(), Stream.of("-")).toArray());
    String option = arguments.get(arguments.size() - 1).toString();
    assertEquals(2, ran.exit(), ran.err());
    assertTrue(
        ran.err().startsWith("ram: " + option + ": expected the name of an output, found - ("),
        ran.err());
    assertFalse(Files.exists(Path.of("-")));
  }

  @Test
  void theTagsThatShipAreNamedByTheirBundleAlone() throws IOException {
    assertEquals("the tags of bundle clipart-ram", ClipartModels.ram().vocabulary().name());
    Path numbers = Files.writeString(folder.resolve("numbers.txt"), "0.5\n0.5\n");
    Ran ran = ram("recognize", "--model", "clipart", "--thresholds", numbers, sample("house.png"));
    assertEquals(1, ran.exit());
    assertTrue(
        ran.err().contains("279 numbers, one for each tag of the tags of bundle clipart-ram, in"),
        ran.err());
  }
}
