package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.bundle.TextEmbeddingGraphs;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.session.GraphSession;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.text.BytePairs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CLIP's text half in its published forms gives OpenAI's features. */
class ClipTextTest {
  private static final float TOLERANCE = 1e-5f;
  private static final float LENGTH_TOLERANCE = 1e-4f;

  /** The one text here whose repair the tokenizer leaves out. */
  private static final String MOJIBAKE = "\u00C3\u00BCber";

  private static final String CLIP_B = "openset/clip-b/expected.json.gz";

  private static final String WHY = "forms of the weights that the repository has already";

  @TempDir Path folder;

  @Test
  void openAisArchiveGivesTheFeatures() throws Exception {
    ConvertReport report =
        meetsGoldenValues(
            GoldenFiles.file("openset/clip-a/ViT-tiny.pt.gz"),
            "openset/clip-a/expected.json.gz",
            ConvertOptions.defaults());
    assertEquals(
        List.of(
            "context_length (1 tensors)",
            "input_resolution (1 tensors)",
            "logit_scale (1 tensors)",
            "visual (19 tensors)", // and conv1.weight, whose patches are checked
            "vocab_size (1 tensors)"),
        report.ignored());
  }

  @ParameterizedTest
  @ValueSource(strings = {"open_clip.safetensors", "hf-bin/pytorch_model.bin"})
  void publishedFormsGiveTheFeatures(String form) throws Exception {
    meetsGoldenValues(
        GoldenFiles.file("openset/clip-b/" + form + ".gz"), CLIP_B, ConvertOptions.defaults());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state_dict.pt",
        "hf/model.safetensors",
        "open_clip_custom.pt",
        "open_clip_training.pt"
      })
  void otherFormsGiveTheFeatures(String form) throws Exception {
    meetsGoldenValues(
        GoldenFiles.requireOutside("openset/clip-b/" + form + ".gz", WHY),
        CLIP_B,
        ConvertOptions.defaults());
  }

  @Test
  void portableGraphsGiveTheFeatures() throws Exception {
    meetsGoldenValues(
        GoldenFiles.file("openset/clip-b/open_clip.safetensors.gz"),
        CLIP_B,
        ConvertOptions.defaults().withTarget(BundleTarget.PORTABLE));
  }

  @Test
  void otherModelsOfClipAreRefused() throws IOException {
    refused(768, Map.of(), "768", "512", "ViT-B/16");
    long[] projection = {8, 512};
    refused(
        512,
        Map.of("visual.conv1.weight", new long[] {768, 3, 32, 32}, "visual.proj", projection),
        "visual.conv1.weight",
        "found 32 × 32");
    refused(512, Map.of("visual.conv1.weight", new long[] {8, 3, 3, 3}), "ResNet", "ViT-B/16");
    refused(512, Map.of(), "token embedding: expected 49408 rows", "found 4");
  }

  private void refused(int embedding, Map<String, long[]> pictureSide, String... phrases)
      throws IOException {
    Map<String, long[]> parameters = new LinkedHashMap<>(pictureSide);
    parameters.put("token_embedding.weight", new long[] {4, 64});
    parameters.put("positional_embedding", new long[] {77, 64});
    parameters.put("text_projection", new long[] {64, embedding});
    parameters.put("transformer.resblocks.0.ln_1.weight", new long[] {64});
    Path file = FormulaCheckpoint.write(folder.resolve("other.safetensors"), parameters, 3);
    ModelException e =
        assertThrows(
            ModelException.class,
            () -> Converter.convert(file, folder.resolve("no"), ConvertOptions.defaults()));
    for (String phrase : phrases) {
      assertTrue(e.getMessage().contains(phrase), e::getMessage);
    }
    Files.delete(file);
  }

  private ConvertReport meetsGoldenValues(Path packed, String golden, ConvertOptions options)
      throws Exception {
    Path bundle = folder.resolve("bundle");
    ConvertReport report = Converter.convert(unpack(packed), bundle, options);
    assertEquals(TextEmbeddingGraphs.CLIP_TEXT, report.manifest().family());
    assertEquals(Set.of(ModelTask.TEXT_EMBEDDING), report.manifest().tasks());
    BytePairs pairs;
    try (InputStream in = Files.newInputStream(bundle.resolve("merges.txt"))) {
      pairs = BytePairs.read(in, "merges.txt");
    }
    JsonNode texts = GoldenFiles.json(golden).get("texts");
    assertEquals(30, texts.size());
    Path graph = bundle.resolve("text_encoder.onnx");
    try (GraphSession session = GraphSession.open("clip", graph, RuntimeOptions.defaults())) {
      long[][] ids = new long[texts.size()][];
      for (int i = 0; i < ids.length; i++) {
        int[] made = GoldenFiles.ints(texts.get(i).get("ids"));
        if (!texts.get(i).get("text").asText().equals(MOJIBAKE)) {
          assertArrayEquals(made, pairs.encodeCut(texts.get(i).get("text").asText(), 77));
        }
        ids[i] = Arrays.stream(made).asLongStream().toArray();
      }
      float[] rows = run(session, ids);
      for (int i = 0; i < ids.length; i++) {
        compare(texts.get(i), Arrays.copyOfRange(rows, 512 * i, 512 * (i + 1)));
      }
    }
    return report;
  }

  /** Each text is a piece of its own, its tokens a chain. */
  static float[] run(GraphSession session, long[][] ids) {
    int longest = Arrays.stream(ids).mapToInt(row -> row.length).max().orElseThrow();
    LongBuffer tokens = LongBuffer.allocate(ids.length * longest);
    LongBuffer positions = LongBuffer.allocate(ids.length * longest);
    LongBuffer seen = LongBuffer.allocate(ids.length * longest);
    FloatBuffer bias = FloatBuffer.allocate(ids.length * longest * longest);
    LongBuffer ends = LongBuffer.allocate(ids.length);
    for (int i = 0; i < ids.length; i++) {
      tokens.put(i * longest, ids[i]);
      int end = 0;
      while (ids[i][end] != 49_407) {
        end++;
      }
      ends.put(i * longest + end);
      for (int row = 0; row < longest; row++) {
        positions.put(row);
        seen.put(i * longest + row);
        for (int column = 0; column < longest; column++) {
          bias.put(column <= row ? 0 : -1e9f);
        }
      }
    }
    try (OnnxTensor first = session.tensor(tokens, ids.length, longest);
        OnnxTensor second = session.tensor(positions.flip(), ids.length, longest);
        OnnxTensor third = session.tensor(seen.flip(), ids.length, longest);
        OnnxTensor fourth = session.tensor(bias.flip(), ids.length, 1, longest, longest);
        OnnxTensor fifth = session.tensor(ends.flip(), ids.length);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "ids", first,
                    "positions", second,
                    "seen", third,
                    "attention_bias", fourth,
                    "ends", fifth))) {
      return session.floats(result, "embeddings", ids.length, 512);
    }
  }

  private static void compare(JsonNode golden, float[] row) {
    double squares = 0;
    for (float value : row) {
      squares += value * value;
    }
    float length = (float) Math.sqrt(squares);
    float expected = (float) golden.get("length").asDouble();
    assertEquals(expected, length, LENGTH_TOLERANCE * expected, golden::toString);
    for (int i = 0; i < row.length; i++) {
      row[i] /= length;
    }
    assertArrayEquals(
        GoldenFiles.floats(golden.get("feature")), row, TOLERANCE, golden.get("text")::toString);
  }

  private Path unpack(Path packed) throws IOException {
    Path file = folder.resolve(packed.getFileName().toString().replace(".gz", ""));
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      Files.copy(in, file);
    }
    return file;
  }
}
