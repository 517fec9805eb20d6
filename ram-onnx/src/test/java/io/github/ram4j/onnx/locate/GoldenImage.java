package io.github.ram4j.onnx.locate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.ImageSource;
import io.github.ram4j.bundle.ImageInterpolation;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.image.batch.DirectBuffer;
import io.github.ram4j.image.batch.ImagePreprocessor;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.ImageFit;
import io.github.ram4j.runtime.session.GraphSession;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An image that goes through a model's graphs, and is compared with golden values on the way. */
final class GoldenImage {
  /** Largest difference of inner values of the small model. */
  static final float INNER = 1e-3f;

  private static final float LOGITS = 1e-2f;
  private static final float BOXES = 5e-4f;
  private static final float PUBLISHED_LOGITS = 5e-2f;
  private static final float PUBLISHED_BOXES = 5e-3f;
  private static final int MOST_OTHER_PLACES = 4;
  private static final double SHARE_WITH_PARTNER = 0.98;
  private static final ImagePreparation PREPARATION = ImagePreparation.shortSideCut(800, 1333);
  private static final DecodeOptions AS_THE_AUTHORS =
      new DecodeOptions(ImageOptions.defaults().withExifRotation(false), 0);

  private final GroundingModel model;
  private final String name;
  private final float tolerance;
  private ImagePreparation preparation = PREPARATION;
  private double logitScale = 1;
  private double logitBias;

  GoldenImage(GroundingModel model, String name, float tolerance) {
    this.model = model;
    this.name = name;
    this.tolerance = tolerance;
  }

  /** Prepares the image by other lengths than the published ones. */
  GoldenImage withShortSide(int size, int longest) {
    preparation = ImagePreparation.shortSideCut(size, longest);
    return this;
  }

  /** Expects logits that are multiplied and moved. */
  GoldenImage withLogits(double scale, double bias) {
    logitScale = scale;
    logitBias = bias;
    return this;
  }

  /** The tokens of a golden caption, which the tokenizer must give, too. */
  static CaptionTokens tokens(GroundingModel model, JsonNode golden) {
    int[] ids = GoldenFiles.ints(golden.get("ids"));
    List<Integer> encoded = new ArrayList<>(List.of(model.marks().first()));
    for (int id : model.pieces().encode(golden.get("caption").asText())) {
      encoded.add(id);
    }
    encoded.add(model.marks().last());
    assertEquals(encoded, Arrays.stream(ids).boxed().toList());
    return CaptionTokens.of(ids, model.marks(), model.sizes().textTokens());
  }

  private interface InImage {
    void run(OrtSession.Result features, ImageGeometry geometry);
  }

  private void inImage(InImage work) throws IOException {
    ImagePreprocessor preprocessor = new ImagePreprocessor(AS_THE_AUTHORS, preparation, 1);
    ImagePreprocessor.PreparedImage image =
        preprocessor.prepare(
            ImageSource.of(GoldenFiles.file("images/" + name)), new DirectBuffer(), 4);
    int width = image.fit().inputWidth();
    int height = image.fit().inputHeight();
    ImageGeometry geometry = model.geometry(width, height);
    Set<String> wanted = new HashSet<>(Set.of(LocatingGraphs.FEATURES));
    for (int stage = 1; stage < 4; stage++) {
      wanted.add(LocatingGraphs.MAP + stage);
    }
    try (OrtSession.Result features =
        model.imageFeatures(image.pixels(), width, height, geometry, wanted)) {
      work.run(features, geometry);
    }
  }

  /** Compares all of it with the small model's values. */
  void meets(JsonNode golden, JsonNode prompts) throws IOException {
    resizedMeets(golden.get("resized"));
    inImage(
        (features, geometry) -> {
          backboneMeets(golden, features, geometry);
          for (Map.Entry<String, JsonNode> each : golden.get("cases").properties()) {
            CaptionTokens tokens = tokens(model, prompts.get(each.getKey()));
            try (OrtSession.Result fused =
                    model.fused(features, geometry, tokens, model.textFeatures(tokens));
                OrtSession.Result decoded = model.decoded(fused, geometry)) {
              memoryMeets(each.getValue(), fused, geometry, tokens, each.getKey());
              RawBoxes raw = model.boxes(decoded, geometry, tokens.size());
              answerMeets(each.getValue(), chosen(decoded, geometry), raw, each.getKey());
            }
          }
        });
  }

  private void resizedMeets(JsonNode golden) throws IOException {
    RgbImage image =
        ImagePreprocessor.decode(
            ImageSource.of(GoldenFiles.file("images/" + name)), AS_THE_AUTHORS);
    ImageFit fit = ImageFit.of(PREPARATION, image.width(), image.height());
    RgbImage resized = fit.resize(image, ImageInterpolation.BILINEAR, 1);
    assertEquals(golden.get("size").get(0).asInt(), resized.width(), name);
    assertEquals(golden.get("size").get(1).asInt(), resized.height(), name);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(resized.rgb());
      assertEquals(golden.get("sha256").asText(), HexFormat.of().formatHex(digest), name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void backboneMeets(JsonNode golden, OrtSession.Result features, ImageGeometry geometry) {
    for (int i = 0; i < 3; i++) {
      JsonNode map = golden.get("backbone").get(i);
      int rows = map.get("shape").get(0).asInt();
      meets(map, floats(features, LocatingGraphs.MAP + (i + 1)), rows, tolerance, name);
    }
    FloatBuffer projected = floats(features, LocatingGraphs.FEATURES);
    meets(golden.get("projected"), projected, geometry.places(), tolerance, name);
  }

  private void memoryMeets(
      JsonNode golden,
      OrtSession.Result fused,
      ImageGeometry geometry,
      CaptionTokens tokens,
      String prompt) {
    String at = name + ", " + prompt;
    FloatBuffer memory = floats(fused, LocatingGraphs.MEMORY);
    meets(golden.get("memory"), memory, geometry.places(), tolerance, at);
    FloatBuffer text = floats(fused, LocatingGraphs.MEMORY_TEXT);
    meets(golden.get("memory_text"), text, tokens.size(), tolerance, at);
  }

  private static long[] chosen(OrtSession.Result decoded, ImageGeometry geometry) {
    long[] chosen = new long[geometry.queries()];
    GraphSession.output(decoded, LocatingGraphs.CHOSEN).getLongBuffer().get(chosen);
    return chosen;
  }

  private void answerMeets(JsonNode golden, long[] chosen, RawBoxes raw, String prompt) {
    String at = name + ", " + prompt;
    int[] expected = GoldenFiles.ints(golden.get("topk"));
    assertEquals(expected.length, chosen.length, at);
    for (int q = 0; q < chosen.length; q++) {
      assertEquals(expected[q], chosen[q], at);
      float[] logits = GoldenFiles.floats(golden.get("logits").get(q));
      float[] boxes = GoldenFiles.floats(golden.get("boxes").get(q));
      for (int t = 0; t < raw.tokens(); t++) {
        double expectedLogit = logits[t] * logitScale + logitBias;
        double tolerated = LOGITS * logitScale;
        assertEquals(expectedLogit, raw.logits()[q * raw.tokens() + t], tolerated, at);
      }
      for (int k = 0; k < boxes.length; k++) {
        assertEquals(boxes[k], raw.boxes()[boxes.length * q + k], BOXES, at);
      }
    }
  }

  /** Compares with the values of a published size, whose queries have no order. */
  void meetsPublished(JsonNode golden) throws IOException {
    inImage(
        (features, geometry) -> {
          backboneMeets(golden, features, geometry);
          for (Map.Entry<String, JsonNode> each : golden.get("cases").properties()) {
            JsonNode values = each.getValue();
            CaptionTokens tokens = tokens(model, values.get("text"));
            try (OrtSession.Result fused =
                    model.fused(features, geometry, tokens, model.textFeatures(tokens));
                OrtSession.Result decoded = model.decoded(fused, geometry)) {
              memoryMeets(values, fused, geometry, tokens, each.getKey());
              RawBoxes raw = model.boxes(decoded, geometry, tokens.size());
              setMeets(values, chosen(decoded, geometry), raw);
            }
          }
        });
  }

  /** Returns how many of a case's places are others. */
  int otherPlaces(JsonNode golden, JsonNode prompt) throws IOException {
    Set<Long> places = new HashSet<>();
    for (int place : GoldenFiles.ints(golden.get("topk"))) {
      places.add((long) place);
    }
    inImage(
        (features, geometry) -> {
          CaptionTokens tokens = tokens(model, prompt);
          try (OrtSession.Result fused =
                  model.fused(features, geometry, tokens, model.textFeatures(tokens));
              OrtSession.Result decoded = model.decoded(fused, geometry)) {
            for (long place : chosen(decoded, geometry)) {
              places.remove(place);
            }
          }
        });
    return places.size();
  }

  private void setMeets(JsonNode golden, long[] chosen, RawBoxes raw) {
    Set<Integer> places = new HashSet<>();
    for (int place : GoldenFiles.ints(golden.get("topk"))) {
      places.add(place);
    }
    for (long place : chosen) {
      places.remove((int) place);
    }
    assertTrue(places.size() <= MOST_OTHER_PLACES, name + ": other places: " + places);
    int partners = 0;
    for (JsonNode detection : golden.get("detections")) {
      for (int q = 0; q < raw.queries(); q++) {
        if (isPartner(detection, raw, q)) {
          partners++;
          break;
        }
      }
    }
    int all = golden.get("detections").size();
    assertTrue(partners >= SHARE_WITH_PARTNER * all, name + ": " + partners + " of " + all);
  }

  private boolean isPartner(JsonNode detection, RawBoxes raw, int query) {
    int token = detection.get("token").asInt();
    float logit = raw.logits()[query * raw.tokens() + token];
    double wanted = detection.get("max_logit").asDouble() * logitScale + logitBias;
    if (Math.abs(logit - wanted) > PUBLISHED_LOGITS * logitScale) {
      return false;
    }
    for (int k = 0; k < 4; k++) {
      double expected = detection.get("box").get(k).asDouble();
      if (Math.abs(raw.boxes()[4 * query + k] - expected) > PUBLISHED_BOXES) {
        return false;
      }
    }
    return true;
  }

  private static FloatBuffer floats(OrtSession.Result result, String output) {
    return GraphSession.output(result, output).getFloatBuffer();
  }

  /** Compares rows with their summary. */
  static void meets(JsonNode golden, FloatBuffer found, int rows, float tolerance, String at) {
    int width = golden.get("shape").get(1).asInt();
    assertEquals(golden.get("shape").get(0).asInt(), rows, at);
    for (int row = 0; row < golden.get("first").size(); row++) {
      meetsRow(golden.get("first").get(row), found, row * width, tolerance, at);
    }
    meetsRow(golden.get("last"), found, (rows - 1) * width, tolerance, at);
    double sum = 0;
    double absolute = 0;
    double squares = 0;
    int count = rows * width;
    for (int i = 0; i < count; i++) {
      sum += found.get(i);
      absolute += Math.abs(found.get(i));
      squares += (double) found.get(i) * found.get(i);
    }
    double mean = sum / count;
    assertEquals(golden.get("mean").asDouble(), mean, tolerance, at);
    assertEquals(golden.get("mean_abs").asDouble(), absolute / count, tolerance, at);
    double deviation = Math.sqrt((squares - count * mean * mean) / (count - 1));
    assertEquals(golden.get("std").asDouble(), deviation, tolerance, at);
  }

  private static void meetsRow(
      JsonNode golden, FloatBuffer found, int from, float tolerance, String at) {
    for (int i = 0; i < golden.size(); i++) {
      assertEquals(golden.get(i).asDouble(), found.get(from + i), tolerance, at);
    }
  }
}
