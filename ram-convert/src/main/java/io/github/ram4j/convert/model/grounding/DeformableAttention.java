package io.github.ram4j.convert.model.grounding;

import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.GroundingSizes;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.model.Layers;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits deformable attention: each head of a query samples a few points of each level, bilinear,
 * with zeros outside, and sums them by weights.
 *
 * <p>A query's points are columns of one row, first all x, then all y, so that what depends on
 * levels is a row of constants. {@link PointRows} turns them into rows of values.
 */
final class DeformableAttention {
  private static final int AXES = 2;

  private final Emitter to;
  private final Graph graph;
  private final Layers layers;
  private final GroundingSizes sizes;
  private final PointRows points;

  /** The number of points of a query. */
  private final int count;

  /**
   * From a pair of x and y to the columns of the points, in pixels of their levels, [2, 2 ·
   * points].
   */
  private final Value toPixels;

  /**
   * Prepares what all attentions of a graph share.
   *
   * @param levelSizes width and height of each level, [levels, 2]
   * @param levelStarts the first place of each level, [levels]
   */
  DeformableAttention(Emitter to, Value levelSizes, Value levelStarts) {
    this.to = to;
    this.graph = to.graph();
    this.layers = to.layers();
    this.sizes = to.sizes();
    this.count = sizes.heads() * sizes.levels() * sizes.points();
    Value ofPoints = columns("levels.sizes", levelSizes, AXES);
    float[] axes = new float[AXES * AXES * count];
    for (int axis = 0; axis < AXES; axis++) {
      for (int i = 0; i < count; i++) {
        axes[axis * AXES * count + axis * count + i] = 1;
      }
    }
    Value mask = to.constant("levels.axes", List.of((long) AXES, (long) AXES * count), axes);
    this.toPixels = to.multiply("levels.to_pixels", mask, ofPoints);
    this.points = new PointRows(to, ofPoints, columns("levels.starts", levelStarts, 1), count);
  }

  /**
   * Spreads numbers of levels to the columns of points, [1, numbers · points].
   *
   * @param perLevel [levels, numbers] or, for one, [levels]
   */
  private Value columns(String name, Value perLevel, int numbers) {
    int levels = sizes.levels();
    float[] choice = new float[levels * numbers * numbers * count];
    for (int number = 0; number < numbers; number++) {
      for (int i = 0; i < count; i++) {
        int level = i / sizes.points() % levels;
        int row = level * numbers + number;
        choice[row * numbers * count + number * count + i] = 1;
      }
    }
    Value matrix =
        to.constant(
            name + ".choice", List.of((long) levels * numbers, (long) numbers * count), choice);
    Value flat = layers.reshape(name + ".flat", perLevel, 1, (long) levels * numbers);
    return graph.emit(Op.MATMUL, name, flat, matrix);
  }

  /** Emits the centres of queries in pixels of each point's level, [queries, 2 · points]. */
  Value inPixels(String name, Value centres) {
    Value pixels = graph.emit(Op.MATMUL, name + ".from_edge", centres, toPixels);
    return graph.emit(Op.SUB, name, pixels, graph.scalar(0.5f));
  }

  /**
   * The queries of an attention.
   *
   * @param rows [queries, width]
   * @param pixels their centres by {@link #inPixels}
   * @param scales by which offsets are multiplied, [queries, 2 · points]; null for none
   */
  record Queries(Value rows, Value pixels, Value scales) {}

  /** Emits the factors of offsets, extents in pixels, [queries, 2 · points]. */
  Value scales(String name, Value extents) {
    return graph.emit(Op.MATMUL, name, extents, toPixels);
  }

  /**
   * Emits the attention up to the output projection, without its bias.
   *
   * @param name prefix of the attention's tensors, with its dot
   * @param memory the rows of all levels, [places, width]
   * @param block number of queries at a time, which divides their number; 0 for all
   */
  Value emit(String name, Queries queries, Value memory, int block) {
    int width = sizes.width();
    Value values = layers.linear(name + "value_proj", memory, width, width);
    Value table = layers.reshape(name + "table", values, -1, width / sizes.heads());
    Value offsets = offsets(name + "sampling_offsets", queries.rows());
    if (queries.scales() != null) {
      offsets = to.multiply(name + "scaled_offsets", offsets, queries.scales());
    }
    Value pixels = to.add(name + "pixels", offsets, queries.pixels());
    Value logits = layers.linear(name + "attention_weights", queries.rows(), count, width);
    Value cut =
        layers.reshape(
            name + "logits", logits, 0, sizes.heads(), (long) sizes.levels() * sizes.points());
    Value shares = layers.reshape(name + "shares", to.softmax(name + "softmax", cut), 0, count);
    Value sampled;
    if (block == 0 || !graph.isInBlocks()) {
      sampled = points.sampled(name, pixels, shares, table, 0);
    } else {
      List<Value> sliced = new ArrayList<>();
      sliced.add(layers.reshape(name + "pixel_blocks", pixels, -1, block, (long) AXES * count));
      sliced.add(layers.reshape(name + "share_blocks", shares, -1, block, count));
      sampled =
          graph
              .scan(
                  name + "block",
                  sliced,
                  slice -> List.of(points.sampled(name, slice.get(0), slice.get(1), table, block)))
              .get(0);
    }
    Value rows = layers.reshape(name + "sampled_rows", sampled, -1, width);
    return layers.product(name + "output_proj", rows, width, width);
  }

  /** Emits the offsets of points in pixels; the tensor has x and y of each point side by side. */
  private Value offsets(String linear, Value rows) {
    int width = sizes.width();
    int columns = AXES * count;
    float[] weight = to.weights().floats(linear + ".weight", columns, width);
    float[] bias = to.weights().floats(linear + ".bias", columns);
    float[] orderedWeight = new float[weight.length];
    float[] orderedBias = new float[columns];
    for (int i = 0; i < columns; i++) {
      int into = i % AXES * count + i / AXES;
      orderedBias[into] = bias[i];
      System.arraycopy(weight, i * width, orderedWeight, into * width, width);
    }
    return graph
        .products()
        .of(
            linear,
            rows,
            width,
            columns,
            TensorSource.of(Matrices.transpose(orderedWeight, columns, width)),
            TensorSource.of(orderedBias));
  }
}
