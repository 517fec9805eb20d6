package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.testkit.FormulaClip;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and descriptions become the rows that the authors' code makes of them. */
class GoldenEmbeddingsTest {
  private static final float TINY_TOLERANCE = 1e-5f;
  private static final float FULL_TOLERANCE = 1e-4f;
  private static final long SEED = 11;

  @TempDir Path folder;

  @Test
  void tinyModel() throws IOException {
    Path bundle = TinyClip.bundle(folder, TinyClip.A, ConvertOptions.defaults());
    try (TextEncoder encoder = RamModels.openTextEncoder(bundle)) {
      names(encoder, "openset/tiny-ram/expected.json.gz", TINY_TOLERANCE);
      descriptions(encoder, "openset/tiny-ram_plus/expected.json.gz", TINY_TOLERANCE);
    }
  }

  /** Takes half a gigabyte of disk for a while, and half a minute: asked for by -Dram.full=true. */
  @Test
  void publishedSize() throws IOException {
    Assumptions.assumeTrue(
        Boolean.getBoolean("ram.full"), "published sizes take minutes: -Dram.full=true");
    Path checkpoint = FormulaClip.writePublished(folder.resolve("clip.safetensors"), SEED);
    Path bundle = folder.resolve("published");
    Converter.convert(checkpoint, bundle, ConvertOptions.defaults());
    Files.delete(checkpoint);
    try (TextEncoder encoder = RamModels.openTextEncoder(bundle)) {
      names(encoder, "openset/full/ram.json.gz", FULL_TOLERANCE);
      descriptions(encoder, "openset/full/ram_plus.json.gz", FULL_TOLERANCE);
    }
  }

  /** Articles, capitals, dots, slashes and references in names: another prompt is another row. */
  private static void names(TextEncoder encoder, String expected, float tolerance) {
    JsonNode golden = GoldenFiles.json(expected);
    List<String> names = new ArrayList<>();
    golden.get("names").forEach(name -> names.add(name.asText()));
    assertEquals(20, names.size());
    OpenVocabulary made = OpenVocabulary.ofNames(encoder, names);
    assertEquals(encoder.digest(), made.textEncoder().orElseThrow());
    for (int i = 0; i < names.size(); i++) {
      OpenTag tag = made.tags().get(i);
      assertEquals(names.get(i), tag.name());
      assertEquals(TagRecipe.TEMPLATES, tag.recipe());
      float[] row = GoldenFiles.floats(golden.get("name_embeddings").get(i));
      assertArrayEquals(row, row(tag, 0), tolerance, tag.name());
    }
  }

  private static void descriptions(TextEncoder encoder, String expected, float tolerance) {
    JsonNode golden = GoldenFiles.json(expected);
    Map<String, List<String>> all = descriptions();
    Map<String, List<String>> described = new LinkedHashMap<>();
    golden
        .get("described_names")
        .forEach(name -> described.put(name.asText(), all.get(name.asText())));
    assertTrue(described.size() >= 6);
    OpenVocabulary made = OpenVocabulary.ofDescriptions(encoder, described);
    int[] compared = GoldenFiles.ints(golden.get("description_rows"));
    for (int i = 0; i < described.size(); i++) {
      OpenTag tag = made.tags().get(i);
      assertEquals(golden.get("described_names").get(i).asText(), tag.name());
      assertEquals(51, tag.rowCount());
      for (int row = 0; row < compared.length; row++) {
        assertArrayEquals(
            GoldenFiles.floats(golden.get("description_embeddings").get(i).get(row)),
            row(tag, compared[row]),
            tolerance,
            "%s, description %d".formatted(tag.name(), compared[row]));
      }
    }
  }

  private static Map<String, List<String>> descriptions() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (JsonNode tag : GoldenFiles.json("openset/descriptions.json.gz")) {
      for (Map.Entry<String, JsonNode> entry : tag.properties()) {
        List<String> sentences = new ArrayList<>();
        entry.getValue().forEach(sentence -> sentences.add(sentence.asText()));
        all.put(entry.getKey(), sentences);
      }
    }
    return all;
  }

  private static float[] row(OpenTag tag, int index) {
    float[] row = new float[tag.width()];
    tag.rows().position(index * row.length).get(row);
    return row;
  }
}
