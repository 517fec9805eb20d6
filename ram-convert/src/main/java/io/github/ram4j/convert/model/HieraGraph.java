package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.HieraLayout;
import io.github.ram4j.convert.layout.HieraLayout.Block;
import io.github.ram4j.convert.layout.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits SAM 2's Hiera: four stages of blocks that attend within windows or to the whole image; the
 * first block of a stage makes one place of four.
 *
 * <p>Rows are in the order of {@link QuadOrder} throughout, so that four places which become one
 * are neighbours, and most windows are slices.
 *
 * @see "sam2/modeling/backbones/hieradet.py (sam2, 2b90b9f)"
 */
final class HieraGraph {
  private static final float EPSILON = 1e-6f;
  private static final int SQUARE = 4;

  private final Graph graph;
  private final Weights weights;
  private final HieraLayout sizes;
  private final List<Block> blocks;
  private final Layers layers;
  private final HieraAttention attention;

  HieraGraph(Graph graph, Weights weights, HieraLayout sizes) {
    this.graph = graph;
    this.weights = weights;
    this.sizes = sizes;
    this.blocks = sizes.blocks();
    this.layers = new Layers(graph, weights, EPSILON);
    this.attention = new HieraAttention(graph, weights, layers);
  }

  /**
   * Emits the transformer.
   *
   * @param image [1, 3, size, size]
   * @return the map of each stage, [places, width]
   */
  List<Value> emit(Value image) {
    List<Value> stages = new ArrayList<>();
    Value sum = patches(image);
    Block first = blocks.get(0);
    List<Value> projected =
        inBlocks(first.name() + "first.", List.of(sum), first, rows -> begin(first, rows.get(0)));
    for (Block block : blocks) {
      boolean last = block.index() == blocks.size() - 1;
      Block next = last ? null : blocks.get(block.index() + 1);
      if (block.pools()) {
        stages.add(sum);
        Value normal = projected.get(0);
        projected = pooledProjections(block, normal);
        sum = pooled(layers.linear(block.name() + "proj", normal, block.out(), block.in()), block);
      }
      Value attended = attention.emit(block, projected);
      List<Value> made =
          inBlocks(
              block.name() + "rows.",
              List.of(attended, sum),
              block,
              rows -> afterAttention(block, next, rows.get(0), rows.get(1)));
      sum = made.get(0);
      projected = made.subList(1, made.size());
    }
    stages.add(sum);
    return stages;
  }

  private interface Rows {
    List<Value> of(List<Value> rows);
  }

  private List<Value> inBlocks(String name, List<Value> rows, Block block, Rows body) {
    int places = block.outSide() * block.outSide();
    return RowScan.emit(graph, name, rows, places, block.out(), body::of);
  }

  private List<Value> begin(Block block, Value rows) {
    return attention.projections(block, layers.normalize(block.name() + "norm1", rows, block.in()));
  }

  /** Queries, keys and values of a block that pools its queries. */
  private List<Value> pooledProjections(Block block, Value normal) {
    List<Value> parts = attention.projections(block, normal);
    return List.of(pooled(parts.get(0), block), parts.get(1), parts.get(2));
  }

  /** Emits the largest element of each square of four places. */
  private Value pooled(Value rows, Block block) {
    String name = rows.name() + ".pooled";
    long width = block.out();
    Value squares = layers.reshape(name + ".squares", rows, -1, SQUARE * width);
    Value four = graph.integers(width, width, width, width);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < SQUARE; i++) {
      names.add(name + "." + i);
    }
    List<Value> places =
        graph.emit(Op.SPLIT, names, List.of(Attribute.of("axis", 1L)), squares, four);
    return graph.emit(Op.MAX, name, places.toArray(Value[]::new));
  }

  /**
   * Emits what each row goes through from one attention to the next one.
   *
   * @param next the block after this one, or null
   * @return the sum of residuals; then queries, keys and values of the next block, or normalized
   *     rows if that one pools
   */
  private List<Value> afterAttention(Block block, Block next, Value attended, Value skip) {
    String name = block.name();
    int width = block.out();
    Value context = layers.product(name + "attn.proj", attended, width, width);
    Layers.Residual middle =
        layers.addAndNormalize(name + "norm2", context, attention.outputBias(block), skip, width);
    Value update =
        layers.feedForward(
            name + "mlp.layers.0", name + "mlp.layers.1", middle.normalized(), width, 4 * width);
    Value bias = layers.vector(name + "mlp.layers.1.bias", width);
    if (next == null) {
      Value unbiased = graph.emit(Op.ADD, name + "unbiased", update, middle.sum());
      return List.of(graph.emit(Op.ADD, name + "sum", unbiased, bias));
    }
    Layers.Residual end =
        layers.addAndNormalize(next.name() + "norm1", update, bias, middle.sum(), width);
    List<Value> made = new ArrayList<>(List.of(end.sum()));
    made.addAll(
        next.pools() ? List.of(end.normalized()) : attention.projections(next, end.normalized()));
    return made;
  }

  /** Emits a convolution with its bias, and positions: [places, width]. */
  private Value patches(Value image) {
    String name = HieraLayout.PATCHES;
    long width = sizes.width();
    long kernel = HieraLayout.PATCH_PX;
    long pad = kernel / 2;
    long stride = HieraLayout.PATCH_STRIDE;
    Value map =
        graph.emit(
            Op.CONV,
            name,
            List.of(
                Attribute.of("kernel_shape", kernel, kernel),
                Attribute.of("pads", pad, pad, pad, pad),
                Attribute.of("strides", stride, stride)),
            image,
            graph.weight(
                name + ".weight",
                List.of(width, 3L, kernel, kernel),
                weights.direct(name + ".weight", width, 3, kernel, kernel)),
            layers.vector(name + ".bias", sizes.width()));
    Value flat = layers.reshape(name + ".flat", map, width, -1);
    QuadOrder order = new QuadOrder(sizes.side(0));
    Value rows =
        graph.emit(
            Op.GATHER,
            name + ".ordered",
            List.of(Attribute.of("axis", 0L)),
            layers.transpose(name + ".rows", flat, 1L, 0L),
            graph.integers(order.rowByRow()));
    Value places =
        graph.weight(
            HieraLayout.POSITIONS,
            List.of((long) order.places(), width),
            HieraPositions.of(weights, sizes));
    return graph.emit(Op.ADD, name + ".placed", rows, places);
  }
}
