package io.github.ram4j.testkit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writer of the text half of CLIP with weights by the formula of the golden values, by OpenAI's
 * names: the model {@code clip-a}, which gave the text embeddings of open vocabulary.
 *
 * <p>Weights are numbers of half precision.
 */
public final class FormulaClip {
  private static final int VOCABULARY = 49_408;
  private static final int POSITIONS = 77;
  private static final int EMBEDDING = 512;
  private static final int WIDTH = 128;
  private static final int LAYERS = 2;
  private static final long SEED = 5;

  /** The number of rows of the token embedding after which they repeat. */
  private static final int PERIOD = 61;

  private static final String TOKENS = "token_embedding.weight";
  private static final float SMALLEST_NORMAL_HALF = 0x1p-14f;

  private FormulaClip() {}

  /** Writes the model as safetensors. */
  public static Path write(Path file) throws IOException {
    Map<String, long[]> shapes = shapes();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(FormulaCheckpoint.header(shapes));
      for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
        out.write(bytes(tensor.getKey(), tensor.getValue()));
      }
    }
    return file;
  }

  private static Map<String, long[]> shapes() {
    Map<String, long[]> found = new LinkedHashMap<>();
    found.put("positional_embedding", new long[] {POSITIONS, WIDTH});
    found.put("text_projection", new long[] {WIDTH, EMBEDDING});
    for (int i = 0; i < LAYERS; i++) {
      String layer = "transformer.resblocks." + i + ".";
      found.put(layer + "attn.in_proj_weight", new long[] {3 * WIDTH, WIDTH});
      found.put(layer + "attn.in_proj_bias", new long[] {3 * WIDTH});
      linear(found, layer + "attn.out_proj", WIDTH, WIDTH);
      norm(found, layer + "ln_1");
      linear(found, layer + "mlp.c_fc", 4 * WIDTH, WIDTH);
      linear(found, layer + "mlp.c_proj", WIDTH, 4 * WIDTH);
      norm(found, layer + "ln_2");
    }
    found.put(TOKENS, new long[] {VOCABULARY, WIDTH});
    norm(found, "ln_final");
    return found;
  }

  private static void linear(Map<String, long[]> found, String name, int out, int in) {
    found.put(name + ".weight", new long[] {out, in});
    found.put(name + ".bias", new long[] {out});
  }

  private static void norm(Map<String, long[]> found, String name) {
    found.put(name + ".weight", new long[] {WIDTH});
    found.put(name + ".bias", new long[] {WIDTH});
  }

  private static byte[] bytes(String name, long[] shape) {
    int columns = shape.length == 1 ? 1 : (int) shape[1];
    int count = (int) shape[0] * columns;
    int drawn = name.equals(TOKENS) ? PERIOD * columns : count;
    float[] weights = FormulaCheckpoint.uniform(name, drawn, SEED);
    for (int i = 0; i < drawn; i++) {
      weights[i] = half(weight(name, shape, i / columns, weights[i]));
    }
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat(weights[i % drawn]);
    }
    return bytes.array();
  }

  private static float weight(String name, long[] shape, int row, float u) {
    if (name.contains("ln_") && name.endsWith("weight")) {
      return 1 + u * 0.1f;
    }
    if (name.endsWith("bias")) {
      return u * 0.1f;
    }
    if (name.contains("embedding")) {
      return u * (name.contains("positional") ? 0.5f : 1);
    }
    if (name.endsWith("in_proj_weight")) {
      return u * ((row < 2 * WIDTH ? 3f : 1f) * (float) Math.sqrt(3.0 / WIDTH));
    }
    boolean projection = name.endsWith("projection");
    return u * (float) Math.sqrt(3.0 / (projection ? shape[0] : shape[1]));
  }

  /** The nearest number of half precision; of two, the one with an even last digit. */
  private static float half(float value) {
    if (Math.abs(value) < SMALLEST_NORMAL_HALF) {
      return (float) (Math.rint(value * 0x1p24) * 0x1p-24);
    }
    int bits = Float.floatToIntBits(value);
    return Float.intBitsToFloat((bits + 0xFFF + (bits >> 13 & 1)) & ~0x1FFF);
  }
}
