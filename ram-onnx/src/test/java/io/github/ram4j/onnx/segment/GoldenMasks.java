package io.github.ram4j.onnx.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.ImageSource;
import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.EmbeddedImage;
import io.github.ram4j.locate.LowResMask;
import io.github.ram4j.locate.MaskPrompt;
import io.github.ram4j.locate.PromptPoint;
import io.github.ram4j.locate.SegmentedMask;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.testkit.GoldenFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A segmenter's answers beside golden ones. */
final class GoldenMasks {
  private final Segmenter segmenter;
  private final String folder;
  private final double embeddingTolerance;
  private final double maskTolerance;

  GoldenMasks(Segmenter segmenter, String folder, double embeddingTolerance, double maskTolerance) {
    this.segmenter = segmenter;
    this.folder = folder;
    this.embeddingTolerance = embeddingTolerance;
    this.maskTolerance = maskTolerance;
  }

  /** Compares all images; returns their number. */
  int compare(JsonNode golden) throws IOException {
    int images = 0;
    for (Map.Entry<String, JsonNode> entry : golden.get("pictures").properties()) {
      JsonNode expected = entry.getValue();
      ImageSource source = ImageSource.of(GoldenFiles.file("images/" + entry.getKey()));
      EmbeddedImage image = segmenter.embed(source);
      assertEquals(expected.get("original").get(0).asInt(), image.width());
      assertEquals(expected.get("original").get(1).asInt(), image.height());
      summary(expected.get("embedding"), image.rows(), embeddingTolerance, entry.getKey());
      compareCases(image, expected.get("cases"), entry.getKey());
      images++;
    }
    return images;
  }

  private void compareCases(EmbeddedImage image, JsonNode cases, String name) throws IOException {
    LowResMask earlier = null;
    int compared = 0;
    for (Map.Entry<String, JsonNode> entry : cases.properties()) {
      List<MaskPrompt> prompts = prompts(entry.getValue());
      if (entry.getKey().equals("box_and_mask")) {
        prompts = List.of(prompts.get(0).with(earlier));
      }
      List<SegmentedMask> single = segmenter.segment(image, prompts);
      if (entry.getKey().equals("two_boxes")) {
        earlier = single.get(0).lowRes();
      }
      List<List<SegmentedMask>> others = segmenter.alternatives(image, prompts);
      for (int i = 0; i < prompts.size(); i++) {
        List<SegmentedMask> all = new ArrayList<>(List.of(single.get(i)));
        all.addAll(others.get(i));
        String what = "%s, %s, prompt %d".formatted(name, entry.getKey(), i);
        compareAnswers(entry.getValue(), i, all, what);
        compareImage(image, entry.getValue(), i, single.get(i), what);
      }
      compared++;
    }
    assertTrue(compared >= 2);
  }

  private static List<MaskPrompt> prompts(JsonNode expected) {
    List<PromptPoint> points = new ArrayList<>();
    if (expected.has("prompt") && !expected.get("prompt").isEmpty()) {
      JsonNode places = expected.get("prompt").get(0);
      for (int i = 0; i < places.size(); i++) {
        boolean inside = expected.get("labels").get(0).get(i).asInt() == 1;
        points.add(
            new PromptPoint(
                places.get(i).get(0).asDouble(), places.get(i).get(1).asDouble(), inside));
      }
    }
    List<MaskPrompt> prompts = new ArrayList<>();
    for (JsonNode corners : expected.get("boxes")) {
      Box box =
          new Box(
              (float) corners.get(0).asDouble(),
              (float) corners.get(1).asDouble(),
              (float) corners.get(2).asDouble(),
              (float) corners.get(3).asDouble());
      prompts.add(points.isEmpty() ? MaskPrompt.of(box) : MaskPrompt.of(points).with(box));
    }
    return prompts.isEmpty() ? List.of(MaskPrompt.of(points)) : prompts;
  }

  private void compareAnswers(
      JsonNode expected, int prompt, List<SegmentedMask> answers, String what) {
    assertEquals(4, answers.size());
    for (int i = 0; i < answers.size(); i++) {
      String which = what + ", answer " + i;
      SegmentedMask answer = answers.get(i);
      assertEquals(
          expected.get("iou").get(prompt).get(i).asDouble(),
          answer.quality(),
          maskTolerance,
          which);
      summary(
          expected.get("low_res").get(prompt).get(i),
          answer.lowRes().logits(),
          maskTolerance,
          which);
      int area = expected.get("area").get(prompt).get(i).asInt();
      JsonNode near = expected.get("logits_within_1e-3_of_0");
      double unsure = near == null ? 0 : near.get(prompt).get(i).asInt();
      double size = (double) answer.mask().width() * answer.mask().height();
      assertEquals(area, answer.mask().area(), Math.max(unsure, 0.002 * size), which);
    }
  }

  /** Pixels differ from the authors' only where the logit is near 0, as a plain scaling has it. */
  private void compareImage(
      EmbeddedImage image, JsonNode expected, int prompt, SegmentedMask answer, String what)
      throws IOException {
    if (!expected.has("png")) {
      return;
    }
    String file = expected.get("png").get(prompt).asText();
    BufferedImage png = ImageIO.read(GoldenFiles.file(folder + "/" + file).toFile());
    boolean once = segmenter.model().family().equals(SegmentationGraphs.SAM2);
    float[] logits =
        once
            ? PlainScaling.once(answer.lowRes(), image.width(), image.height())
            : PlainScaling.of(answer.lowRes(), image.width(), image.height());
    BitSet bits = answer.mask().bits();
    for (int y = 0; y < png.getHeight(); y++) {
      for (int x = 0; x < png.getWidth(); x++) {
        int at = y * png.getWidth() + x;
        boolean inside = (png.getRGB(x, y) & 0xFF) != 0;
        if (inside != bits.get(at)) {
          assertEquals(0, logits[at], 2 * maskTolerance, "%s at %d, %d".formatted(what, x, y));
        }
        if (Math.abs(logits[at]) > 1e-5) {
          assertEquals(logits[at] > 0, bits.get(at), "%s at %d, %d".formatted(what, x, y));
        }
      }
    }
  }

  private static void summary(
      JsonNode expected, FloatBuffer values, double tolerance, String what) {
    int columns = expected.get("shape").get(1).asInt();
    int rows = expected.get("shape").get(0).asInt();
    assertEquals(rows * columns, values.remaining(), what);
    JsonNode first = expected.get("first");
    for (int row = 0; row < first.size(); row++) {
      compareRow(first.get(row), values, row * columns, tolerance, what + ", row " + row);
    }
    compareRow(expected.get("last"), values, (rows - 1) * columns, tolerance, what + ", last row");
    double sum = 0;
    double squares = 0;
    double absolutes = 0;
    for (int i = 0; i < values.remaining(); i++) {
      double value = values.get(i);
      sum += value;
      squares += value * value;
      absolutes += Math.abs(value);
    }
    int count = values.remaining();
    double mean = sum / count;
    double deviation = Math.sqrt((squares - count * mean * mean) / (count - 1));
    assertEquals(expected.get("mean").asDouble(), mean, tolerance, what);
    assertEquals(expected.get("std").asDouble(), deviation, tolerance, what);
    assertEquals(expected.get("mean_abs").asDouble(), absolutes / count, tolerance, what);
  }

  private static void compareRow(
      JsonNode expected, FloatBuffer values, int from, double tolerance, String what) {
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).asDouble(), values.get(from + i), tolerance, what);
    }
  }
}
