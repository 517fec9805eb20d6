package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
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
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ram vocabulary} with a small CLIP and a small RAM. */
class VocabularyTest {
  @TempDir static Path folder;

  private static Path clip;
  private static Path otherClip;

  @BeforeAll
  static void convert() throws IOException {
    clip = converted("openset/clip-a/ViT-tiny.pt.gz", "clip-a");
    otherClip = converted("openset/clip-b/open_clip.safetensors.gz", "clip-b");
  }

  private static Path converted(String golden, String name) throws IOException {
    Path bundle = folder.resolve(name);
    Ran ran = ram("convert", unpacked(golden), "--out", bundle);
    assertEquals(0, ran.exit(), ran.err());
    return bundle;
  }

  private static Path unpacked(String golden) throws IOException {
    Path packed = GoldenFiles.file(golden);
    Path plain = folder.resolve(packed.getFileName().toString().replace(".gz", ""));
    if (!Files.exists(plain)) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
        Files.copy(in, plain);
      }
    }
    return plain;
  }

  private static Ran make(Path out, Object... more) {
    return ram(
        Programs.joined(
            new Object[] {"vocabulary", "make", "--out", out, "--text-encoder", clip}, more));
  }

  private static Path fresh(String name) throws IOException {
    return Files.createTempDirectory(folder, "out").resolve(name);
  }

  private static List<String> names(OpenVocabulary tags) {
    return tags.tags().stream().map(OpenTag::name).toList();
  }

  @Test
  void namesMeetTheGoldenRows() throws IOException {
    JsonNode golden = GoldenFiles.json("openset/tiny-ram/expected.json.gz");
    StringBuilder lines = new StringBuilder("\uFEFF");
    golden.get("names").forEach(name -> lines.append(name.asText()).append("\r\n\n"));
    Path file = Files.writeString(fresh("names.txt"), lines);
    Path out = fresh("names.zip");
    Ran ran = make(out, "--names-file", file);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(out.toString(), ran.outLines().get(0));
    assertTrue(ran.out().contains("by templates  20, 20 rows of width 512"), ran.out());
    assertTrue(ran.err().contains("'ram vocabulary calibrate' chooses better"), ran.err());
    OpenVocabulary tags = OpenVocabulary.read(out);
    assertEquals(golden.get("names").size(), tags.tags().size());
    for (int i = 0; i < tags.tags().size(); i++) {
      assertEquals(golden.get("names").get(i).asText(), tags.tags().get(i).name());
      float[] row = GoldenFiles.floats(golden.get("name_embeddings").get(i));
      FloatBuffer found = tags.tags().get(i).rows();
      for (int j = 0; j < row.length; j++) {
        assertEquals(row[j], found.get(j), 1e-5);
      }
    }
  }

  @Test
  void keywordsKeepTheirPlacesAndSynonyms() throws IOException {
    Path list =
        Files.writeString(
            fresh("keywords.txt"), "[Nature]\n\tred panda\n\t\t{lesser panda}\nfern\n");
    Path out = fresh("keywords.zip");
    assertEquals(0, make(out, "--keywords", list).exit());
    Ran shown = ram("vocabulary", "inspect", out);
    assertEquals(0, shown.exit(), shown.err());
    assertTrue(
        shown.out().contains("  Nature|red panda  templates  1 row  > 0.5  lesser panda\n"),
        shown.out());
    JsonNode json = ram("vocabulary", "inspect", "--json", out).json().get(0);
    assertEquals("red panda", json.get("tags").get(0).get("name").asText());
    assertEquals("Nature", json.get("tags").get(0).get("path").get(0).asText());
    assertEquals(512, json.get("tags").get(1).get("width").asInt());
    assertEquals(64, json.get("text_encoder").asText().length());
    assertFalse(json.has("image_encoder"));
  }

  @Test
  void descriptionsHaveARowEachUnlessTheModelIsARam() throws IOException {
    Path file =
        Files.writeString(
            fresh("descriptions.json"),
            "[{\"red panda\": [\"a rusty bear\", \"a ringed tail\"]}, {\"fern\": [\"green\"]}]");
    Path out = fresh("descriptions.zip");
    assertEquals(0, make(out, "--descriptions", file).exit());
    assertEquals(
        List.of(2, 1), OpenVocabulary.read(out).tags().stream().map(OpenTag::rowCount).toList());
    Ran ram = make(fresh("ram.zip"), "--descriptions", file, "--model", tinyRam());
    assertEquals(0, ram.exit(), ram.err());
    assertTrue(ram.err().contains("the descriptions are not used"), ram.err());
    assertTrue(ram.out().contains("by templates  2, 2 rows"), ram.out());
  }

  private static Path tinyRam() throws IOException {
    Path bundle = folder.resolve("ram");
    if (!Files.exists(bundle)) {
      JsonNode config = GoldenFiles.json("openset/tiny-ram/expected.json.gz").get("config");
      Ran ran =
          ram(
              "convert",
              unpacked("openset/tiny-ram/checkpoint.pth.gz"),
              "--out",
              bundle,
              "--image-size",
              "384",
              "--window",
              config.get("window").asInt(),
              "--tags-file",
              GoldenFiles.file("openset/tiny-ram/tags.tsv"));
      assertEquals(0, ran.exit(), ran.err());
    }
    return bundle;
  }

  @Test
  void aModelThatTakesNoNewTagsIsRefused() throws IOException {
    Path out = fresh("names.zip");
    Ran ran = make(out, "--names", "fern", "--model", TinyCaptions.bundleOfTags(folder));
    assertEquals(1, ran.exit());
    assertFalse(Files.exists(out));
    assertTrue(ran.err().startsWith("ram: model "), ran.err());
  }

  @Test
  void filesAreMerged() throws IOException {
    Path one = fresh("one.zip");
    Path two = fresh("two.zip");
    Path all = fresh("all.zip");
    assertEquals(0, make(one, "--names", "fern, moss").exit());
    assertEquals(0, make(two, "--names", "red panda").exit());
    assertEquals(0, ram("vocabulary", "merge", one, two, "--out", all).exit());
    OpenVocabulary merged = OpenVocabulary.read(all);
    assertEquals(List.of("fern", "moss", "red panda"), names(merged));
    assertTrue(merged.tags().stream().allMatch(tag -> tag.recipe() == TagRecipe.TEMPLATES));
    assertEquals(OpenVocabulary.read(one).textEncoder(), merged.textEncoder());
    Ran twice = ram("vocabulary", "merge", one, one, "--out", fresh("twice.zip"));
    assertEquals(1, twice.exit());
    assertEquals(
        "ram: vocabulary file %s, after those before it: open vocabulary: expected each new name once, found \"fern\" and \"fern\"\n"
            .formatted(one),
        twice.err());
    Path other = fresh("other.zip");
    assertEquals(
        0,
        ram("vocabulary", "make", "--names", "lichen", "--out", other, "--text-encoder", otherClip)
            .exit());
    Ran mixed = ram("vocabulary", "merge", one, other, "--out", fresh("mixed.zip"));
    assertEquals(1, mixed.exit());
    assertTrue(mixed.err().contains("expected"), mixed.err());
    assertEquals(2, ram("vocabulary", "merge", one, two, "--out", one, "--replace").exit());
  }

  @Test
  void wrongCommandLinesAndFilesAreToldApart() throws IOException {
    Path out = fresh("out.zip");
    assertEquals(2, make(out).exit(), "no names");
    assertEquals(2, make(out, "--names", "a", "--names-file", "b").exit(), "two sources");
    Ran blank = make(out, "--names", "a,,b");
    assertEquals(2, blank.exit());
    assertTrue(blank.err().contains("--names: expected names separated by commas"), blank.err());
    assertEquals(2, make(out, "--names", "a,A").exit());
    Path names = Files.writeString(fresh("names.txt"), "a\nA\n");
    Ran file = make(out, "--names-file", names);
    assertEquals(1, file.exit());
    assertTrue(
        file.err().startsWith("ram: " + names + ": open vocabulary: expected each new name once"),
        file.err());
    assertEquals(1, make(out, "--names-file", fresh("none.txt")).exit());
    assertEquals(2, ram("vocabulary").exit());
    Path text = Files.writeString(fresh("text.zip"), "no vocabulary");
    Ran inspected = ram("vocabulary", "inspect", text);
    assertEquals(1, inspected.exit());
    assertTrue(inspected.err().contains("found no zip archive"), inspected.err());
    assertEquals(2, make(text, "--names", "a").exit(), "a file of something else");
    assertFalse(Files.exists(out));
  }
}
