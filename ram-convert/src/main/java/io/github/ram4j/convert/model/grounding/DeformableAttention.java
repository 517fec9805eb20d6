package io.github.ram4j.convert.model.grounding;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.ElementType;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.GroundingSizes;
import io.github.ram4j.convert.model.Layers;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits deformable attention: each head of a query samples a few points of each level, bilinear,
 * with zeros outside, and sums them by weights.
 *
 * <p>A point is four rows of a head's values, gathered and summed by one small product for each
 * query and head. Pixels left of and above the point are limited to the last but one, so that all
 * four are within the map; the weight of a pixel is 1 less its distance, which is 0 for pixels that
 * this moved.
 */
final class DeformableAttention {
  private static final int AXES = 2;
  private static final int CORNERS = 4;

  private final Emitter to;
  private final Graph graph;
  private final Layers layers;
  private final GroundingSizes sizes;
  private final Value levelSizes;
  private final Value limits;
  private final Value farFactors;
  private final Value starts;
  private final Value widths;
  private final Value headOffsets;

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
    long levels = sizes.levels();
    this.levelSizes =
        layers.reshape("levels.sizes", levelSizes, 1, 1, levels, 1, AXES);
    Value lessOne = graph.emit(Op.SUB, "levels.last", this.levelSizes, graph.scalar(1));
    Value lessTwo = graph.emit(Op.SUB, "levels.before_last", this.levelSizes, graph.scalar(2));
    this.limits = graph.emit(Op.MAX, "levels.limits", lessTwo, graph.scalar(0));
    this.farFactors = graph.emit(Op.MIN, "levels.far_factors", lessOne, graph.scalar(1));
    this.starts = layers.reshape("levels.starts", levelStarts, 1, 1, levels, 1);
    this.widths = axis("levels.widths", this.levelSizes, 0);
    float[] heads = new float[sizes.heads()];
    for (int i = 0; i < heads.length; i++) {
      heads[i] = i;
    }
    this.headOffsets = to.constant("heads", List.of(1L, (long) heads.length, 1L, 1L), heads);
  }

  /**
   * The queries of an attention.
   *
   * @param rows [queries, width]
   * @param centres of their references, from 0 to 1, [queries, 2]
   * @param extents by which offsets are scaled, [queries, 2]; null for one pixel
   */
  record Queries(Value rows, Value centres, Value extents) {}

  /**
   * Emits the attention up to the output projection, without its bias.
   *
   * @param name prefix of the attention's tensors, with its dot
   * @param memory the rows of all levels, [places, width]
   * @param block number of queries at a time, which divides their number; 0 for all
   */
  Value emit(String name, Queries queries, Value memory, int block) {
    int width = sizes.width();
    long perHead = (long) sizes.levels() * sizes.points();
    int heads = sizes.heads();
    Value values = layers.linear(name + "value_proj", memory, width, width);
    Value table = layers.reshape(name + "table", values, -1, width / heads);
    Value last =
        graph.emit(
            Op.SUB,
            name + "last_row",
            graph.emit(
                Op.CAST,
                name + "rows_float",
                List.of(Attribute.of("to", ElementType.FLOAT.onnxId())),
                graph.emit(
                    Op.SHAPE,
                    name + "row_count",
                    List.of(Attribute.of("start", 0L), Attribute.of("end", 1L)),
                    table)),
            graph.scalar(1));
    int offsetWidth = (int) (heads * perHead * AXES);
    Value offsets = layers.linear(name + "sampling_offsets", queries.rows(), offsetWidth, width);
    Value logits =
        layers.linear(
            name + "attention_weights", queries.rows(), (int) (heads * perHead), width);
    List<Value> whole = new ArrayList<>(List.of(offsets, logits, queries.centres()));
    if (queries.extents() != null) {
      whole.add(queries.extents());
    }
    if (block == 0) {
      return layers.product(name + "output_proj", sampled(name, whole, table, last), width, width);
    }
    long[] lengths = {offsetWidth, heads * perHead, AXES, AXES};
    List<Value> sliced = new ArrayList<>();
    for (int i = 0; i < whole.size(); i++) {
      Value each = whole.get(i);
      sliced.add(
          layers.reshape("%sblocks.%d".formatted(name, i), each, -1, block, lengths[i]));
    }
    Value stacked =
        graph
            .scan(name + "block", sliced, slice -> List.of(sampled(name, slice, table, last)))
            .get(0);
    Value rows = layers.reshape(name + "sampled_rows", stacked, -1, width);
    return layers.product(name + "output_proj", rows, width, width);
  }

  /** Emits the sampled values, [queries, width]. */
  private Value sampled(String name, List<Value> operands, Value table, Value last) {
    int heads = sizes.heads();
    long levels = sizes.levels();
    long points = sizes.points();
    long perHead = levels * points;
    Value pixels = pixels(name, operands);
    Value floor = graph.emit(Op.FLOOR, name + "floor", pixels);
    Value lower = graph.emit(Op.MIN, name + "lower", floor, limits);
    Value near = graph.emit(Op.MAX, name + "near", lower, graph.scalar(0));
    Value distance = graph.emit(Op.SUB, name + "distance", pixels, near);
    Value nearShare = share(name + "near", distance);
    Value beyond = graph.emit(Op.SUB, name + "beyond", distance, graph.scalar(1));
    Value farShare = to.multiply(name + "far_within", share(name + "far", beyond), farFactors);

    Value weights = to.softmax(name + "shares", layers.reshape(
        name + "logits", operands.get(1), 0, heads, perHead));
    Value ofPoints = layers.reshape(name + "of_points", weights, 0, heads, levels, points);
    Value upper = to.multiply(name + "upper", ofPoints, axis(name + "near_y", nearShare, 1));
    Value under = to.multiply(name + "under", ofPoints, axis(name + "far_y", farShare, 1));
    Value left = axis(name + "near_x", nearShare, 0);
    Value right = axis(name + "far_x", farShare, 0);
    Value shares =
        fourTimes(
            name + "corner_shares",
            List.of(
                to.multiply(name + "share.0", upper, left),
                to.multiply(name + "share.1", upper, right),
                to.multiply(name + "share.2", under, left),
                to.multiply(name + "share.3", under, right)),
            1);

    Value rowsBefore = to.multiply(name + "rows_before", axis(name + "y", near, 1), widths);
    Value inLevel = to.add(name + "in_level", rowsBefore, axis(name + "x", near, 0));
    Value places = to.add(name + "places", inLevel, starts);
    Value perPlace = to.multiply(name + "per_place", places, graph.scalar(heads));
    Value corner = to.add(name + "corner", perPlace, headOffsets);
    Value step = graph.scalar(heads);
    Value down = to.multiply(name + "down", widths, step);
    Value below = to.add(name + "below", corner, down);
    Value rows =
        fourTimes(
            name + "corners",
            List.of(
                corner,
                to.add(name + "corner.right", corner, step),
                below,
                to.add(name + "below.right", below, step)),
            0);
    Value within = graph.emit(Op.MIN, name + "within", rows, last);
    Value indices =
        graph.emit(
            Op.CAST,
            name + "indices",
            List.of(Attribute.of("to", ElementType.INT64.onnxId())),
            within);
    Value gathered = to.gather(name + "gathered", table, 0, indices);
    Value summed = graph.emit(Op.MATMUL, name + "summed", shares, gathered);
    return layers.reshape(name + "sampled", summed, -1, sizes.width());
  }

  /** Emits the points in pixels of their levels, [queries, heads, levels, points, 2]. */
  private Value pixels(String name, List<Value> operands) {
    Value offsets =
        layers.reshape(
            name + "offsets", operands.get(0), 0, sizes.heads(), sizes.levels(), sizes.points(),
            AXES);
    Value centres =
        layers.reshape(name + "centres", operands.get(2), -1, 1, 1, 1, AXES);
    Value inPixels = to.multiply(name + "centres_in_pixels", centres, levelSizes);
    Value fromFirst =
        graph.emit(Op.SUB, name + "from_first_pixel", inPixels, graph.scalar(0.5f));
    if (operands.size() > 3) {
      Value extents = layers.reshape(name + "extents", operands.get(3), -1, 1, 1, 1, AXES);
      Value scales = to.multiply(name + "scales", extents, levelSizes);
      offsets = to.multiply(name + "scaled", offsets, scales);
    }
    return to.add(name + "pixels", offsets, fromFirst);
  }

  /** Emits 1 less a distance, 0 where it is 1 or more. */
  private Value share(String name, Value distance) {
    Value length = graph.emit(Op.ABS, name + ".length", distance);
    Value rest = graph.emit(Op.SUB, name + ".rest", graph.scalar(1), length);
    return to.relu(name + ".share", rest);
  }

  /** Emits x (0) or y (1) of pairs, without their axis. */
  private Value axis(String name, Value pairs, int axis) {
    Value one = to.gather(name + ".one", pairs, -1, graph.integers(axis));
    return layers.reshape(name, one, 0, 0, 0, 0);
  }

  /** Emits four values for each point side by side: [queries, heads, (1,) 4 · points]. */
  private Value fourTimes(String name, List<Value> corners, int middleAxis) {
    Value joined = to.concat(name + ".joined", 3, corners);
    long all = (long) CORNERS * sizes.levels() * sizes.points();
    return middleAxis == 1
        ? layers.reshape(name, joined, 0, 0, 1, all)
        : layers.reshape(name, joined, 0, 0, all);
  }
}
