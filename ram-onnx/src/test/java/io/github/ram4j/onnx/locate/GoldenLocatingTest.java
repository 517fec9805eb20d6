package io.github.ram4j.onnx.locate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.ImageSource;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.image.batch.DirectBuffer;
import io.github.ram4j.image.batch.ImagePreprocessor;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.locate.Box;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.session.GraphSession;
import io.github.ram4j.testkit.GoldenFiles;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small Grounding DINO meets the authors' answers, and what lies between. */
class GoldenLocatingTest {
  private static final float INNER = 1e-3f;
  private static final float LOGITS = 1e-2f;
  private static final float BOXES = 5e-4f;

  @TempDir static Path folder;
  private static final JsonNode GOLDEN = GoldenFiles.json("locate/grounding-dino-tiny.json.gz");
  private static GroundingModel model;

  @BeforeAll
  static void open() throws Exception {
    Path bundle = folder.resolve("bundle");
    Converter.convert(
        GoldenFiles.requireOutside("locate/grounding_dino/checkpoint.pth", "3.9 MB"),
        bundle,
        ConvertOptions.defaults());
    model = GroundingModel.open(Bundle.read(bundle), RuntimeOptions.defaults());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static CaptionTokens tokens(String prompt) {
    return CaptionTokens.of(
        GoldenFiles.ints(GOLDEN.get("prompts").get(prompt).get("ids")), model.marks(), 256);
  }

  @Test
  void texts() {
    for (Map.Entry<String, JsonNode> prompt : GOLDEN.get("prompts").properties()) {
      CaptionTokens tokens = tokens(prompt.getKey());
      assertArrayEquals(
          GoldenFiles.ints(prompt.getValue().get("positions")), tokens.positions());
      meets(
          prompt.getValue().get("text_features"),
          FloatBuffer.wrap(model.textFeatures(tokens)),
          tokens.size(),
          prompt.getKey());
    }
  }

  @Test
  void images() throws Exception {
    for (Map.Entry<String, JsonNode> picture : GOLDEN.get("pictures").properties()) {
      image(picture.getKey(), picture.getValue());
    }
  }

  private static void image(String name, JsonNode golden) throws Exception {
    Path file = GoldenFiles.file("images/" + name);
    ImagePreprocessor preprocessor =
        new ImagePreprocessor(
            new DecodeOptions(ImageOptions.defaults().withExifRotation(false), 0),
            io.github.ram4j.bundle.ImagePreparation.shortSideCut(800, 1333),
            1);
    ImagePreprocessor.PreparedImage image =
        preprocessor.prepare(ImageSource.of(file), new DirectBuffer(), 4);
    assertEquals(golden.get("resized").get("size").get(0).asInt(), image.fit().width());
    assertEquals(golden.get("resized").get("size").get(1).asInt(), image.fit().height());
    int width = image.fit().inputWidth();
    int height = image.fit().inputHeight();
    ImageGeometry geometry = model.geometry(width, height);
    try (OrtSession.Result features =
        model.imageFeatures(
            image.pixels(),
            width,
            height,
            geometry,
            Set.of(LocatingGraphs.FEATURES, "map.1", "map.2", "map.3"))) {
      for (int i = 0; i < 3; i++) {
        JsonNode map = golden.get("backbone").get(i);
        meets(map, floats(features, "map." + (i + 1)), map.get("shape").get(0).asInt(), name);
      }
      meets(
          golden.get("projected"),
          floats(features, LocatingGraphs.FEATURES),
          geometry.places(),
          name);
      for (Map.Entry<String, JsonNode> each : golden.get("cases").properties()) {
        String at = name + " " + each.getKey();
        CaptionTokens tokens = tokens(each.getKey());
        try (OrtSession.Result fused =
                model.fused(features, geometry, tokens, model.textFeatures(tokens));
            OrtSession.Result decoded = model.decoded(fused, geometry)) {
          meets(
              each.getValue().get("memory"),
              floats(fused, LocatingGraphs.MEMORY),
              geometry.places(),
              at);
          meets(
              each.getValue().get("memory_text"),
              floats(fused, LocatingGraphs.MEMORY_TEXT),
              tokens.size(),
              at);
          long[] chosen = new long[geometry.queries()];
          GraphSession.output(decoded, LocatingGraphs.CHOSEN).getLongBuffer().get(chosen);
          int[] expected = GoldenFiles.ints(each.getValue().get("topk"));
          for (int i = 0; i < chosen.length; i++) {
            assertEquals(expected[i], chosen[i], at);
          }
          RawBoxes raw = model.boxes(decoded, geometry, tokens.size());
          float worst = 0;
          for (int q = 0; q < raw.queries(); q++) {
            float[] logits = GoldenFiles.floats(each.getValue().get("logits").get(q));
            float[] boxes = GoldenFiles.floats(each.getValue().get("boxes").get(q));
            for (int t = 0; t < tokens.size(); t++) {
              worst = Math.max(worst, Math.abs(logits[t] - raw.logits()[q * tokens.size() + t]));
              assertEquals(logits[t], raw.logits()[q * tokens.size() + t], LOGITS, at);
            }
            for (int k = 0; k < 4; k++) {
              assertEquals(boxes[k], raw.boxes()[4 * q + k], BOXES, at);
            }
          }
          System.out.println(at + ": logits within " + worst);
        }
      }
    }
  }

  private static FloatBuffer floats(OrtSession.Result result, String output) {
    OnnxTensor tensor = GraphSession.output(result, output);
    return tensor.getFloatBuffer();
  }

  /** Compares the summary of rows. */
  private static void meets(JsonNode golden, FloatBuffer found, int rows, String at) {
    int width = golden.get("shape").get(1).asInt();
    assertEquals(golden.get("shape").get(0).asInt(), rows, at);
    for (int row = 0; row < golden.get("first").size(); row++) {
      row(golden.get("first").get(row), found, row * width, at);
    }
    row(golden.get("last"), found, (rows - 1) * width, at);
    double sum = 0;
    double absolute = 0;
    for (int i = 0; i < rows * width; i++) {
      sum += found.get(i);
      absolute += Math.abs(found.get(i));
    }
    assertEquals(golden.get("mean").asDouble(), sum / rows / width, INNER, at);
    assertEquals(golden.get("mean_abs").asDouble(), absolute / rows / width, INNER, at);
  }

  private static void row(JsonNode golden, FloatBuffer found, int from, String at) {
    for (int i = 0; i < golden.size(); i++) {
      assertEquals(golden.get(i).asDouble(), found.get(from + i), INNER, at);
    }
  }
}
