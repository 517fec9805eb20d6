package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.layout.VitLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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
    Value sum = patches(image);
    String first = VitLayout.block(0) + "first.";
    List<Value> projected =
        inBlocks(first, List.of(sum), rows -> projections(0, normal(0, rows.get(0))));
    for (int i = 0; ; i++) {
      int block = i;
      Value attended = attend(block, projected);
      List<Value> next =
          inBlocks(
              VitLayout.block(block) + "rows.",
              List.of(attended, sum),
              rows -> afterAttention(block, rows.get(0), rows.get(1)));
      if (block == sizes.depth() - 1) {
        return next.get(0);
      }
      sum = next.get(0);
      projected = next.subList(1, next.size());
    }
  }

  private Value normal(int block, Value rows) {
    return layers.normalize(VitLayout.block(block) + "norm1", rows, sizes.width());
  }

  /**
   * Emits what each row goes through from one attention to the next one's projections.
   *
   * @return the sum of residuals, and queries, keys and values unless the block is the last
   */
  private List<Value> afterAttention(int block, Value attended, Value skip) {
    String name = VitLayout.block(block);
    int width = sizes.width();
    Value context = layers.product(VitLayout.attention(block) + "proj", attended, width, width);
    Layers.Residual middle =
        layers.addAndNormalize(name + "norm2", context, attentionBias(block), skip, width);
    Value update =
        layers.feedForward(
            name + "mlp.lin1", name + "mlp.lin2", middle.normalized(), width, sizes.feedForward());
    Value bias = layers.vector(name + "mlp.lin2.bias", width);
    if (block == sizes.depth() - 1) {
      Value unbiased = graph.emit(Op.ADD, "rows.unbiased", update, middle.sum());
      return List.of(graph.emit(Op.ADD, "rows", unbiased, bias));
    }
    Layers.Residual end =
        layers.addAndNormalize(
            VitLayout.block(block + 1) + "norm1", update, bias, middle.sum(), width);
    List<Value> next = new ArrayList<>(List.of(end.sum()));
    next.addAll(projections(block + 1, end.normalized()));
    return next;
  }

  private List<Value> inBlocks(
      String name, List<Value> rows, Function<List<Value>, List<Value>> body) {
    return RowScan.emit(graph, name, rows, sizes.tokens(), sizes.width(), body);
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
              VitLayout.PATCHES + ".weight", sizes.width(), CHANNELS, sizes.patch(), sizes.patch());
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

  /** Emits a block's attention up to its output projection, [places, width]. */
  private Value attend(int block, List<Value> projected) {
    String name = VitLayout.attention(block);
    WindowGrid grid = new WindowGrid(sizes.grid(), sizes.sides().get(block));
    if (grid.isWhole() && graph.isInBlocks()) {
      return new WholeAttention(graph, weights, layers, sizes)
          .emit(name, projected.get(0), projected.get(1), projected.get(2));
    }
    List<Value> parts = projected.stream().map(part -> inWindows(part, grid)).toList();
    Value attended = attention.emit(name, parts.get(0), parts.get(1), parts.get(2), grid);
    Value rows = layers.reshape(name + "rows", attended, -1, sizes.width());
    return grid.isWhole()
        ? rows
        : graph.emit(
            Op.GATHER,
            name + "straight",
            List.of(Attribute.of("axis", 0L)),
            rows,
            graph.integers(grid.back()));
  }

  private List<Value> projections(int block, Value normal) {
    String name = VitLayout.attention(block);
    List<Value> parts = new ArrayList<>();
    for (int part = 0; part < PARTS.size(); part++) {
      parts.add(projection(name, part, normal));
    }
    return parts;
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
    return layers.reshape(name + ".windows", placed, grid.windows(), grid.places(), sizes.width());
  }

  /** Emits a third of the qkv product: queries with their bias and times the scores' scale. */
  private Value projection(String attention, int part, Value normal) {
    String qkv = attention + "qkv.";
    int width = sizes.width();
    int from = part * width;
    float scale = part == 0 ? (float) (1 / Math.sqrt(sizes.headWidth())) : 1;
    TensorSource matrix =
        Scaled.by(scale, weights.transposed(qkv + "weight", from, from + width, 3 * width, width));
    TensorSource bias = part == 0 ? Scaled.by(scale, qkvBias(attention, part)) : null;
    return graph.products().of(attention + PARTS.get(part), normal, width, width, matrix, bias);
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
}
