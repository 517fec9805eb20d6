package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.Architecture.Stage;
import io.github.ram4j.convert.layout.BiasTableResampling;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.layout.TensorNames;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Emits the Swin encoder.
 *
 * <p>Tokens stay in the order of the unshifted windows ({@link TokenOrder}). Patches are cut
 * directly into that order, and patch merging goes from one stage's order to the next's by the
 * index that gathers the squares. Every residual connection is one fused operator with the
 * LayerNorm and the bias around it.
 *
 * @see "swin_transformer.py (recognize-anything, 7cb804a)"
 */
final class SwinGraph {

  private static final float EPSILON = 1e-5f;
  private static final int CHANNELS = 3;
  private static final List<String> PARTS = List.of("query", "key", "value");

  /** The number of tokens of a merged square. */
  private static final int SQUARE = 4;

  /**
   * The end of a stage, summed at its next normalization.
   *
   * @param update output of the last feed-forward layer, without its bias
   * @param bias name of the bias
   * @param skip the skip connection
   */
  private record StageEnd(Value update, String bias, Value skip) {}

  private final Graph graph;
  private final Weights weights;
  private final Architecture sizes;
  private final Layers layers;

  SwinGraph(Graph graph, Weights weights, Architecture sizes) {
    this.graph = graph;
    this.weights = weights;
    this.sizes = sizes;
    this.layers = new Layers(graph, weights, EPSILON);
  }

  /**
   * Emits the encoder.
   *
   * @param image [batch, 3, size, size]
   * @param name the name of the output
   * @return [batch, 1 + tokens, width], the mean of the tokens first
   */
  Value emit(Value image, String name) {
    Value rows = patches(image);
    int last = sizes.stages().size() - 1;
    for (int i = 0; i < last; i++) {
      rows = merge(i, stage(i, rows));
    }
    StageEnd end = stage(last, rows);
    Value bias = layers.vector(end.bias(), sizes.visionWidth());
    Value normalized =
        layers.normalizeSum(
            TensorNames.ENCODER + "norm", end.update(), bias, end.skip(), sizes.visionWidth());
    return withMean(normalized, name);
  }

  /**
   * Emits the patch embedding, [batch · tokens, embedDim] in window order: a Linear layer on
   * patches of 48 numbers.
   */
  private Value patches(Value image) {
    Stage stage = sizes.stages().get(0);
    long across = stage.side() / stage.window();
    long window = stage.window();
    long patch = Architecture.PATCH;
    int patchElements = CHANNELS * Architecture.PATCH * Architecture.PATCH;
    Value cut =
        layers.reshape(
            "patches.cut", image, -1, CHANNELS, across, window, patch, across, window, patch);
    Value ordered = layers.transpose("patches.ordered", cut, 0L, 2L, 5L, 3L, 6L, 1L, 4L, 7L);
    Value rows = layers.reshape("patches", ordered, -1, patchElements);
    String proj = TensorNames.ENCODER + "patch_embed.proj";
    float[] convolution =
        weights.floats(
            proj + ".weight", sizes.embedDim(), CHANNELS, Architecture.PATCH, Architecture.PATCH);
    Value matrix =
        graph.weight(
            proj + ".weight",
            List.of((long) patchElements, (long) sizes.embedDim()),
            TensorSource.of(Matrices.transpose(convolution, sizes.embedDim(), patchElements)));
    Value embedded = graph.emit(Op.MATMUL, proj, rows, matrix);
    Value normalized =
        layers.normalizeBiased(
            TensorNames.ENCODER + "patch_embed.norm", embedded, proj + ".bias", sizes.embedDim());
    return sizes.absolutePositions() ? placed(normalized) : normalized;
  }

  /** Adds the absolute position embeddings to the patches' rows. */
  private Value placed(Value rows) {
    Stage stage = sizes.stages().get(0);
    int width = sizes.embedDim();
    float[] stored = weights.floats(TensorNames.POSITIONS, 1, stage.tokens(), width);
    float[] ordered = new float[stored.length];
    int[] order = TokenOrder.windows(stage);
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(stored, order[i] * width, ordered, i * width, width);
    }
    Value places =
        graph.exact(
            TensorNames.POSITIONS,
            List.of((long) stage.tokens(), (long) width),
            TensorSource.of(ordered));
    Value maps = layers.reshape(TensorNames.POSITIONS + ".maps", rows, -1, stage.tokens(), width);
    Value sum = graph.emit(Op.ADD, TensorNames.POSITIONS + ".added", maps, places);
    return layers.reshape(TensorNames.POSITIONS + ".rows", sum, -1, width);
  }

  /** Emits all blocks of a stage. */
  private StageEnd stage(int index, Value input) {
    String prefix = TensorNames.ENCODER + "layers." + index + ".blocks.";
    int width = sizes.width(index);
    int last = sizes.stages().get(index).depth() - 1;
    Value sum = input;
    Value normalized = layers.normalize(prefix + "0.norm1", input, width);
    for (int block = 0; ; block++) {
      String name = prefix + block + ".";
      Value attended = attention(index, block, normalized);
      Layers.Residual middle =
          layers.addAndNormalize(
              name + "norm2", attended, attentionBias(name + "attn.", width), sum, width);
      Value update = feedForward(name + "mlp.", middle.normalized(), index);
      String bias = name + "mlp.fc2.bias";
      if (block == last) {
        return new StageEnd(update, bias, middle.sum());
      }
      Layers.Residual end =
          layers.addAndNormalize(
              prefix + (block + 1) + ".norm1",
              update,
              layers.vector(bias, width),
              middle.sum(),
              width);
      normalized = end.normalized();
      sum = end.sum();
    }
  }

  /**
   * Emits the feed-forward layer, for tall maps some rows at a time, so that wide values stay in
   * the caches.
   */
  private Value feedForward(String name, Value rows, int index) {
    int width = sizes.width(index);
    int tokens = sizes.stages().get(index).tokens();
    int few = RowBlocks.rows(tokens);
    if (few == tokens || !graph.isInBlocks()) {
      return layers.feedForward(name + "fc1", name + "fc2", rows, width, 4 * width);
    }
    Value cut = layers.reshape(name + "blocks", rows, -1, few, width);
    Value stacked =
        graph
            .scan(
                name + "block",
                List.of(cut),
                block ->
                    List.of(
                        layers.feedForward(
                            name + "fc1", name + "fc2", block.get(0), width, 4 * width)))
            .get(0);
    return layers.reshape(name + "rows", stacked, -1, width);
  }

  /**
   * Adds attention's constant bias: the bias of proj plus proj of the values' bias, which every
   * weighted mean of values contains.
   */
  private Value attentionBias(String name, int width) {
    float[] bias =
        Matrices.linear(
            qkvBias(name, 2, width),
            1,
            width,
            weights.floats(name + "proj.weight", width, width),
            weights.floats(name + "proj.bias", width));
    return graph.exact(name + "proj.bias", List.of((long) width), TensorSource.of(bias));
  }

  private float[] qkvBias(String name, int third, int width) {
    float[] biases = weights.floats(name + "qkv.bias", 3L * width);
    return Arrays.copyOfRange(biases, third * width, (third + 1) * width);
  }

  /** Emits window attention up to the product with proj; the residual connection adds the bias. */
  private Value attention(int index, int block, Value normalized) {
    Stage stage = sizes.stages().get(index);
    int width = sizes.width(index);
    boolean shifted = block % 2 == 1 && stage.shift() > 0;
    String name = TensorNames.ENCODER + "layers." + index + ".blocks." + block + ".attn";
    Value rows = normalized;
    if (shifted) {
      rows =
          reorder(
              name + ".shifted",
              rows,
              stage,
              width,
              TokenOrder.windows(stage),
              TokenOrder.shiftedWindows(stage));
    }
    WindowAttention windows = new WindowAttention(graph, layers, stage, width);
    float[] table = biasTable(name, stage);
    if (!shifted && stage.tokens() > RowBlocks.MOST_ROWS && graph.isInBlocks()) {
      return attentionOfTallMap(name, rows, stage, width, windows, table);
    }
    Value context = windows.emit(name, projections(name, rows, width), table, shifted);
    if (shifted) {
      context =
          reorder(
              name + ".unshifted",
              context,
              stage,
              width,
              TokenOrder.shiftedWindows(stage),
              TokenOrder.windows(stage));
    }
    return layers.product(name + ".proj", context, width, width);
  }

  /** Emits window attention for a map of many unshifted windows, a few windows at a time. */
  private Value attentionOfTallMap(
      String name, Value rows, Stage stage, int width, WindowAttention windows, float[] table) {
    int few = windows.together(WindowKind.unshifted(stage)) * stage.windowTokens();
    Value cut = layers.reshape(name + ".blocks", rows, -1, few, width);
    Value stacked =
        graph
            .scan(
                name + ".block",
                List.of(cut),
                block -> {
                  List<Value> projected = projections(name, block.get(0), width);
                  Value context = windows.ofFew(name, projected, table);
                  return List.of(layers.product(name + ".proj", context, width, width));
                })
            .get(0);
    return layers.reshape(name + ".rows", stacked, -1, width);
  }

  private List<Value> projections(String name, Value rows, int width) {
    List<Value> projected = new ArrayList<>();
    for (int part = 0; part < PARTS.size(); part++) {
      projected.add(projection(name, PARTS.get(part), part, rows, width));
    }
    return projected;
  }

  /**
   * Emits one third of the qkv Linear layer, with a bias for the queries only: the keys' bias adds
   * a constant to all scores of a query, which softmax cancels, and the values' bias is in {@link
   * #attentionBias}.
   */
  private Value projection(String name, String part, int third, Value rows, int width) {
    String qkv = name + ".qkv.";
    int from = third * width;
    TensorSource bias = third > 0 ? null : TensorSource.of(qkvBias(name + ".", 0, width));
    return graph
        .products()
        .of(
            name + "." + part,
            rows,
            width,
            width,
            weights.transposed(qkv + "weight", from, from + width, 3 * width, width),
            bias);
  }

  private float[] biasTable(String name, Stage stage) {
    int storedSide = 2 * stage.storedWindow() - 1;
    float[] stored =
        weights.floats(
            name + ".relative_position_bias_table", (long) storedSide * storedSide, stage.heads());
    return stage.window() == stage.storedWindow()
        ? stored
        : BiasTableResampling.resample(stored, stage.storedWindow(), stage.window());
  }

  /** Emits patch merging: squares of four tokens side by side, LayerNorm, product. */
  private Value merge(int index, StageEnd end) {
    int width = sizes.width(index);
    String prefix = TensorNames.ENCODER + "layers." + index + ".downsample.";
    float[] bias = weights.floats(end.bias(), width);
    float[] biasOfSquare = new float[SQUARE * width];
    for (int token = 0; token < SQUARE; token++) {
      System.arraycopy(bias, 0, biasOfSquare, token * width, width);
    }
    long wide = biasOfSquare.length;
    Value normalized =
        layers.normalizeSum(
            prefix + "norm",
            squares(prefix + "update", index, end.update()),
            graph.exact(end.bias() + ".wide", List.of(wide), TensorSource.of(biasOfSquare)),
            squares(prefix + "skip", index, end.skip()),
            SQUARE * width);
    return layers.product(prefix + "reduction", normalized, 2 * width, SQUARE * width);
  }

  /** Emits rows of four tokens. */
  private Value squares(String name, int index, Value rows) {
    Stage stage = sizes.stages().get(index);
    int width = sizes.width(index);
    int[] squares = TokenOrder.squares(stage, sizes.stages().get(index + 1));
    Value gathered = reorder(name, rows, stage, width, TokenOrder.windows(stage), squares);
    return layers.reshape(name + ".wide", gathered, -1, (long) SQUARE * width);
  }

  private Value reorder(String name, Value rows, Stage stage, int width, int[] from, int[] to) {
    Value maps = layers.reshape(name + ".maps", rows, -1, stage.tokens(), width);
    Value gathered =
        graph.emit(
            Op.GATHER,
            name,
            List.of(Attribute.of("axis", 1L)),
            maps,
            graph.integers(TokenOrder.indices(from, to)));
    return layers.reshape(name + ".rows", gathered, -1, width);
  }

  private Value mean(String name, Value tokens) {
    Attribute keep = Attribute.of("keepdims", 1L);
    if (graph.isPortable()) {
      List<Attribute> ofTokens = List.of(new Attribute("axes", List.of(1L)), keep);
      return graph.emit(Op.REDUCE_MEAN_OF_AXES, name, ofTokens, tokens);
    }
    return graph.emit(Op.REDUCE_MEAN, name, List.of(keep), tokens, graph.integers(1));
  }

  private Value withMean(Value rows, String name) {
    Stage stage = sizes.stages().get(sizes.stages().size() - 1);
    Value tokens =
        layers.reshape(
            TensorNames.ENCODER + "tokens", rows, -1, stage.tokens(), sizes.visionWidth());
    Value mean = mean(TensorNames.ENCODER + "mean", tokens);
    return graph.emit(Op.CONCAT, name, List.of(Attribute.of("axis", 1L)), mean, tokens);
  }
}
