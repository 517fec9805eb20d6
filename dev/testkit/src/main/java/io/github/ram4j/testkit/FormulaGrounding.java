package io.github.ram4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.regex.Pattern;

/**
 * Writer of Grounding DINOs with weights by the formula of the golden values, as safetensors: by
 * the authors' names, by those of Hugging Face, or as an MM-Grounding-DINO.
 */
public final class FormulaGrounding {
  private static final Pattern BOX_HEAD =
      Pattern.compile("(?:transformer\\.decoder\\.)?bbox_embed\\.\\d+\\.(.*)");
  private static final Pattern TEXT_END =
      Pattern.compile("transformer\\.encoder\\.text_layers\\.\\d+\\.norm2\\.bias");
  private static final Pattern POSITIONS =
      Pattern.compile("relative_position_bias_table|level_embed|position_embed|token_type_embed");
  private static final Pattern SHARP =
      Pattern.compile(
          "\\.query\\.|\\.key\\.|attention_weights|fusion_layers\\.\\d+\\.attn\\.[vl]_proj");
  private static final String QUERIES = "transformer.tgt_embed.weight";

  private final JsonNode golden;
  private final boolean half;

  private FormulaGrounding(JsonNode golden) {
    this.golden = golden;
    this.half = !golden.has("same_queries");
  }

  /**
   * Writes the model of golden values by the authors' names.
   *
   * @param golden an expected.json: its sizes and seed; weights are numbers of half precision,
   *     unless all queries are alike
   */
  public static Path write(Path file, JsonNode golden) throws IOException {
    FormulaGrounding made = new FormulaGrounding(golden);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    GroundingShapes.of(golden.get("config"))
        .forEach((name, shape) -> tensors.put(name, new Tensor(name, shape, 0, 1)));
    return made.write(file, tensors);
  }

  /** Writes the same model by the names of Hugging Face. */
  public static Path writeHuggingFace(Path file, JsonNode golden) throws IOException {
    FormulaGrounding made = new FormulaGrounding(golden);
    return made.write(file, HuggingFaceGrounding.of(GroundingShapes.of(golden.get("config"))));
  }

  /**
   * Writes the same model as an MM-Grounding-DINO, by the names of Hugging Face: a bias of the
   * logits and a box head for each layer. The box heads are alike.
   */
  public static Path writeMmGrounding(Path file, JsonNode golden) throws IOException {
    FormulaGrounding made = new FormulaGrounding(golden);
    Map<String, long[]> shapes = GroundingShapes.of(golden.get("config"));
    Map<String, Tensor> tensors = HuggingFaceGrounding.of(shapes);
    for (int i = 0; i < golden.get("config").get("decoder_layers").asInt(); i++) {
      String bias = "class_embed.%d.bias".formatted(i);
      tensors.put(bias, new Tensor(bias, new long[] {1}, 0, 1));
      String head = "bbox_embed.%d.".formatted(i);
      shapes.forEach(
          (name, shape) -> {
            if (name.startsWith(head)) {
              tensors.put("model.decoder." + name, new Tensor(name, shape, 0, 1));
            }
          });
    }
    return made.write(file, tensors);
  }

  /** The bias of a layer's logits in {@link #writeMmGrounding}. */
  public static float logitBias(JsonNode golden, int layer) {
    String name = "class_embed.%d.bias".formatted(layer);
    return FormulaClip.half(
        FormulaCheckpoint.uniform(name, 1, golden.get("seed").asLong())[0] * 0.05f);
  }

  /**
   * A tensor of a file: a part of the rows of one that the formula makes.
   *
   * @param name of the tensor of the formula
   * @param shape of the whole of it
   * @param part the part, from 0
   * @param parts number of equal parts
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Tensor(String name, long[] shape, int part, int parts) {
    long[] partShape() {
      long[] cut = shape.clone();
      cut[0] /= parts;
      return cut;
    }

    int elements() {
      return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }
  }

  private Path write(Path file, Map<String, Tensor> tensors) throws IOException {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.partShape()));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(FormulaCheckpoint.header(shapes));
      for (Tensor tensor : tensors.values()) {
        float[] whole = weights(tensor);
        int count = whole.length / tensor.parts();
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
          float value = whole[tensor.part() * count + i];
          bytes.putFloat(half ? FormulaClip.half(value) : value);
        }
        out.write(bytes.array());
      }
    }
    return file;
  }

  private float[] weights(Tensor tensor) {
    var head = BOX_HEAD.matcher(tensor.name());
    String name = head.matches() ? "bbox_embed.0." + head.group(1) : tensor.name();
    long seed = golden.get("seed").asLong();
    int count = tensor.elements();
    if (name.equals(QUERIES) && golden.path("same_queries").asBoolean()) {
      int width = (int) tensor.shape()[1];
      float[] row = FormulaCheckpoint.uniform(name, width, seed);
      float[] all = new float[count];
      for (int i = 0; i < count; i++) {
        all[i] = row[i % width] * (float) Math.sqrt(3);
      }
      return all;
    }
    float[] weights = FormulaCheckpoint.uniform(name, count, seed);
    int columns = count / (int) tensor.shape()[0];
    Rule rule = rule(name, tensor.shape());
    for (int i = 0; i < count; i++) {
      weights[i] = rule.weight(weights[i], i / columns);
    }
    return weights;
  }

  /** From a number in [-1, 1) and its row to a weight. */
  @FunctionalInterface
  private interface Rule {
    float weight(float u, int row);
  }

  /** The rule of a tensor, found once: a published model has 170 million elements. */
  private static Rule rule(String name, long[] shape) {
    if (name.endsWith("sampling_offsets.bias")) {
      return (u, row) -> u * 2;
    }
    if (name.endsWith("gamma_v") || name.endsWith("gamma_l")) {
      return (u, row) -> 0.15f + u * 0.05f;
    }
    if (name.equals("transformer.decoder.norm.weight")) {
      float scale = (float) (3 / Math.sqrt((double) shape[0]));
      return (u, row) -> (1 + u * 0.1f) * scale;
    }
    if (name.equals("transformer.decoder.norm.bias")) {
      return (u, row) -> (-3 + u * 0.5f) / shape[0];
    }
    if (TEXT_END.matcher(name).matches()) {
      return (u, row) -> 0.5f + u * 0.1f;
    }
    if (name.endsWith("bias")) {
      return (u, row) -> u * 0.05f;
    }
    if (shape.length == 1) {
      return (u, row) -> 1 + u * 0.1f;
    }
    return matrixRule(name, shape);
  }

  private static Rule matrixRule(String name, long[] shape) {
    if (POSITIONS.matcher(name).find()) {
      return (u, row) -> u * 0.5f;
    }
    if (name.equals(QUERIES)) {
      return (u, row) -> u * (float) Math.sqrt(3);
    }
    if (name.contains("word_embeddings") || name.contains("label_enc")) {
      return (u, row) -> u;
    }
    double fanIn = Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
    float even = (float) Math.sqrt(3 / fanIn);
    if (name.endsWith("in_proj_weight")) {
      return (u, row) -> u * ((row < 2 * shape[1] ? 3f : 1f) * even);
    }
    float scale = (float) (gain(name) * Math.sqrt(3 / fanIn));
    return (u, row) -> u * scale;
  }

  private static double gain(String name) {
    if (name.contains("sampling_offsets")) {
      return 2;
    }
    if (SHARP.matcher(name).find()) {
      return 3;
    }
    return name.contains("qkv") ? 1.5 : 1;
  }
}
