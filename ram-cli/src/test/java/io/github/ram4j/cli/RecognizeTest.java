package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.cli.Programs.Ran;
import io.github.ram4j.clipart.ClipartModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognizeTest {
  /** Scores of the reference have four digits, and another runtime computed them. */
  private static final double TOLERANCE = 0.002;

  private static final Path STRAWBERRY = sample("strawberry.png");
  private static final Path RAINBOW_HOUSE = sample("rainbow-house.png");

  private static final int TAGS = ClipartModels.ram().vocabulary().size();

  @TempDir Path folder;

  /** The reference's tags and scores of each sample, the best first. */
  private static Map<String, Map<String, Double>> expected() throws IOException {
    Map<String, Map<String, Double>> images = new LinkedHashMap<>();
    List<String> rows = Files.readAllLines(sample("expected.tsv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\t", -1);
      Map<String, Double> tags = new LinkedHashMap<>();
      for (String entry : cells[2].split(",", -1)) {
        String[] parts = entry.split("=", -1);
        tags.put(parts[0], Double.valueOf(parts[1]));
      }
      images.put(cells[0], tags);
    }
    return images;
  }

  /** The score of what a sample shows. */
  private static double strawberry() throws IOException {
    return expected().get("strawberry.png").get("strawberry");
  }

  private static List<String> english(JsonNode image) {
    return StreamSupport.stream(image.get("tags").spliterator(), false)
        .map(tag -> tag.get("en").asText())
        .toList();
  }

  @Test
  void samplesHaveTheTagsAndScoresOfTheReference() throws IOException {
    Map<String, Map<String, Double>> expected = expected();
    List<Object> arguments = new ArrayList<>(List.of("recognize", "--model", "clipart", "--json"));
    expected.keySet().forEach(name -> arguments.add(sample(name)));
    Ran ran = ram(arguments.toArray());
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("", ran.err());
    List<JsonNode> found = ran.json();
    assertEquals(13, found.size());
    int row = 0;
    for (Map.Entry<String, Map<String, Double>> image : expected.entrySet()) {
      JsonNode object = found.get(row++);
      assertEquals(sample(image.getKey()).toString(), object.get("image").asText());
      assertEquals(List.copyOf(image.getValue().keySet()), english(object), image.getKey());
      for (JsonNode tag : object.get("tags")) {
        assertEquals(
            image.getValue().get(tag.get("en").asText()),
            tag.get("score").asDouble(),
            TOLERANCE,
            image.getKey());
      }
    }
  }

  @Test
  void printsTheImageAndATableOfWhatHolds() {
    Ran ran = ram("recognize", "--model", "clipart", RAINBOW_HOUSE);
    assertEquals(0, ran.exit(), ran.err());
    List<String> lines = ran.outLines();
    assertEquals(3, lines.size(), ran.out());
    assertEquals(RAINBOW_HOUSE.toString(), lines.get(0));
    assertTrue(lines.get(1).matches("  house {4}房子 {2}0\\.98\\d {2}> 0\\.\\d{3}"), lines.get(1));
    assertTrue(lines.get(2).matches("  rainbow {2}彩虹 {2}0\\.95\\d {2}> 0\\.\\d{3}"), lines.get(2));
  }

  @Test
  void jsonHasEveryFieldOfATag() throws IOException {
    JsonNode tag =
        ram("recognize", "--model", "clipart", "--json", STRAWBERRY)
            .json()
            .get(0)
            .get("tags")
            .get(0);
    List<String> fields = new ArrayList<>();
    tag.fieldNames().forEachRemaining(fields::add);
    assertEquals(List.of("id", "en", "zh", "score", "threshold"), fields);
    String[] row = rowOfList("strawberry");
    assertEquals(Integer.parseInt(row[0]), tag.get("id").asInt());
    assertEquals(row[2], tag.get("zh").get(0).asText());
    assertEquals(Float.parseFloat(row[3]), tag.get("threshold").floatValue());
    assertTrue(tag.get("score").asDouble() > tag.get("threshold").asDouble());
  }

  @Test
  void languageEnShowsNoChinese() {
    Ran ran = ram("recognize", "--model", "clipart", "--language", "en", STRAWBERRY);
    assertTrue(ran.out().contains("strawberry "), ran.out());
    assertTrue(ran.out().codePoints().noneMatch(Character::isIdeographic), ran.out());
  }

  @Test
  void languageZhShowsNoEnglish() {
    Ran ran = ram("recognize", "--model", "clipart", "--language", "ZH", RAINBOW_HOUSE);
    List<String> lines = ran.outLines();
    assertTrue(lines.get(1).startsWith("  房子  0.98"), ran.out());
    assertTrue(lines.get(2).startsWith("  彩虹  0.95"), ran.out());
    assertFalse(ran.out().contains("rainbow  "), ran.out());
  }

  @Test
  void languageBothIsTheDefault() {
    Ran both = ram("recognize", "--model", "clipart", "--language", "both", STRAWBERRY);
    assertEquals(both.out(), ram("recognize", "--model", "clipart", STRAWBERRY).out());
    assertTrue(both.out().contains("strawberry  草莓  "), both.out());
  }

  @Test
  void topShowsTheBestWhetherTheyHoldOrNot() throws IOException {
    Ran ran = ram("recognize", "--model", "clipart", "--top", "4", STRAWBERRY);
    List<String> lines = ran.outLines();
    assertEquals(5, lines.size(), ran.out());
    assertTrue(lines.get(1).contains("> 0."), ran.out());
    assertTrue(lines.get(4).contains("≤ 0."), ran.out());
    JsonNode tags =
        ram("recognize", "--model", "clipart", "--json", "--top", "4", STRAWBERRY)
            .json()
            .get(0)
            .get("tags");
    for (int i = 1; i < 4; i++) {
      assertTrue(tags.get(i - 1).get("score").asDouble() >= tags.get(i).get("score").asDouble());
    }
  }

  @Test
  void topNoneShowsTheImageAlone() {
    assertEquals(
        STRAWBERRY + "\n", ram("recognize", "--model", "clipart", "--top", "0", STRAWBERRY).out());
  }

  @Test
  void aNegativeTopIsRefused() {
    Ran ran = ram("recognize", "--model", "clipart", "--top", "-1", STRAWBERRY);
    assertEquals(2, ran.exit());
    assertTrue(ran.err().startsWith("ram: --top: expected 0 or more, found -1\n"), ran.err());
  }

  @Test
  void aThresholdHoldsForAllTags() throws IOException {
    Map<String, Double> scores = expected().get("rainbow-house.png");
    List<String> best = List.copyOf(scores.keySet());
    double between = (scores.get(best.get(0)) + scores.get(best.get(1))) / 2;
    JsonNode strict =
        ram("recognize", "--model", "clipart", "--json", "--threshold", between, RAINBOW_HOUSE)
            .json()
            .get(0);
    assertEquals(best.subList(0, 1), english(strict));
    assertEquals(between, strict.get("tags").get(0).get("threshold").asDouble(), 1e-6);
    JsonNode loose =
        ram("recognize", "--model", "clipart", "--json", "--threshold", "0", RAINBOW_HOUSE)
            .json()
            .get(0);
    assertEquals(TAGS, loose.get("tags").size());
  }

  @Test
  void whereNoTagHoldsTheBestIsNamed() throws IOException {
    Ran ran = ram("recognize", "--model", "clipart", "--threshold", "1", STRAWBERRY);
    assertEquals(0, ran.exit());
    assertTrue(
        ran.outLines()
            .get(1)
            .matches(
                "  no tag holds; the best is strawberry with %.2f\\d, its threshold 1\\.000"
                    .formatted(Math.floor(strawberry() * 100) / 100)),
        ran.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "-0.1", "NaN"})
  void aThresholdOutsideZeroToOneIsRefused(String threshold) {
    Ran ran = ram("recognize", "--model", "clipart", "--threshold=" + threshold, STRAWBERRY);
    assertEquals(2, ran.exit());
    assertEquals("ram: --threshold: expected 0 to 1, found " + threshold + "\n", ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void tagsAreChosenByNameInEitherLanguageOrId() throws IOException {
    String id = rowOfList("pizza")[0];
    Ran ran =
        ram(
            "recognize",
            "--model",
            "clipart",
            "--json",
            "--top",
            "9",
            "--tags",
            "House, 草莓," + id,
            STRAWBERRY);
    JsonNode image = ran.json().get(0);
    assertEquals(List.of("house", "pizza", "strawberry"), sorted(english(image)));
    assertEquals(strawberry(), image.get("tags").get(0).get("score").asDouble(), TOLERANCE);
  }

  @Test
  void tagsAreChosenByAFile() throws IOException {
    Path list = Files.writeString(folder.resolve("list.txt"), "# fruit\nstrawberry\r\n\n房子\n");
    JsonNode named =
        ram("recognize", "--model", "clipart", "--json", "--top", "9", "--tags", list, STRAWBERRY)
            .json()
            .get(0);
    assertEquals(List.of("house", "strawberry"), sorted(english(named)));
    JsonNode withSign =
        ram(
                "recognize",
                "--model",
                "clipart",
                "--json",
                "--top",
                "9",
                "--tags",
                "@" + list,
                STRAWBERRY)
            .json()
            .get(0);
    assertEquals(named, withSign);
  }

  @Test
  void aFileOfTagsMayBeginWithAByteOrderMark() throws IOException {
    Path list = Files.writeString(folder.resolve("list.txt"), "\uFEFFstrawberry\r\nhouse\r\n");
    Ran ran =
        ram("recognize", "--model", "clipart", "--json", "--top", "9", "--tags", list, STRAWBERRY);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(List.of("house", "strawberry"), sorted(english(ran.json().get(0))));
  }

  @Test
  void aFileOfTagsInAnotherEncodingIsRefusedByName() throws IOException {
    Path list = folder.resolve("list.txt");
    Files.write(list, "草莓".getBytes(StandardCharsets.UTF_16));
    Ran ran = ram("recognize", "--model", "clipart", "--tags", list, STRAWBERRY);
    assertEquals(1, ran.exit());
    assertEquals(
        "ram: list of tags " + list + ": expected UTF-8 text, found other bytes\n", ran.err());
  }

  @Test
  void anUnknownTagIsRefusedWithASuggestionAndNothingIsWritten() throws IOException {
    Path csv = folder.resolve("logits.csv");
    Ran ran =
        ram("recognize", "--model", "clipart", "--tags", "strawbery", "--logits", csv, STRAWBERRY);
    assertEquals(2, ran.exit());
    assertEquals(
        "ram: tag \"strawbery\": expected one of the vocabulary's "
            + TAGS
            + " tags, found none of that name; near ones: strawberry\n",
        ran.err());
    assertEquals("", ran.out());
    assertEquals(List.of(), Programs.names(folder));
  }

  @Test
  void aTagThatNoFileCanBeNamedAfterIsAnUnknownTag() {
    Ran ran = ram("recognize", "--model", "clipart", "--tags", "straw\0berry", STRAWBERRY);
    assertEquals(2, ran.exit());
    assertTrue(ran.err().contains("near ones: strawberry"), ran.err());
  }

  @Test
  void anUnknownIdIsRefused() {
    Ran ran = ram("recognize", "--model", "clipart", "--tags", TAGS, STRAWBERRY);
    assertEquals(2, ran.exit());
    assertTrue(ran.err().startsWith("ram: tag id " + TAGS + ": expected one of"), ran.err());
  }

  @Test
  void imagesMayBeGivenAsTheAuthorsScriptTakesThem() {
    Ran ran = ram("recognize", "--model", "clipart", "--image", STRAWBERRY, "--language", "en");
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(
        ram("recognize", "--model", "clipart", "--language", "en", STRAWBERRY).out(), ran.out());
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted().toList();
  }

  private static String[] rowOfList(String english) throws IOException {
    Path list = Path.of("../ram-model-clipart/src/main/checkpoint/clipart-ram.tsv");
    return Files.readAllLines(list).stream()
        .map(row -> row.split("\t", -1))
        .filter(row -> row[1].equals(english))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void jsonHasTheNamesOfTheLanguageThatIsAskedFor() throws IOException {
    JsonNode english =
        ram("recognize", "--model", "clipart", "--json", "--language", "en", STRAWBERRY)
            .json()
            .get(0);
    assertEquals("strawberry", english.get("tags").get(0).get("en").asText());
    assertFalse(english.get("tags").get(0).has("zh"));
    JsonNode chinese =
        ram("recognize", "--model", "clipart", "--json", "--language", "zh", STRAWBERRY)
            .json()
            .get(0);
    assertEquals("[\"草莓\"]", chinese.get("tags").get(0).get("zh").toString());
    assertFalse(chinese.get("tags").get(0).has("en"));
  }

  /** Photographs that anyone may pass on; ram-model-photo's tests have the scores. */
  @ParameterizedTest
  @CsvSource({
    "panda, animal|mammal|panda",
    "clownfish, animal|clown fish|fish",
    "macaw, animal|bird|macaw|parrot",
    "castle, castle|fortification"
  })
  void photographsNeedNoModelNamed(String image, String tags) throws IOException {
    Ran ran = ram("recognize", "--json", sample("photos/" + image + ".jpg"));
    assertEquals(0, ran.exit(), ran.err());
    Set<String> found = new TreeSet<>();
    ran.json().get(0).get("tags").forEach(tag -> found.add(tag.get("en").asText()));
    assertEquals(new TreeSet<>(List.of(tags.split("\\|"))), found);
  }

  @Test
  void theModelThatShipsHasANameEverywhere() throws IOException {
    String image = STRAWBERRY.toAbsolutePath().toString();
    assertEquals(ram("recognize", "--model", "photo", image).out(), ram("recognize", image).out());
    assertTrue(ram("inspect", "photo").out().contains("efficientnet-lite"));
    Ran photo = ram("caption", "--model", "photo", image);
    assertEquals(2, photo.exit());
    assertTrue(photo.err().contains("found photo, which writes no captions"), photo.err());
    Ran captioned = ram("caption", "--model", "clipart", "--tags-by", "clipart", image);
    assertEquals(0, captioned.exit(), captioned.err());
    assertTrue(ram("inspect", "clipart").out().contains("bundle, digests verified"));
    Path in =
        Files.writeString(folder.resolve("in.jsonl"), "{\"picture\":\"%s\"}\n".formatted(image));
    for (String program : List.of("generate", "clean")) {
      Ran ran = ram(program, "clipart", in, "--out", folder.resolve(program + ".jsonl"));
      assertEquals(0, ran.exit(), ran.err());
    }
  }
}
