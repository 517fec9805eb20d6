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
 * names: the model {@code clip-a}, which gave the text embeddings of the small models of open
 * vocabulary, and one of the published size, which gave those of the large ones.
 *
 * <p>Weights are numbers of half precision.
 */
public final class FormulaClip {
  private static final int VOCABULARY = 49_408;
  private static final int POSITIONS = 77;
  private static final int EMBEDDING = 512;
  private static final String TOKENS = "token_embedding.weight";
  private static final float SMALLEST_NORMAL_HALF = 0x1p-14f;

  private final int width;
  private final int layers;
  private final long seed;

  /** The number of rows of the token embedding after which they repeat. */
  private final int period;

  private FormulaClip(int width, int layers, long seed, int period) {
    this.width = width;
    this.layers = layers;
    this.seed = seed;
    this.period = period;
  }

  /** Writes {@code clip-a} as safetensors. */
  public static Path write(Path file) throws IOException {
    return new FormulaClip(128, 2, 5, 61).writeTo(file);
  }

  /** Writes a model of the size of ViT-B/16 as safetensors, 254 MB. */
  public static Path writePublished(Path file, long seed) throws IOException {
    return new FormulaClip(512, 12, seed, VOCABULARY).writeTo(file);
  }

  private Path writeTo(Path file) throws IOException {
    Map<String, long[]> shapes = shapes();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(FormulaCheckpoint.header(shapes));
      for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
        out.write(bytes(tensor.getKey(), tensor.getValue()));
      }
    }
    return file;
  }

  private Map<String, long[]> shapes() {
    Map<String, long[]> found = new LinkedHashMap<>();
    found.put("positional_embedding", new long[] {POSITIONS, width});
    found.put("text_projection", new long[] {width, EMBEDDING});
    for (int i = 0; i < layers; i++) {
      String layer = "transformer.resblocks." + i + ".";
      found.put(layer + "attn.in_proj_weight", new long[] {3L * width, width});
      found.put(layer + "attn.in_proj_bias", new long[] {3L * width});
      linear(found, layer + "attn.out_proj", width, width);
      norm(found, layer + "ln_1");
      linear(found, layer + "mlp.c_fc", 4 * width, width);
      linear(found, layer + "mlp.c_proj", width, 4 * width);
      norm(found, layer + "ln_2");
    }
    found.put(TOKENS, new long[] {VOCABULARY, width});
    norm(found, "ln_final");
    return found;
  }

  private static void linear(Map<String, long[]> found, String name, int out, int in) {
    found.put(name + ".weight", new long[] {out, in});
    found.put(name + ".bias", new long[] {out});
  }

  private void norm(Map<String, long[]> found, String name) {
    found.put(name + ".weight", new long[] {width});
    found.put(name + ".bias", new long[] {width});
  }

  private byte[] bytes(String name, long[] shape) {
    int columns = shape.length == 1 ? 1 : (int) shape[1];
    int count = (int) shape[0] * columns;
    int drawn = name.equals(TOKENS) ? period * columns : count;
    float[] weights = FormulaCheckpoint.uniform(name, drawn, seed);
    for (int i = 0; i < drawn; i++) {
      weights[i] = half(weight(name, shape, i / columns, weights[i]));
    }
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat(weights[i % drawn]);
    }
    return bytes.array();
  }

  private float weight(String name, long[] shape, int row, float u) {
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
      return u * ((row < 2 * width ? 3f : 1f) * (float) Math.sqrt(3.0 / width));
    }
    boolean projection = name.endsWith("projection");
    return u * (float) Math.sqrt(3.0 / (projection ? shape[0] : shape[1]));
  }

  /** The nearest number of half precision; of two, the one with an even last digit. */
  static float half(float value) {
    if (Math.abs(value) < SMALLEST_NORMAL_HALF) {
      return (float) (Math.rint(value * 0x1p24) * 0x1p-24);
    }
    int bits = Float.floatToIntBits(value);
    return Float.intBitsToFloat((bits + 0xFFF + (bits >> 13 & 1)) & ~0x1FFF);
  }
}
