package io.github.ram4j.testkit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writer of SAM's, MobileSAM's and SAM 2's checkpoints with weights by the formula of the golden
 * values of localization, as safetensors.
 */
public final class FormulaSam {
  private final Map<String, long[]> shapes;
  private final long seed;
  private final boolean half;

  private FormulaSam(Map<String, long[]> shapes, long seed, boolean half) {
    this.shapes = shapes;
    this.seed = seed;
    this.half = half;
  }

  /** The published size of ViT-B, 375 MB. */
  public static FormulaSam vitB(long seed) {
    return new FormulaSam(SamShapes.vit(SamShapes.VIT_B), seed, false);
  }

  /** The published size of ViT-L, 1.2 GB. */
  public static FormulaSam vitL(long seed) {
    return new FormulaSam(SamShapes.vit(SamShapes.VIT_L), seed, false);
  }

  /** The published size of ViT-H, 2.6 GB. */
  public static FormulaSam vitH(long seed) {
    return new FormulaSam(SamShapes.vit(SamShapes.VIT_H), seed, false);
  }

  /** ViT-L with a table of positions for images of 256 pixels. */
  public static FormulaSam smallImageVitL(long seed) {
    return new FormulaSam(SamShapes.vit(SamShapes.VIT_L_256), seed, false);
  }

  /** ViT-H with a table of positions for images of 256 pixels. */
  public static FormulaSam smallImageVitH(long seed) {
    return new FormulaSam(SamShapes.vit(SamShapes.VIT_H_256), seed, false);
  }

  /** The published size of MobileSAM, 40 MB. */
  public static FormulaSam mobile(long seed) {
    return new FormulaSam(SamShapes.mobile(), seed, false);
  }

  /** The published size of SAM 2.1 tiny without what videos need, 124 MB. */
  public static FormulaSam second(long seed) {
    return new FormulaSam(Sam2Shapes.tiny(96, 256, 2048), seed, false);
  }

  /** A narrow SAM 2.1 tiny, as the golden values have it. */
  public static FormulaSam narrowSecond(long seed) {
    return new FormulaSam(Sam2Shapes.tiny(12, 32, 64), seed, false);
  }

  /** The small model of the golden values, whose weights are numbers of half precision. */
  public static FormulaSam tiny(long seed) {
    return new FormulaSam(SamShapes.vit(SamShapes.TINY), seed, true);
  }

  /** The published names of the tensors, with their shapes; a new map. */
  public Map<String, long[]> shapes() {
    return new LinkedHashMap<>(shapes);
  }

  /** Writes the checkpoint by the published names. */
  public Path write(Path file) throws IOException {
    return write(file, UnaryOperator.identity());
  }

  /** Writes the checkpoint by Hugging Face's names. */
  public Path writeHuggingFace(Path file) throws IOException {
    return write(
        file,
        shapes.containsKey("no_mem_embed") ? Sam2Shapes::huggingFace : SamShapes::huggingFace);
  }

  private Path write(Path file, UnaryOperator<String> names) throws IOException {
    Map<String, long[]> named = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> named.put(names.apply(name), shape));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(FormulaCheckpoint.header(named));
      for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
        out.write(bytes(tensor.getKey(), tensor.getValue()));
      }
    }
    return file;
  }

  private byte[] bytes(String name, long[] shape) {
    int count = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    float[] weights = FormulaCheckpoint.uniform(name, count, seed);
    float[] scaleAndShift = scaleAndShift(name, shape);
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float weight : weights) {
      float value = scaleAndShift[1] + weight * scaleAndShift[0];
      bytes.putFloat(half ? FormulaClip.half(value) : value);
    }
    return bytes.array();
  }

  private static float[] scaleAndShift(String name, long[] shape) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (last.equals("running_var")) {
      return new float[] {0.5f, 1};
    }
    if (last.equals("running_mean")) {
      return new float[] {0.1f, 0};
    }
    if (last.equals("positional_encoding_gaussian_matrix")) {
      return new float[] {(float) Math.sqrt(3), 0};
    }
    if (last.endsWith("bias")) {
      return new float[] {0.05f, 0};
    }
    if (shape.length == 1) {
      return new float[] {0.1f, 1};
    }
    if (last.equals("attention_biases") || last.equals("pos_embed")) {
      return new float[] {0.5f, 0};
    }
    if (last.equals("rel_pos_h") || last.equals("rel_pos_w")) {
      return new float[] {(float) Math.sqrt(3.0 / shape[1]), 0};
    }
    if (name.matches(
        ".*(point_embeddings|not_a_point_embed|no_mask_embed|iou_token|mask_tokens).*")) {
      return new float[] {1, 0};
    }
    boolean turned = name.contains("output_upscaling"); // [in, out, 2, 2]
    long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    long fanIn = turned ? shape[0] : elements / shape[0];
    double gain = name.matches(".*(qkv|\\.[qk]_proj).*") ? 1.5 : 1;
    return new float[] {(float) (gain * Math.sqrt(3.0 / fanIn)), 0};
  }
}
