package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.cli.Programs.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code caption} says, of a model whose sentences mean nothing. */
class CaptionTest {
  private static final Path FROG = sample("frog.png");
  private static final Path HOUSE = sample("house.png");
  private static final int PROMPT_LENGTH = 4;

  @TempDir static Path models;

  @TempDir Path folder;

  private static Path bundle;

  @BeforeAll
  static void convert() throws IOException {
    bundle = TinyCaptions.bundle(models);
  }

  private static Ran caption(Object... more) {
    Object[] always = {"caption", "--model", bundle};
    return Programs.ram(Programs.joined(always, more));
  }

  /** The objects of a run that went well. */
  private static List<JsonNode> json(Object... more) throws IOException {
    Object[] always = {"--json"};
    Ran ran = caption(Programs.joined(always, more));
    assertEquals(0, ran.exit(), ran.err());
    return ran.json();
  }

  private static List<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static List<String> tags(JsonNode caption) {
    return items(caption.get("steering")).stream().map(tag -> tag.get("tag").asText()).toList();
  }

  private static int length(JsonNode caption) {
    return caption.get("token_ids").size();
  }

  /** Words that the model knows, so that its sentences use some of them. */
  private static String allWords() throws IOException {
    return Files.readAllLines(TinyCaptions.WORDS).stream()
        .filter(word -> word.matches("[a-z]{2,}"))
        .limit(18)
        .collect(Collectors.joining(","));
  }

  @Test
  void anImageIsItsPathItsSentenceAndWhatBecameOfItsTags() throws IOException {
    Ran ran = caption("--specified-tags", allWords(), HOUSE, FROG);
    assertEquals(0, ran.exit(), ran.err());
    List<String> lines = ran.outLines();
    assertEquals(HOUSE.toString(), lines.get(0));
    assertTrue(lines.contains(FROG.toString()), ran.out());
    assertFalse(lines.get(1).isBlank(), ran.out());
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("used      ")), ran.out());
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("left out  ")), ran.out());
    assertFalse(ran.out().contains("\u001b"), "escape sequences, though nobody watches");
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), ran.out());
  }

  @Test
  void jsonHasASentenceItsIdsAndWhatBecameOfItsTags() throws IOException {
    int used = 0;
    for (JsonNode caption : json("--specified-tags", allWords(), HOUSE, FROG)) {
      String text = caption.get("caption").asText();
      assertFalse(text.isBlank());
      assertTrue(caption.get("score").asDouble() < 0);
      assertTrue(List.of("sentence", "max_length").contains(caption.get("ending").asText()));
      assertEquals(226, caption.get("token_ids").get(0).asInt(), "[DEC] first");
      assertEquals(
          caption.get("ending").asText().equals("sentence"),
          caption.get("token_ids").get(length(caption) - 1).asInt() == 3,
          "[SEP] last where the sentence ended");
      assertEquals(allWords().replace(",", " | "), caption.get("tags").asText());
      assertEquals(List.of(allWords().split(",")), tags(caption));
      assertFalse(caption.has("others"));
      for (JsonNode tag : caption.get("steering")) {
        assertTrue(tag.get("read").asBoolean());
        assertFalse(tag.has("score"), "given, not recognized");
        assertEquals(tag.get("used").asBoolean(), !tag.get("ranges").isEmpty());
        for (JsonNode range : tag.get("ranges")) {
          String words = text.substring(range.get(0).asInt(), range.get(1).asInt());
          assertEquals(tag.get("tag").asText().charAt(0), words.charAt(0), words);
          used++;
        }
      }
    }
    assertTrue(used > 0, "no sentence uses a tag");
  }

  @Test
  void theModelsOwnTagsSteerWithTheirScores() throws IOException {
    JsonNode caption = json(FROG).get(0);
    assertEquals(FROG.toString(), caption.get("image").asText());
    assertFalse(tags(caption).isEmpty());
    for (JsonNode tag : caption.get("steering")) {
      assertTrue(tag.get("score").asDouble() > 0.001);
    }
    assertEquals(
        List.of("dog", "cat", "bear cub", "cloud", "sky"),
        tags(json("--threshold", "0", FROG).get(0)),
        "all but the tag that disturbs sentences");
    JsonNode none = json("--threshold", "1", FROG).get(0);
    assertEquals(List.of(), tags(none));
    assertEquals(json("--specified-tags", "", FROG).get(0), none);
    assertNotEquals(caption.get("token_ids"), none.get("token_ids"));
  }

  @Test
  void tagsAreTakenInEnglishInChineseAndAsFreeText() throws IOException {
    Ran ran = caption("--json", "--specified-tags", "dog, 云，bear cubb,cluod、7", HOUSE);
    assertEquals(0, ran.exit());
    assertEquals(List.of("dog", "cloud", "bear cubb", "cluod", "7"), tags(ran.json().get(0)));
    String unknown = ": expected one of the vocabulary's 6 tags, found none of that name";
    assertEquals(
        List.of(
            "taken as free text: tag \"bear cubb\"" + unknown + "; near ones: bear cub",
            "taken as free text: tag \"cluod\"" + unknown + "; near ones: cloud",
            "taken as free text: tag \"7\"" + unknown),
        ran.err().lines().toList());
    assertEquals("", caption("--specified-tags", "DOG,天空", HOUSE).err());
  }

  @Test
  void noTagsAreAChoiceToo() throws IOException {
    for (String none : List.of("", " ", ",,，")) {
      Ran ran = caption("--specified-tags", none, FROG);
      assertEquals(0, ran.exit(), ran.err());
      assertEquals("", ran.err());
      assertEquals(FROG.toString(), ran.outLines().get(0));
      assertFalse(ran.out().contains("left out"), ran.out());
    }
  }

  @Test
  void otherModelsTagsSteer() throws IOException {
    Path tagger = TinyCaptions.bundleOfTags(folder);
    assertEquals(json(FROG), json("--tags-by", tagger, FROG));
    Path ram = folder.resolve("ram");
    Path list = Programs.tinyTags(folder);
    Files.writeString(list, Files.readString(list).replace("0.5", "0"));
    Ran converted =
        Programs.ram(
            "convert",
            Programs.tinyCheckpoint(folder),
            "--out",
            ram,
            "--tags-file",
            list,
            "--image-size",
            Programs.TINY_SIZE);
    assertEquals(0, converted.exit(), converted.err());
    JsonNode caption = json("--tags-by", ram, FROG).get(0);
    assertEquals("cat | dog | fox | owl | ram4j", caption.get("tags").asText());
    assertTrue(caption.get("steering").get(4).get("score").asDouble() > 0);
  }

  @Test
  void severalSentencesTheBestFirst() throws IOException {
    JsonNode caption = json("--captions", "3", FROG).get(0);
    List<JsonNode> all = new ArrayList<>(List.of(caption));
    all.addAll(items(caption.get("others")));
    assertEquals(3, all.size());
    assertEquals(3, all.stream().map(one -> one.get("token_ids")).distinct().count());
    for (int i = 1; i < 3; i++) {
      assertTrue(
          all.get(i - 1).get("score").asDouble() >= all.get(i).get("score").asDouble(),
          all.toString());
      assertEquals(tags(caption), tags(all.get(i)));
      assertFalse(all.get(i).has("image"));
    }
    Ran ran = caption("--captions", "3", FROG);
    assertEquals(
        3, ran.outLines().stream().filter(line -> line.startsWith("left out")).count(), ran.out());
    JsonNode five = json("--captions", "5", FROG).get(0);
    assertEquals(4, five.get("others").size(), "more sentences than beams bring beams");
    assertEquals(List.of(five), json("--captions", "5", "--beams", "5", FROG));
  }

  @Test
  void samplingRepeatsItselfWithItsSeedAlone() throws IOException {
    List<JsonNode> first = json("--sample", "--seed", "5", "--captions", "2", FROG, HOUSE);
    assertEquals(first, json("--sample", "--seed", "5", "--captions", "2", FROG, HOUSE));
    assertNotEquals(first, json("--sample", "--seed", "6", "--captions", "2", FROG, HOUSE));
    assertNotEquals(json("--sample", FROG), json("--sample", FROG), "another seed each run");
    assertEquals(
        json("--sample", "--top-k", "1", "--seed", "1", FROG),
        json("--sample", "--top-k", "1", "--seed", "2", FROG),
        "the likeliest word each time");
    assertEquals(
        json("--sample", "--top-p", "1e-9", "--seed", "1", FROG),
        json("--sample", "--top-p", "1e-9", "--seed", "2", FROG),
        "the likeliest word each time");
  }

  @Test
  void theSearchIsTheUsers() throws IOException {
    JsonNode usual = json(FROG).get(0);
    assertNotEquals(usual.get("token_ids"), json("--beams", "1", FROG).get(0).get("token_ids"));
    JsonNode short8 = json("--max-length", "8", FROG).get(0);
    assertTrue(length(short8) <= 8, short8.toString());
    JsonNode long60 = json("--min-length", "60", FROG).get(0);
    assertTrue(length(long60) >= 60, "the maximum gives way");
    JsonNode exact = json("--min-length", "20", "--max-length", "20", FROG).get(0);
    assertEquals(20, length(exact));
    JsonNode penalized = json("--repetition-penalty", "50", "--max-length", "20", FROG).get(0);
    List<JsonNode> written =
        items(penalized.get("token_ids")).subList(PROMPT_LENGTH, length(penalized));
    assertEquals(written.size(), written.stream().distinct().count(), penalized.toString());
    assertNotEquals(
        written.size(),
        items(usual.get("token_ids")).subList(PROMPT_LENGTH, 20).stream().distinct().count());
  }

  @Test
  void tagsBeyondTheModelsLimitAreSaid() throws IOException {
    String many =
        IntStream.range(0, 200).mapToObj(i -> "dog " + i % 10).collect(Collectors.joining(","));
    JsonNode caption = json("--specified-tags", many, HOUSE).get(0);
    assertEquals(200, tags(caption).size());
    long read =
        items(caption.get("steering")).stream().filter(tag -> tag.get("read").asBoolean()).count();
    assertEquals(13, read, "two words and a bar each, 38 tokens");
    Ran ran = caption("--specified-tags", many, HOUSE);
    assertTrue(ran.out().contains("\nunread    dog 3 (given), dog 4 (given)"), ran.out());
  }

  @Test
  void charactersThatCommandTerminalsAreNotPrinted() throws IOException {
    String odd = "\u001b[31mdog\u001b[0m,\u0007cat,a\u202eb,\ud83d\udc36,x\u0000,\ud800,sky\r";
    Ran ran = caption("--specified-tags", odd, HOUSE);
    assertEquals(0, ran.exit(), ran.err());
    assertHarmless(ran.out());
    assertHarmless(ran.err());
    assertTrue(ran.out().contains("\ud83d\udc36"), "an emoji is shown as it is");
    JsonNode caption = json("--specified-tags", odd, HOUSE).get(0);
    assertEquals("\u001b[31mdog\u001b[0m", tags(caption).get(0), "JSON has it as given");
    assertHarmless(caption("--json", "--specified-tags", odd, HOUSE).out().replace("\u202e", ""));
  }

  @Test
  void namesOfFilesCommandNoTerminalEither() throws IOException {
    Path named = folder.resolve("\u001b[31mfrog\u202e.png");
    Files.copy(FROG, named);
    Ran ran = caption(named, folder.resolve("\u001bnone.png"));
    assertEquals(1, ran.exit());
    assertTrue(ran.outLines().get(0).endsWith("\ufffd[31mfrog\ufffd.png"), ran.out());
    assertTrue(ran.err().contains("\ufffdnone.png: expected a file"), ran.err());
    assertHarmless(ran.out());
    assertHarmless(ran.err());
    assertHarmless(Programs.ram("recognize", "--model", "clipart", named).out());
  }

  private static void assertHarmless(String printed) {
    assertTrue(
        printed.replace("\n", "").codePoints().noneMatch(CaptionTest::commands),
        () -> Arrays.toString(printed.codePoints().filter(CaptionTest::commands).toArray()));
  }

  private static boolean commands(int c) {
    return Character.isISOControl(c) || c == 0x202e;
  }
}
