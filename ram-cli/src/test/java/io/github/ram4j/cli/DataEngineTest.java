package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** {@code parse-tags}, {@code generate} and {@code clean}. */
class DataEngineTest {
  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void setPaths() {
    in = folder.resolve("in.jsonl");
    out = folder.resolve("out.jsonl");
  }

  private static String line(String image, String rest) {
    return "{\"picture\":\"%s\"%s}\n".formatted(image, rest);
  }

  private static String absolute(String sample) {
    return sample(sample).toAbsolutePath().toString();
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(out);
  }

  @Test
  void captionsGetTheirTags() throws IOException {
    Files.writeString(
        in,
        line("a.jpg", ",\"caption\":\"Two dogs on a couch\",\"id\":1.0")
            + line("b.jpg", ",\"tags\":[\"own\"],\"captions\":[\"it\",\"a palm tree\"]"));
    Ran ran = ram("parse-tags", in, "--tags", "ram", "--out", out);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(
        "2 images with 3 captions, 2 of which name tags: 4 tags in all, 4 different ones\n",
        ran.out());
    assertEquals(
        "{\"picture\":\"a.jpg\",\"tags\":[\"couch\",\"dog\"],\"caption\":\"Two dogs on a couch\","
            + "\"caption_tags\":[[\"couch\",\"dog\"]],\"id\":1.0}",
        lines().get(0));
    assertTrue(lines().get(1).contains("\"tags\":[\"own\",\"palm tree\",\"tree\"]"));
    assertEquals(List.of("in.jsonl", "out.jsonl"), Programs.names(folder));
  }

  @Test
  void captionsMayBeParsedForOtherListsAndWithOwnSynonyms() throws IOException {
    Path tags = Programs.tinyTags(folder);
    Path synonyms = Files.writeString(folder.resolve("own.tsv"), "moggy\tcat\n");
    Files.writeString(in, line("a.jpg", ",\"caption\":\"moggies, foxes, trees\""));
    Ran ran = ram("parse-tags", in, "--tags", tags, "--synonyms", synonyms, "--out", out);
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(lines().get(0).contains("\"tags\":[\"cat\",\"fox\"]"), lines().get(0));
    assertEquals(0, ram("parse-tags", in, "--tags", "tag2text", "--out", out, "--replace").exit());
    assertTrue(lines().get(0).contains("\"tree\""), lines().get(0));
  }

  @Test
  void pathsStayRightInAnotherFolder() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other")).resolve("out.jsonl");
    Files.writeString(in, line("sub/a.jpg", ""));
    assertEquals(0, ram("parse-tags", in, "--out", other).exit());
    assertTrue(Files.readString(other).startsWith("{\"picture\":\"../sub/a.jpg\""));
  }

  @Test
  void missingTagsAreAddedByTheModel() throws IOException {
    Files.writeString(
        in,
        line(absolute("tulip-butterfly.png"), ",\"tags\":[\"蝴蝶\"]")
            + line(absolute("strawberry.png"), ",\"tags\":[\"strawberry\"]"));
    Ran ran = ram("generate", "clipart", in, "--out", out);
    assertEquals(0, ran.exit(), ran.err());
    JsonNode first = new ObjectMapper().readTree(lines().get(0));
    assertEquals("[\"蝴蝶\",\"tulip\"]", first.get("tags").toString());
    assertEquals("tulip", first.get("generated").get(0).get("tag").asText());
    assertEquals(0.986, first.get("generated").get(0).get("score").asDouble(), 0.002);
    assertFalse(lines().get(1).contains("generated"), lines().get(1));
    assertTrue(ran.out().contains("tags added: 1\n"), ran.out());
    assertEquals(
        List.of("in.jsonl", "out.jsonl", "out.report.json", "out.report.txt"),
        Programs.names(folder));
    JsonNode report = new ObjectMapper().readTree(folder.resolve("out.report.json").toFile());
    assertEquals(2, report.get("totals").get("pictures").asInt());
  }

  @Test
  void aLeastScoreAddsLess() throws IOException {
    Files.writeString(in, line(absolute("tulip-butterfly.png"), ""));
    Ran ran =
        ram(
            "generate",
            "clipart",
            in,
            "--min-score",
            "0.97",
            "--out",
            out,
            "--report",
            folder.resolve("r"));
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(lines().get(0).contains("\"tags\":[\"tulip\"]"), lines().get(0));
    assertTrue(Programs.names(folder).containsAll(List.of("r.json", "r.txt")));
    Ran wrong = ram("generate", in, "--min-score", "1.5", "--out", out);
    assertEquals("ram: --min-score: expected 0 to 1, found 1.5\n", wrong.err());
  }

  @Test
  void theModelMayStandBeforeTheFile() throws IOException {
    Path bundle = folder.resolve("bundle");
    Path tags = Programs.tinyTags(folder);
    Path checkpoint = Programs.tinyCheckpoint(folder);
    Ran converted =
        ram(
            "convert",
            checkpoint,
            "--image-size",
            Programs.TINY_SIZE,
            "--tags-file",
            tags,
            "--out",
            bundle);
    assertEquals(0, converted.exit(), converted.err());
    Files.writeString(in, line(absolute("house.png"), ",\"tags\":[\"cat\"]"));
    Ran ran = ram("generate", bundle, in, "--threshold", "0", "--out", out);
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(lines().get(0).contains("ram4j"), lines().get(0));
    Ran twice = ram("generate", bundle, in, "--model", bundle, "--out", out, "--replace");
    assertEquals(2, twice.exit());
    assertTrue(twice.err().startsWith("ram: model: expected it once"), twice.err());
  }

  @Test
  void improbableTagsAreMarkedOrRemoved() throws IOException {
    StringBuilder text = new StringBuilder();
    String strawberry = absolute("strawberry.png");
    String frog = absolute("frog.png");
    String house = absolute("house.png");
    for (int i = 0; i < 6; i++) {
      text.append(line(strawberry, ",\"tags\":[\"strawberry\"]"));
      text.append(line(house, ",\"tags\":[\"house\"]"));
      text.append(line(frog, ",\"tags\":[\"frog\"]"));
    }
    Files.writeString(in, text + line(frog, ",\"tags\":[\"frog\",\"strawberry\"]"));
    Object[] rule = {"--min-examples", "5", "--others-quantile", "0.99", "--out", out};
    Ran ran = ram(Programs.joined(new Object[] {"clean", in}, rule));
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.out().contains("tags marked improbable: 1\n"), ran.out());
    assertTrue(lines().get(18).contains("\"improbable\":[{\"tag\":\"strawberry\""));
    Ran removed = ram(Programs.joined(new Object[] {"clean", in, "--remove", "--replace"}, rule));
    assertEquals(0, removed.exit(), removed.err());
    assertTrue(lines().get(18).contains("\"tags\":[\"frog\"],\"removed\""), lines().get(18));
    assertTrue(
        Files.readString(folder.resolve("out.report.txt")).contains(frog + " 0.0"),
        "the image is named");
  }

  @ParameterizedTest
  @ValueSource(strings = {"generate", "clean"})
  void aBadImageIsNamedAndPassedOn(String program) throws IOException {
    Files.writeString(in, line("none.png", ",\"tags\":[\"cat\"]") + line(absolute("frog.png"), ""));
    Ran ran = ram(program, in, "--out", out);
    assertEquals(1, ran.exit());
    assertTrue(ran.err().startsWith("ram: passed on unchanged: "), ran.err());
    assertTrue(ran.err().contains("none.png: expected a file"), ran.err());
    assertEquals("{\"picture\":\"none.png\",\"tags\":[\"cat\"]}", lines().get(0));
    assertTrue(ran.out().contains("images that could not be read: 1\n"), ran.out());
    Files.delete(out);
    Ran strict = ram(program, in, "--strict", "--out", out);
    assertEquals(1, strict.exit());
    assertFalse(Files.exists(out));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parse-tags", "generate", "clean"})
  void whatIsNoExampleIsNamedAndNothingIsWritten(String program) throws IOException {
    Files.writeString(in, "{\"picture\":\"a\",\"tags\":7}\n");
    Ran ran = ram(program, in, "--out", out);
    assertEquals(1, ran.exit());
    assertEquals(
        "ram: %s, line 1: tags: expected a list, found a number\n".formatted(in), ran.err());
    assertEquals(List.of("in.jsonl"), Programs.names(folder));
    Ran missing = ram(program, folder.resolve("none.jsonl"), "--out", out);
    assertEquals(1, missing.exit());
    assertTrue(missing.err().contains("none.jsonl: expected a file"), missing.err());
    assertEquals(2, ram(program, in).exit());
    assertEquals(2, ram(program, "--out", out).exit());
    assertEquals(1, ram(program, in, "--out", folder).exit());
  }

  @Test
  void listsAndSynonymsThatAreWrongAreNamed() throws IOException {
    Files.writeString(in, "");
    Ran list = ram("parse-tags", in, "--tags", folder.resolve("none.tsv"), "--out", out);
    assertTrue(list.err().contains("none.tsv: expected a file"), list.err());
    Path synonyms = Files.writeString(folder.resolve("own.tsv"), "moggy\tkat\n");
    Ran ran = ram("parse-tags", in, "--synonyms", synonyms, "--out", out);
    assertTrue(ran.err().startsWith("ram: synonyms " + synonyms + ", line 1: tag"), ran.err());
  }
}
