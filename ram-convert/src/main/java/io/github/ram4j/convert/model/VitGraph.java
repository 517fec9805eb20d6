package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.layout.VitLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.List;

/**
 * Emits SAM's vision transformer: most blocks attend within windows, a few to the whole image.
 *
 * <p>Rows are in the order of the map. What pads a map to whole windows takes part in attention
 * with keys and values that are the biases; without the biases, which softmax cancels or the output
 * projection's bias has, they are zeros, and one row of zeros stands for all.
 *
 * @see "modeling/image_encoder.py (segment-anything, dca509f)"
 */
final class VitGraph {
  private static final float EPSILON = 1e-6f;
  private static final int CHANNELS = 3;
  private static final List<String> PARTS = List.of("q", "k", "v");

  private final Graph graph;
  private final Weights weights;
  private final VitLayout sizes;
  private final Layers layers;
  private final RelativeAttention attention;

  VitGraph(Graph graph, Weights weights, VitLayout sizes) {
    this.graph = graph;
    this.weights = weights;
    this.sizes = sizes;
    this.layers = new Layers(graph, weights, EPSILON);
    this.attention = new RelativeAttention(graph, weights, layers, sizes);
  }

  /**
   * Emits the transformer.
   *
   * @param image [1, 3, size, size]
   * @return [places, width]
   */
  Value emit(Value image) {
    int width = sizes.width();
    Value sum = patches(image);
    Value normal = layers.normalize(VitLayout.block(0) + "norm1", sum, width);
    for (int i = 0; ; i++) {
      String name = VitLayout.block(i);
      Layers.Residual middle =
          layers.addAndNormalize(name + "norm2", attend(i, normal), attentionBias(i), sum, width);
      Value update = feedForward(name + "mlp.", middle.normalized());
      Value bias = layers.vector(name + "mlp.lin2.bias", width);
      if (i == sizes.depth() - 1) {
        Value unbiased = graph.emit(Op.ADD, "rows.unbiased", update, middle.sum());
        return graph.emit(Op.ADD, "rows", unbiased, bias);
      }
      Layers.Residual end =
          layers.addAndNormalize(
              VitLayout.block(i + 1) + "norm1", update, bias, middle.sum(), width);
      normal = end.normalized();
      sum = end.sum();
    }
  }

  /** Emits a product of cut patches, with positions and bias: [places, width]. */
  private Value patches(Value image) {
    long grid = sizes.grid();
    long patch = sizes.patch();
    int elements = CHANNELS * sizes.patch() * sizes.patch();
    Value cut = layers.reshape("patches.cut", image, CHANNELS, grid, patch, grid, patch);
    Value ordered = layers.transpose("patches.ordered", cut, 1L, 3L, 0L, 2L, 4L);
    Value rows = layers.reshape("patches", ordered, -1, elements);
    String proj = VitLayout.PATCHES;
    weights.requireShape(proj + ".weight", sizes.width(), CHANNELS, patch, patch);
    Value matrix =
        graph.weight(
            proj + ".weight", List.of((long) elements, (long) sizes.width()), patchMatrix());
    Value embedded = graph.emit(Op.MATMUL, proj, rows, matrix);
    Value places =
        graph.exact(
            VitLayout.POSITIONS,
            List.of((long) sizes.tokens(), (long) sizes.width()),
            placesAndBias());
    return graph.emit(Op.ADD, proj + ".placed", embedded, places);
  }

  private TensorSource patchMatrix() {
    return out -> {
      int elements = CHANNELS * sizes.patch() * sizes.patch();
      float[] kernels =
          weights.floats(
              VitLayout.PATCHES + ".weight",
              sizes.width(),
              CHANNELS,
              sizes.patch(),
              sizes.patch());
      float[] matrix = Matrices.transpose(kernels, sizes.width(), elements);
      out.accept(matrix, 0, matrix.length);
    };
  }

  private TensorSource placesAndBias() {
    weights.requireShape(VitLayout.PATCHES + ".bias", sizes.width());
    weights.requireShape(VitLayout.POSITIONS, 1, sizes.grid(), sizes.grid(), sizes.width());
    return out -> {
      float[] bias = weights.floats(VitLayout.PATCHES + ".bias", sizes.width());
      TensorSource.eachRow(
          weights.direct(VitLayout.POSITIONS, 1, sizes.grid(), sizes.grid(), sizes.width()),
          sizes.width(),
          row -> {
            for (int i = 0; i < row.length; i++) {
              row[i] += bias[i];
            }
            out.accept(row, 0, row.length);
          });
    };
  }

  /** Emits a block's attention up to its output projection, without that one's bias. */
  private Value attend(int block, Value normal) {
    String name = VitLayout.attention(block);
    int width = sizes.width();
    WindowGrid grid = new WindowGrid(sizes.grid(), sizes.sides().get(block));
    Value[] parts = new Value[PARTS.size()];
    for (int part = 0; part < parts.length; part++) {
      parts[part] = inWindows(projection(name, part, normal), grid);
    }
    Value attended = attention.emit(name, parts[0], parts[1], parts[2], grid);
    Value rows = layers.reshape(name + "rows", attended, -1, width);
    if (!grid.isWhole()) {
      rows =
          graph.emit(
              Op.GATHER,
              name + "straight",
              List.of(Attribute.of("axis", 0L)),
              rows,
              graph.integers(grid.back()));
    }
    return layers.product(name + "proj", rows, width, width);
  }

  private Value inWindows(Value rows, WindowGrid grid) {
    String name = rows.name();
    Value placed = rows;
    if (!grid.isWhole()) {
      Value zeros =
          graph.exact(
              name + ".padding",
              List.of(1L, (long) sizes.width()),
              TensorSource.of(new float[sizes.width()]));
      Value padded =
          graph.emit(Op.CONCAT, name + ".padded", List.of(Attribute.of("axis", 0L)), rows, zeros);
      placed =
          graph.emit(
              Op.GATHER,
              name + ".placed",
              List.of(Attribute.of("axis", 0L)),
              padded,
              graph.integers(grid.places(sizes.tokens())));
    }
    return layers.reshape(
        name + ".windows", placed, grid.windows(), grid.places(), sizes.width());
  }

  /** Emits a third of the qkv product: queries with their bias and times the scores' scale. */
  private Value projection(String attention, int part, Value normal) {
    String qkv = attention + "qkv.";
    int width = sizes.width();
    int from = part * width;
    float scale = part == 0 ? (float) (1 / Math.sqrt(sizes.headWidth())) : 1;
    TensorSource matrix =
        Scaled.by(
            scale, weights.transposed(qkv + "weight", from, from + width, 3 * width, width));
    TensorSource bias = part == 0 ? Scaled.by(scale, qkvBias(attention, part)) : null;
    return graph
        .products()
        .of(attention + PARTS.get(part), normal, width, width, matrix, bias);
  }

  private TensorSource qkvBias(String attention, int part) {
    int width = sizes.width();
    weights.requireShape(attention + "qkv.bias", 3L * width);
    return out ->
        out.accept(weights.floats(attention + "qkv.bias", 3L * width), part * width, width);
  }

  /** The bias of the output projection, and what the values' bias adds to every row. */
  private Value attentionBias(int block) {
    String name = VitLayout.attention(block);
    int width = sizes.width();
    weights.requireShape(name + "proj.bias", width);
    return graph.exact(
        name + "proj.bias",
        List.of((long) width),
        out -> {
          float[] values = TensorSource.read(qkvBias(name, 2), width);
          float[] bias =
              Matrices.linear(
                  values,
                  1,
                  width,
                  weights.floats(name + "proj.weight", width, width),
                  weights.floats(name + "proj.bias", width));
          out.accept(bias, 0, bias.length);
        });
  }

  /** Emits the feed-forward layer, some rows at a time. */
  private Value feedForward(String name, Value rows) {
    int width = sizes.width();
    int few = RowBlocks.rows(sizes.tokens());
    if (few == sizes.tokens() || !graph.isInBlocks()) {
      return layers.feedForward(
          name + "lin1", name + "lin2", rows, width, sizes.feedForward());
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
                            name + "lin1",
                            name + "lin2",
                            block.get(0),
                            width,
                            sizes.feedForward())))
            .get(0);
    return layers.reshape(name + "rows", stacked, -1, width);
  }
}
