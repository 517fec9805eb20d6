package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The converted golden models give the golden logits. */
class GoldenModelsTest {
  /** Largest difference from the authors' values in fp32. */
  private static final float TOLERANCE = 1e-3f;

  private static final long SEED = 11;
  private static final String OLD_NAMES = "-old-names";
  private static final String OUTSIDE = " as the authors' code saved it";

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
  void checkpointsByFormula(String name) throws Exception {
    JsonNode golden = GoldenFiles.tiny(name);
    ModelSizes sizes = ModelSizes.ofConfig(golden.get("config"));
    Path file = FormulaCheckpoint.write(folder.resolve("made.safetensors"), sizes, SEED);
    meetsGoldenValues(golden, name, file, options(golden));
  }

  /**
   * Files as they are published, with text parts, tables beside the weights, and optimizer state,
   * or with the names and without the tables of older ones. Those that the authors' code saved are
   * too large for the repository, and are converted too where they are there.
   */
  static Stream<String> publishedFiles() {
    Stream<String> names =
        Stream.of(
            "ram-384",
            "ram_plus-224",
            "tag2text-224",
            "ram-384" + OLD_NAMES,
            "tag2text-224" + OLD_NAMES);
    return names.flatMap(
        name ->
            GoldenFiles.outside("tiny/" + name + "/checkpoint.pth").isPresent()
                ? Stream.of(name, name + OUTSIDE)
                : Stream.of(name));
  }

  @ParameterizedTest
  @MethodSource("publishedFiles")
  void publishedFiles(String file) throws Exception {
    String stored = file.replace(OUTSIDE, "");
    String name = stored.replace(OLD_NAMES, "");
    JsonNode golden = GoldenFiles.tiny(name);
    Path checkpoint;
    if (file.endsWith(OUTSIDE)) {
      checkpoint = GoldenFiles.outside("tiny/" + stored + "/checkpoint.pth").orElseThrow();
    } else {
      ModelSizes sizes =
          name.startsWith("tag2text")
              ? ModelSizes.ofConfigWithText(golden.get("config"))
              : ModelSizes.ofConfig(golden.get("config"));
      Path formula = FormulaCheckpoint.write(folder.resolve("made.safetensors"), sizes, SEED);
      checkpoint = folder.resolve("made.pth");
      PublishedFile.write(checkpoint, formula, sizes, file.endsWith(OLD_NAMES));
    }
    ConvertOptions options = options(golden);
    if (!file.contains(OLD_NAMES)) {
      // The table of the mask says it.
      options = ConvertOptions.defaults();
    }
    meetsGoldenValues(golden, name, checkpoint, options);
  }

  private static ConvertOptions options(JsonNode golden) {
    return ConvertOptions.defaults()
        .withImageSize(golden.get("config").get("image_size").asInt())
        .withWindow(golden.get("config").get("window").asInt());
  }

  private static TagVocabulary vocabulary(String name) throws IOException {
    return name.startsWith("tag2text")
        ? TagVocabulary.tag2text()
        : TagVocabulary.read(GoldenFiles.file("tiny/" + name + "/tags.tsv"));
  }

  private void meetsGoldenValues(
      JsonNode golden, String name, Path checkpoint, ConvertOptions options) throws Exception {
    int size = golden.get("config").get("image_size").asInt();
    Path bundle = folder.resolve("bundle");
    Converter.convert(checkpoint, bundle, options.withVocabulary(vocabulary(name)));
    assertEquals(7, golden.get("images").size());
    try (OrtRunner runner = new OrtRunner(bundle)) {
      for (Map.Entry<String, JsonNode> image : golden.get("images").properties()) {
        float[] pixels = pixels(image.getKey(), size);
        JsonNode expected = image.getValue();
        assertArrayEquals(
            GoldenFiles.floats(expected.get("logits")),
            runner.logits(pixels, 1, size),
            TOLERANCE,
            image.getKey());
        if (expected.has("image_row")) {
          float[] row = GoldenFiles.floats(expected.get("image_row"));
          float[] rows = runner.rows(pixels, 1, size);
          assertArrayEquals(row, Arrays.copyOf(rows, row.length), TOLERANCE, image.getKey());
        }
      }
    }
  }

  /** What a model of that size sees of a golden image. */
  private static float[] pixels(String source, int size) throws IOException {
    return OrtRunner.pixels(GoldenFiles.file("images/expected/%s.%d.png".formatted(source, size)));
  }
}
