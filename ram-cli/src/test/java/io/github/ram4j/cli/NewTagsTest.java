package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.cli.Programs.Ran;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that no list has, on the command line: the authors' logits, files, and errors. */
class NewTagsTest {
  private static final double TOLERANCE = 1e-3;

  @TempDir static Path folder;
  private static Path clip;
  private static Path model;
  private static Path plus;
  private static Path names;
  private static Path descriptions;

  @BeforeAll
  static void convert() throws IOException {
    clip = folder.resolve("clip");
    Ran converted = ram("convert", unpacked("clip-a/ViT-tiny.pt", "ViT-tiny.pt"), "--out", clip);
    assertEquals(0, converted.exit(), converted.err());
    model = converted("ram", 384);
    plus = converted("ram_plus", 224);
    List<String> lines = new ArrayList<>();
    golden("ram").get("names").forEach(name -> lines.add(name.asText()));
    names = Files.write(folder.resolve("names.txt"), lines);
    descriptions = unpacked("descriptions.json", "descriptions.json");
  }

  private static Path converted(String family, int size) throws IOException {
    Path bundle = folder.resolve(family);
    Ran converted =
        ram(
            "convert",
            unpacked("tiny-" + family + "/checkpoint.pth", family + ".pth"),
            "--out",
            bundle,
            "--tags-file",
            GoldenFiles.file("openset/tiny-" + family + "/tags.tsv"),
            "--image-size",
            size,
            "--window",
            golden(family).get("config").get("window").asText());
    assertEquals(0, converted.exit(), converted.err());
    return bundle;
  }

  private static Path unpacked(String golden, String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(GoldenFiles.file("openset/" + golden + ".gz")))) {
      Files.copy(in, file);
    }
    return file;
  }

  private static JsonNode golden(String family) {
    return GoldenFiles.json("openset/tiny-" + family + "/expected.json.gz");
  }

  private static Object[] images(String family) {
    return StreamSupport.stream(
            ((Iterable<String>) () -> golden(family).get("new").fieldNames()).spliterator(), false)
        .map(name -> GoldenFiles.file("images/" + name))
        .toArray();
  }

  private static void meets(String family, String answer, Object... options) throws IOException {
    Path csv = folder.resolve(family + "-" + answer + ".csv");
    Ran ran =
        ram(
            Programs.joined(
                new Object[] {"recognize", "--no-exif", "--json", "--logits", csv},
                images(family),
                options));
    assertEquals(0, ran.exit(), ran.err());
    JsonNode expected = golden(family).get(answer);
    assertEquals(7, ran.json().size());
    for (JsonNode image : ran.json()) {
      List<String> found = new ArrayList<>();
      image.get("tags").forEach(tag -> found.add(tag.get("en").asText()));
      String name = Path.of(image.get("image").asText()).getFileName().toString();
      String tags = expected.get(name).get("tags").asText();
      List<String> sorted = tags.isEmpty() ? List.of() : List.of(tags.split(" \\| "));
      assertEquals(sorted.stream().sorted().toList(), found.stream().sorted().toList(), name);
    }
    for (String row : Files.readAllLines(csv)) {
      String[] cells = row.split(",", -1);
      float[] logits = GoldenFiles.floats(expected.get(cells[0]).get("logits"));
      assertEquals(logits.length, cells.length - 1);
      for (int i = 0; i < logits.length; i++) {
        assertEquals(logits[i], Double.parseDouble(cells[i + 1]), TOLERANCE, cells[0]);
      }
    }
  }

  @Test
  void namesMeetTheGoldenLogits() throws IOException {
    meets(
        "ram",
        "new",
        "--model",
        model,
        "--text-encoder",
        clip,
        "--names-file",
        names,
        "--only-names");
    meets("ram", "mixed", "--model", model, "--text-encoder", clip, "--names-file", names);
    meets(
        "ram_plus",
        "new",
        "--model",
        plus,
        "--text-encoder",
        clip,
        "--names-file",
        names,
        "--only-names");
  }

  @Test
  void descriptionsMeetTheGoldenLogits() throws IOException {
    meets(
        "ram_plus",
        "described",
        "--model",
        plus,
        "--text-encoder",
        clip,
        "--descriptions",
        descriptions,
        "--only-names");
  }

  @Test
  void bundlesWithNewTagsNeedNoTextEncoder() throws IOException {
    List<OpenTag> tags = new ArrayList<>();
    JsonNode golden = golden("ram");
    for (int i = 0; i < golden.get("names").size(); i++) {
      float[] row = GoldenFiles.floats(golden.get("name_embeddings").get(i));
      tags.add(OpenTag.of(golden.get("names").get(i).asText(), TagRecipe.TEMPLATES, row, 512));
    }
    Path file = folder.resolve("names.vocabulary");
    OpenVocabulary.of(tags).write(file);
    meets("ram", "mixed", "--model", model, "--vocabulary", file);
    Path carrying = folder.resolve("carrying");
    Ran converted =
        ram(
            "convert",
            folder.resolve("ram.pth"),
            "--out",
            carrying,
            "--vocabulary",
            file,
            "--image-size",
            384,
            "--tags-file",
            GoldenFiles.file("openset/tiny-ram/tags.tsv"));
    assertEquals(0, converted.exit(), converted.err());
    meets("ram", "mixed", "--model", carrying);
  }

  @Test
  void newTagsAreMarkedAndAlwaysShown() throws IOException {
    Object[] asked = {
      "recognize",
      sample("house.png"),
      "--model",
      model,
      "--text-encoder",
      clip,
      "--names",
      "red panda, espresso machine",
      "--threshold",
      "1"
    };
    Ran table = ram(asked);
    assertEquals(0, table.exit(), table.err());
    assertTrue(table.out().contains("red panda"), table.out());
    assertTrue(table.out().contains("espresso machine"), table.out());
    JsonNode json = ram(Programs.joined(asked, new Object[] {"--json"})).json().get(0);
    assertTrue(json.get("tags").isEmpty());
    assertEquals("red panda", json.get("names").get(0).get("en").asText());
    assertTrue(json.get("names").get(1).get("open").asBoolean());
    JsonNode top =
        ram(Programs.joined(asked, new Object[] {"--json", "--top", "14"})).json().get(0);
    int open = 0;
    for (JsonNode tag : top.get("tags")) {
      open += tag.has("open") ? 1 : 0;
      assertFalse(tag.has("open") && tag.get("id").asInt() < 12);
    }
    assertEquals(2, open);
  }

  /** A selection is one of the list's tags: whoever names a tag wants its score. */
  @Test
  void selectedTagsComeBeforeTheNames() throws IOException {
    Path csv = folder.resolve("selected.csv");
    Ran ran =
        ram(
            "recognize",
            sample("house.png"),
            "--model",
            model,
            "--text-encoder",
            clip,
            "--names",
            "red panda, dog, owl",
            "--tags",
            "dog,cat",
            "--json",
            "--top",
            "9",
            "--logits",
            csv);
    assertEquals(0, ran.exit(), ran.err());
    JsonNode json = ran.json().get(0);
    assertEquals(5, json.get("tags").size());
    List<Integer> ids = new ArrayList<>();
    json.get("names").forEach(tag -> ids.add(tag.get("id").asInt()));
    assertEquals(List.of(12, 13, 14), ids);
    String[] cells = Files.readString(csv).strip().split(",");
    assertEquals(6, cells.length);
    for (JsonNode tag : json.get("names")) {
      double logit = Double.parseDouble(cells[3 + tag.get("id").asInt() - 12]);
      assertEquals(tag.get("score").asDouble(), 1 / (1 + Math.exp(-logit)), 1e-6);
    }
  }

  private static Ran recognized(String option, Object value) {
    return ram(
        "recognize", sample("house.png"), "--model", model, "--text-encoder", clip, option, value);
  }

  @Test
  void namesThatPromptsLoseAreRefused() {
    for (String lost : List.of("...", "_", "_ _.", "\u200b")) {
      Ran ran = recognized("--names", "owl, " + lost);
      assertEquals(2, ran.exit(), ran.err());
      assertTrue(ran.err().contains("name 2 of 2: expected a name, found \""), ran.err());
    }
  }

  @Test
  void mistakesOfAFileAreNoneOfTheCommandLine() throws IOException {
    Path twice = Files.writeString(folder.resolve("twice.txt"), "owl\nOwl\n");
    Ran ofNames = recognized("--names-file", twice);
    assertEquals(1, ofNames.exit(), ofNames.err());
    assertTrue(ofNames.err().contains("list of names " + twice), ofNames.err());
    Path file = folder.resolve("listed.vocabulary");
    OpenVocabulary.of(List.of(OpenTag.listed("unicorn", 0.5f))).write(file);
    Ran ofVocabulary =
        ram("recognize", sample("house.png"), "--model", model, "--vocabulary", file);
    assertEquals(1, ofVocabulary.exit(), ofVocabulary.err());
    assertTrue(ofVocabulary.err().contains("vocabulary file " + file), ofVocabulary.err());
  }

  private static void refuses(String message, Object... options) {
    Ran ran = ram(Programs.joined(new Object[] {"recognize", sample("house.png")}, options));
    assertEquals(2, ran.exit(), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
  }

  @Test
  void whatIsMissingIsNamed() {
    refuses("./ram convert ViT-B-16.pt", "--model", model, "--names", "red panda");
    refuses("--only-names: expected --names", "--model", model, "--only-names");
    refuses("--text-encoder: expected --names", "--model", model, "--text-encoder", clip);
    refuses(
        "found a blank as name 2 of 3",
        "--model",
        model,
        "--text-encoder",
        clip,
        "--names",
        "red panda,,owl");
    refuses(
        "expected each new name once, found \"red panda\" and \"Red Panda\"",
        "--model",
        model,
        "--text-encoder",
        clip,
        "--names",
        "red panda, Red Panda");
    refuses(
        "expected at most 75 tokens",
        "--model",
        model,
        "--text-encoder",
        clip,
        "--names",
        "very ".repeat(90) + "long");
  }

  @Test
  void modelsAndEncodersThatDoNotFitAreNamed() throws IOException {
    Ran shipped =
        ram(
            "recognize",
            "--model",
            "clipart",
            sample("house.png"),
            "--text-encoder",
            clip,
            "--names",
            "red panda");
    assertEquals(1, shipped.exit());
    assertTrue(shipped.err().contains("that its own tags are of (none)"), shipped.err());
    Ran tagger =
        ram(
            "recognize",
            sample("house.png"),
            "--model",
            model,
            "--text-encoder",
            model,
            "--names",
            "red panda");
    assertEquals(1, tagger.exit());
    assertTrue(tagger.err().contains("expected text-embedding, found tagging"), tagger.err());
    Path other = folder.resolve("other.vocabulary");
    float[] row = new float[512];
    row[0] = 1;
    OpenVocabulary.of(List.of(OpenTag.of("owl", TagRecipe.TEMPLATES, row, 512)))
        .withTextEncoder("00")
        .write(other);
    Ran foreign =
        ram(
            "recognize",
            sample("house.png"),
            "--model",
            model,
            "--vocabulary",
            other,
            "--text-encoder",
            clip,
            "--names",
            "red panda");
    assertEquals(1, foreign.exit());
    assertTrue(foreign.err().contains("found those of another (00)"), foreign.err());
  }
}
