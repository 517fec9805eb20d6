package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints as trainings leave them: in pieces, in several versions, or spoilt. */
class CheckpointKindsTest {
  private static final ModelSizes SIZES = ModelSizes.tiny("ram", 64, 4, 6);
  private static final ConvertOptions OPTIONS =
      ConvertOptions.defaults()
          .withImageSize(64)
          .withVocabulary(
              TagVocabulary.ram().subset(List.of("cat", "dog", "tree", "car", "house", "sky")));

  @TempDir Path folder;

  private Path checkpoint() throws IOException {
    return FormulaCheckpoint.write(folder.resolve("ram.safetensors"), SIZES, 5);
  }

  /** Puts a number in a tensor's place; gives the file. */
  private Path spoilt(String tensor, int element, float value) throws IOException {
    byte[] file = Files.readAllBytes(checkpoint());
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) bytes.getLong(0);
    String json = new String(file, 8, header, StandardCharsets.UTF_8);
    int entry = json.indexOf("\"" + tensor + "\"");
    assertTrue(entry >= 0, "no tensor " + tensor);
    int offsets = json.indexOf("data_offsets\":[", entry) + "data_offsets\":[".length();
    int start = Integer.parseInt(json.substring(offsets, json.indexOf(',', offsets)));
    bytes.putFloat(8 + header + start + element * Float.BYTES, value);
    return Files.write(folder.resolve("spoilt.safetensors"), file);
  }

  @ParameterizedTest
  @CsvSource({
    "visual_encoder.patch_embed.proj.bias, 3, NaN, [3]",
    "visual_encoder.norm.weight, 0, Infinity, [0]",
    "tagging_head.encoder.layer.1.output.dense.weight, 70, -Infinity, '[1, 6]'",
    "label_embed, 5, NaN, '[0, 5]'",
    "fc.weight, 1, NaN, '[0, 1]'"
  })
  void weightsThatAreNoNumbersAreRefused(String tensor, int element, float value, String place)
      throws IOException {
    Path file = spoilt(tensor, element, value);
    for (Precision precision : Precision.values()) {
      ModelException e =
          assertThrows(
              ModelException.class,
              () ->
                  Converter.convert(
                      file, folder.resolve("bundle"), OPTIONS.withPrecision(precision)));
      assertTrue(e.getMessage().startsWith(file + ": tensor \"" + tensor), e.getMessage());
      assertTrue(
          e.getMessage()
              .contains("expected finite numbers, found %s at %s".formatted(value, place)),
          e.getMessage());
      assertFalse(Files.exists(folder.resolve("bundle")), "a bundle of spoilt weights");
    }
  }

  @Test
  void aTensorThatIsNotNeededMayBeAnything() throws IOException {
    Map<String, long[]> parameters = new HashMap<>(SIZES.parameters());
    parameters.put("loss.weight", new long[] {2});
    FormulaCheckpoint.write(folder.resolve("ram.safetensors"), parameters, 5);
    ConvertReport report =
        Converter.convert(folder.resolve("ram.safetensors"), folder.resolve("bundle"), OPTIONS);
    assertTrue(report.ignored().toString().contains("loss"), report.ignored().toString());
  }

  @Test
  void twoModelsInOneFileAreToldApart() throws IOException {
    Map<String, long[]> both = new HashMap<>();
    SIZES
        .parameters()
        .forEach(
            (name, shape) -> {
              both.put("ema." + name, shape);
              both.put("model." + name, shape);
            });
    Path file = FormulaCheckpoint.write(folder.resolve("both.safetensors"), both, 5);
    ConvertReport trained = Converter.convert(file, folder.resolve("trained"), OPTIONS);
    String said = "The weights are those under \"model\"; the file also has \"ema\"";
    assertTrue(trained.assumed().get(0).startsWith(said), trained.assumed().toString());
    assertTrue(trained.manifest().notes().get(0).startsWith(said));
    assertTrue(Converter.inspect(file, OPTIONS).assumed().get(0).startsWith(said));
    ConvertReport average =
        Converter.convert(file, folder.resolve("average"), OPTIONS.withWeights("ema"));
    assertTrue(average.assumed().get(0).contains("under \"ema\""), average.assumed().toString());
    String head = "tagging_head.onnx";
    assertTrue(
        Files.mismatch(
                folder.resolve("trained").resolve(head), folder.resolve("average").resolve(head))
            >= 0,
        "the same weights of two models");
  }

  @Test
  void shardsGiveTheBundleOfTheWholeFile() throws IOException {
    Path whole = checkpoint();
    Path shards = Files.createDirectory(folder.resolve("shards"));
    Map<String, long[]> first = new HashMap<>();
    Map<String, long[]> second = new HashMap<>();
    StringBuilder map = new StringBuilder();
    SIZES
        .parameters()
        .forEach(
            (name, shape) -> {
              boolean early = first.size() <= second.size();
              (early ? first : second).put(name, shape);
              map.append(map.isEmpty() ? "" : ",")
                  .append(
                      "\"%s\":\"model-0000%d-of-00002.safetensors\""
                          .formatted(name, early ? 1 : 2));
            });
    Files.writeString(
        shards.resolve("model.safetensors.index.json"), "{\"weight_map\":{" + map + "}}");
    Path one = shards.resolve("model-00001-of-00002.safetensors");
    FormulaCheckpoint.write(one, first, 5);
    FormulaCheckpoint.write(shards.resolve("model-00002-of-00002.safetensors"), second, 5);
    ConvertReport report = Converter.convert(shards, folder.resolve("sharded"), OPTIONS);
    ConvertReport expected = Converter.convert(whole, folder.resolve("whole"), OPTIONS);
    assertEquals(expected.manifest().files(), report.manifest().files());
    assertEquals("shards", report.manifest().source().get("name"));
    ModelException e =
        assertThrows(
            ModelException.class, () -> Converter.convert(one, folder.resolve("part"), OPTIONS));
    assertTrue(e.getMessage().contains("one of the files of a model in several"), e.getMessage());
  }
}
