package io.github.ram4j.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Writer of checkpoints whose weights follow from their names and a seed by the formula of the
 * golden values, so that tests can meet these without their original files.
 *
 * <p>A weight is u(name, i) = SplitMix64 of (FNV-1a-64(name) xor seed) + (i + 1) · golden ratio,
 * its top 24 bits scaled to [−1, 1), then scaled and shifted by the kind of parameter.
 */
public final class FormulaCheckpoint {
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
  private static final int CHUNK = 1 << 16;
  private static final String PREDICTIONS = "text_decoder.cls.predictions.";
  private static final String PREDICTIONS_BIAS = PREDICTIONS + "bias";
  private static final String WORD_EMBEDDINGS =
      "text_decoder.bert.embeddings.word_embeddings.weight";

  private FormulaCheckpoint() {}

  /** Writes a checkpoint as safetensors; its tagging head has the published two layers. */
  public static Path write(Path file, ModelSizes sizes, long seed) throws IOException {
    return write(file, sizes.parameters(), sizes.text(), seed);
  }

  /** Writes parameters of the given names and shapes as safetensors. */
  public static Path write(Path file, Map<String, long[]> parameters, long seed)
      throws IOException {
    return write(file, parameters, null, seed);
  }

  private static Path write(
      Path file, Map<String, long[]> parameters, ModelSizes.Text text, long seed)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(header(parameters));
      for (Map.Entry<String, long[]> parameter : parameters.entrySet()) {
        writeWeights(out, parameter.getKey(), parameter.getValue(), text, seed);
      }
    }
    return file;
  }

  /** The header of a safetensors file of float32 tensors, one after the other. */
  static byte[] header(Map<String, long[]> parameters) {
    StringJoiner header = new StringJoiner(",", "{", "}");
    long offset = 0;
    for (Map.Entry<String, long[]> parameter : parameters.entrySet()) {
      long end = offset + elements(parameter.getValue()) * Float.BYTES;
      header.add(
          "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(parameter.getKey(), Arrays.toString(parameter.getValue()), offset, end));
      offset = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + json.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  private static void writeWeights(
      OutputStream out, String tied, long[] shape, ModelSizes.Text text, long seed)
      throws IOException {
    String name = canonical(tied);
    float[] scaleAndShift = scaleAndShift(name, shape);
    long sep = text != null && name.equals(PREDICTIONS_BIAS) ? text.sep() : -1;
    long count = elements(shape);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long i = 0; i < count; i++) {
      float u = uniform(name, i, seed);
      float lift = i == sep ? text.sepLift() : 0;
      chunk.putFloat(scaleAndShift[1] + u * scaleAndShift[0] + lift);
      if (!chunk.hasRemaining() || i == count - 1) {
        out.write(chunk.array(), 0, chunk.position());
        chunk.clear();
      }
    }
  }

  /** The formula's number i for a name, in [−1, 1). */
  private static float uniform(String name, long i, long seed) {
    long base = fnv1a64(name) ^ seed;
    return (splitMix64(base + (i + 1) * GOLDEN_RATIO) >>> 40) * 0x1p-23f - 1f;
  }

  /**
   * The formula's first numbers for a name, in [−1, 1): for comparisons with other implementations
   * of it.
   */
  public static float[] uniform(String name, int count, long seed) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = uniform(name, (long) i, seed);
    }
    return numbers;
  }

  /**
   * The name that a tied parameter follows: the tag encoder's lowest layers are the head's, the
   * output layer of words is their embedding.
   */
  private static String canonical(String name) {
    return name.replace(PREDICTIONS + "decoder.bias", PREDICTIONS_BIAS)
        .replace(PREDICTIONS + "decoder.weight", WORD_EMBEDDINGS)
        .replaceFirst(
            "^tag_encoder(\\.encoder\\.layer\\.[01]\\.(crossattention|intermediate|output)\\.)",
            "tagging_head$1");
  }

  private static float[] scaleAndShift(String name, long[] shape) {
    String low = name.toLowerCase(Locale.ROOT);
    if (name.equals("reweight_scale")) {
      return new float[] {0.1f, 1f};
    }
    if (name.equals("fc.bias") || name.equals("fc.b")) {
      return new float[] {0.1f, -4f};
    }
    if (low.contains("norm") && low.endsWith("weight")) {
      return new float[] {0.1f, 1f};
    }
    if (low.endsWith("bias")) {
      return new float[] {0.1f, 0f};
    }
    if (low.endsWith("relative_position_bias_table")) {
      return new float[] {0.5f, 0f};
    }
    if (low.contains("word_embeddings")) {
      return new float[] {(float) (4.0 * Math.sqrt(3.0 / shape[1])), 0f};
    }
    if (low.contains("position_embeddings")) {
      return new float[] {1f, 0f};
    }
    if (low.startsWith("label_embed")) {
      return new float[] {(float) Math.sqrt(3), 0f};
    }
    boolean classifier = name.equals("fc.weight") || name.equals("fc.W");
    boolean attention = low.contains("query") || low.contains("key");
    double gain = classifier ? 6 : attention ? 3 : 1;
    long fanIn = name.equals("fc.W") ? shape[shape.length - 1] : elements(shape) / shape[0];
    return new float[] {(float) (gain * Math.sqrt(3.0 / fanIn)), 0f};
  }

  private static long elements(long[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  private static long fnv1a64(String text) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001B3L;
    }
    return hash;
  }

  private static long splitMix64(long seed) {
    long z = (seed ^ seed >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
