package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The text half of CLIP in a checkpoint: its form, its sizes, and its tensors by roles. OpenAI's
 * names and Hugging Face's are known; open_clip has OpenAI's, with {@code text.} before some.
 */
public final class ClipTextLayout {
  /** A matrix of a layer; its bias has the same prefix. */
  public enum Part {
    /** The attention's output projection. */
    ATTENTION_OUT("attn.out_proj", "self_attn.out_proj"),
    /** LayerNorm before the attention. */
    NORM_1("ln_1", "layer_norm1"),
    /** LayerNorm before the feed-forward layer. */
    NORM_2("ln_2", "layer_norm2"),
    /** The feed-forward layer's first matrix. */
    WIDEN("mlp.c_fc", "mlp.fc1"),
    /** The feed-forward layer's second matrix. */
    NARROW("mlp.c_proj", "mlp.fc2");

    private final String openAi;
    private final String huggingFace;

    Part(String openAi, String huggingFace) {
      this.openAi = openAi;
      this.huggingFace = huggingFace;
    }
  }

  private static final String HUGGING_FACE = "text_model.";
  private static final List<String> OPEN_AI = List.of("", "text.");
  private static final List<String> QKV = List.of("q", "k", "v");

  /** The width of a head in all published models. */
  private static final int HEAD_WIDTH = 64;

  private final Weights weights;
  private final boolean huggingFace;
  private final String prefix;
  private final int vocabulary;
  private final int width;
  private final int positions;
  private final int embedding;
  private final int layers;

  private ClipTextLayout(Weights weights, boolean huggingFace, String prefix) {
    this.weights = weights;
    this.huggingFace = huggingFace;
    this.prefix = prefix;
    long[] tokens = weights.shape(tokens(), 2);
    this.vocabulary = Math.toIntExact(tokens[0]);
    this.width = Math.toIntExact(tokens[1]);
    this.positions = Math.toIntExact(weights.shape(positionTable(), 2)[0]);
    this.embedding = Math.toIntExact(weights.shape(projection(), 2)[huggingFace ? 0 : 1]);
    int count = 0;
    while (weights.has(layer(count) + name(Part.NORM_1) + ".weight")) {
      count++;
    }
    this.layers = count;
  }

  /** Returns whether a checkpoint has the token embedding of CLIP's text half. */
  public static boolean isIn(Weights weights) {
    Set<String> names = weights.names();
    return names.contains(HUGGING_FACE + "embeddings.token_embedding.weight")
        || OPEN_AI.stream().anyMatch(p -> names.contains(p + "token_embedding.weight"));
  }

  /**
   * Reads the sizes.
   *
   * @throws ModelException if a tensor is missing or sizes do not fit each other
   */
  public static ClipTextLayout read(Weights weights) {
    boolean huggingFace = weights.has(HUGGING_FACE + "embeddings.token_embedding.weight");
    String prefix =
        huggingFace || weights.has("token_embedding.weight") ? OPEN_AI.get(0) : OPEN_AI.get(1);
    ClipTextLayout layout = new ClipTextLayout(weights, huggingFace, prefix);
    layout.requireSizes();
    return layout;
  }

  private void requireSizes() {
    if (layers == 0 || width % HEAD_WIDTH != 0 || positions < 2) {
      throw new ModelException(
          ("%s: text half of CLIP: expected layers, a width that is a multiple of %d and at least 2"
                  + " positions, found %d layers, width %d and %d positions")
              .formatted(weights.source(), HEAD_WIDTH, layers, width, positions));
    }
  }

  /** The number of token ids. */
  public int vocabulary() {
    return vocabulary;
  }

  /** The width of a row. */
  public int width() {
    return width;
  }

  /** The greatest number of tokens of a text. */
  public int positions() {
    return positions;
  }

  /** The width of an embedding. */
  public int embedding() {
    return embedding;
  }

  /** The number of layers. */
  public int layers() {
    return layers;
  }

  /** The number of heads. */
  public int heads() {
    return width / HEAD_WIDTH;
  }

  /** The token embedding, [vocabulary, width]. */
  public TensorSource tokenRows() {
    return weights.direct(tokens(), vocabulary, width);
  }

  /** The position embedding, [positions, width]. */
  public TensorSource positionRows() {
    return weights.direct(positionTable(), positions, width);
  }

  /** The projection to the embedding as a right operand, [width, embedding]. */
  public TensorSource projectionMatrix() {
    return huggingFace
        ? weights.transposed(projection(), 0, embedding, embedding, width)
        : weights.direct(projection(), width, embedding);
  }

  /** Prefix of a part of a layer, for names of weights and nodes. */
  public String prefix(int layer, Part part) {
    return layer(layer) + name(part);
  }

  /** Prefix of the last LayerNorm. */
  public String lastNorm() {
    return huggingFace ? HUGGING_FACE + "final_layer_norm" : prefix + "ln_final";
  }

  /** Prefix of a layer's attention, for names of nodes. */
  public String attention(int layer) {
    return layer(layer) + (huggingFace ? "self_attn." : "attn.");
  }

  /** Queries', keys' and values' matrices side by side, as a right operand [width, 3 · width]. */
  public TensorSource attentionMatrix(int layer) {
    if (!huggingFace) {
      return weights.transposed(
          attention(layer) + "in_proj_weight", 0, 3 * width, 3 * width, width);
    }
    for (String part : QKV) {
      weights.requireShape(attention(layer) + part + "_proj.weight", width, width);
    }
    return out -> {
      float[] stacked = new float[3 * width * width];
      for (int i = 0; i < QKV.size(); i++) {
        String name = attention(layer) + QKV.get(i) + "_proj.weight";
        float[] matrix = weights.floats(name, width, width);
        System.arraycopy(matrix, 0, stacked, i * matrix.length, matrix.length);
      }
      out.accept(Matrices.transpose(stacked, 3 * width, width), 0, stacked.length);
    };
  }

  /** The biases of queries, keys and values, [3 · width]. */
  public TensorSource attentionBias(int layer) {
    if (!huggingFace) {
      return weights.direct(attention(layer) + "in_proj_bias", 3L * width);
    }
    List<TensorSource> parts =
        QKV.stream()
            .map(part -> weights.direct(attention(layer) + part + "_proj.bias", width))
            .toList();
    return out -> {
      for (TensorSource part : parts) {
        part.writeTo(out);
      }
    };
  }

  /**
   * All tensors in one order and orientation, whatever the checkpoint's names and format: equal
   * elements are the same model.
   */
  public List<TensorSource> tensors() {
    List<TensorSource> all = new ArrayList<>(List.of(tokenRows(), positionRows()));
    for (int layer = 0; layer < layers; layer++) {
      all.add(attentionMatrix(layer));
      all.add(attentionBias(layer));
      addLinear(all, prefix(layer, Part.ATTENTION_OUT), width, width);
      addLinear(all, prefix(layer, Part.WIDEN), 4 * width, width);
      addLinear(all, prefix(layer, Part.NARROW), width, 4 * width);
      addNorm(all, prefix(layer, Part.NORM_1));
      addNorm(all, prefix(layer, Part.NORM_2));
    }
    addNorm(all, lastNorm());
    all.add(projectionMatrix());
    return all;
  }

  private void addLinear(List<TensorSource> all, String name, int out, int in) {
    all.add(weights.direct(name + ".weight", out, in));
    all.add(weights.direct(name + ".bias", out));
  }

  private void addNorm(List<TensorSource> all, String name) {
    all.add(weights.direct(name + ".weight", width));
    all.add(weights.direct(name + ".bias", width));
  }

  private String tokens() {
    return huggingFace
        ? HUGGING_FACE + "embeddings.token_embedding.weight"
        : prefix + "token_embedding.weight";
  }

  private String positionTable() {
    return huggingFace
        ? HUGGING_FACE + "embeddings.position_embedding.weight"
        : prefix + "positional_embedding";
  }

  private String projection() {
    return huggingFace ? "text_projection.weight" : prefix + "text_projection";
  }

  private String layer(int index) {
    return huggingFace
        ? HUGGING_FACE + "encoder.layers." + index + "."
        : prefix + "transformer.resblocks." + index + ".";
  }

  private String name(Part part) {
    return huggingFace ? part.huggingFace : part.openAi;
  }
}
