package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.testkit.ModelSizes;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The converted golden models give the golden logits. */
class GoldenModelsTest {
  /** What golden/README.md asks of fp32. */
  private static final float TOLERANCE = 1e-3f;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ram-384", "ram_plus-224", "tag2text-224", "tag2text-224-old-names"})
  void storedCheckpoint(String name) throws Exception {
    Path checkpoint = GoldenFiles.require("tiny/" + name + "/checkpoint.pth");
    meetsGoldenLogits(checkpoint, name.replace("-old-names", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram-224", "ram_plus-384", "tag2text-384"})
  void checkpointByFormula(String name) throws Exception {
    JsonNode golden = GoldenFiles.json("tiny/" + name + "/expected.json");
    ModelSizes sizes = ModelSizes.ofConfig(golden.get("config"));
    Path file = FormulaCheckpoint.write(folder.resolve(name + ".safetensors"), sizes, 11);
    meetsGoldenLogits(file, name);
  }

  @Test
  void formulaIsTheReference() throws Exception {
    JsonNode golden = GoldenFiles.json("tiny/ram-384/expected.json");
    ModelSizes sizes = ModelSizes.ofConfig(golden.get("config"));
    Path file = FormulaCheckpoint.write(folder.resolve("ram.safetensors"), sizes, 11);
    meetsGoldenLogits(file, "ram-384");
  }

  private void meetsGoldenLogits(Path checkpoint, String name) throws Exception {
    JsonNode golden = GoldenFiles.json("tiny/" + name + "/expected.json");
    int size = golden.get("config").get("image_size").asInt();
    ConvertOptions options =
        ConvertOptions.defaults().withWindow(golden.get("config").get("window").asInt());
    if (!name.startsWith("tag2text")) {
      Path tags = GoldenFiles.require("tiny/" + name + "/tags.tsv");
      options = options.withVocabulary(TagVocabulary.read(tags));
    }
    Path bundle = folder.resolve("bundle-" + name);
    Converter.convert(checkpoint, bundle, options);
    try (OrtRunner runner = new OrtRunner(bundle)) {
      for (Map.Entry<String, JsonNode> image : golden.get("images").properties()) {
        Path resized =
            GoldenFiles.require("images/expected/" + image.getKey() + "." + size + ".png");
        float[] found = runner.logits(OrtRunner.pixels(resized), 1, size);
        float[] expected = GoldenFiles.floats(image.getValue().get("logits"));
        assertArrayEquals(expected, found, TOLERANCE, name + " " + image.getKey());
      }
    }
  }
}
