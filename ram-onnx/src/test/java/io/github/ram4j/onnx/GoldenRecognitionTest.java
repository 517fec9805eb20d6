package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.testkit.ModelSizes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way, from a checkpoint and an image's file to the authors' logits and tags. */
class GoldenRecognitionTest {
  /** Largest difference from the authors' logits that small models may have. */
  private static final float TINY_TOLERANCE = 1e-3f;

  /** The same at the published sizes. */
  private static final float FULL_TOLERANCE = 5e-3f;

  private static final long SEED = 11;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ram-224",
        "ram-384",
        "ram_plus-224",
        "ram_plus-384",
        "tag2text-224",
        "tag2text-384"
      })
  void tinyModels(String name) throws Exception {
    JsonNode golden = GoldenFiles.tiny(name);
    TagVocabulary vocabulary =
        name.startsWith("tag2text")
            ? TagVocabulary.tag2text()
            : TagVocabulary.read(GoldenFiles.file("tiny/" + name + "/tags.tsv"));
    meetsGolden(golden, vocabulary, TINY_TOLERANCE);
  }

  /** Takes 4 GB of disk for a while, and a minute each: asked for by -Dram.full=true. */
  @ParameterizedTest
  @ValueSource(strings = {"ram", "ram_plus", "tag2text"})
  void publishedSizes(String family) throws Exception {
    Assumptions.assumeTrue(
        Boolean.getBoolean("ram.full"), "published sizes take minutes: -Dram.full=true");
    JsonNode golden = GoldenFiles.full(family);
    TagVocabulary vocabulary =
        family.equals("tag2text") ? TagVocabulary.tag2text() : TagVocabulary.ram();
    meetsGolden(golden, vocabulary, FULL_TOLERANCE);
  }

  private void meetsGolden(JsonNode golden, TagVocabulary vocabulary, float tolerance)
      throws Exception {
    ModelSizes sizes = ModelSizes.ofConfig(golden.get("config"));
    Path checkpoint = FormulaCheckpoint.write(folder.resolve("made.safetensors"), sizes, SEED);
    Path bundle = folder.resolve("bundle");
    Converter.convert(
        checkpoint,
        bundle,
        ConvertOptions.defaults().withImageSize(sizes.imageSize()).withVocabulary(vocabulary));
    ModelOptions asTheAuthors =
        GoldenRuntime.model().withImages(ImageOptions.defaults().withExifRotation(false));
    try (Recognizer recognizer = RamModels.open(bundle, asTheAuthors)) {
      assertFalse(golden.get("images").isEmpty());
      for (Map.Entry<String, JsonNode> image : golden.get("images").properties()) {
        Recognition found = recognizer.recognize(GoldenFiles.file("images/" + image.getKey()));
        float[] expected = GoldenFiles.floats(image.getValue().get("logits"));
        assertArrayEquals(expected, RecognizerTest.logits(found), tolerance, image.getKey());
        meetsGoldenTags(image.getValue(), found, image.getKey());
      }
    }
  }

  private static void meetsGoldenTags(JsonNode golden, Recognition found, String source) {
    if (golden.has("tags")) {
      assertEquals(golden.get("tags").asText(), found.english(), source);
      assertEquals(stripped(golden.get("tags_zh").asText()), found.chinese(), source);
    } else {
      // The tags of captions are without the few that disturb sentences.
      String forCaptions =
          found.tagsInVocabularyOrder().stream()
              .map(held -> held.tag())
              .filter(Tag::inCaptions)
              .map(Tag::english)
              .collect(Collectors.joining(" | "));
      assertEquals(golden.get("captions").get(0).get("tags").asText(), forCaptions, source);
    }
  }

  /** Some Chinese names of the published list end in a blank. */
  private static String stripped(String joined) {
    return Arrays.stream(joined.split("\\|", -1))
        .map(String::strip)
        .collect(Collectors.joining(" | "));
  }
}
