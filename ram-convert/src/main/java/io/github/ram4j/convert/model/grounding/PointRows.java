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
 * Emits the values at points between pixels. A point is four rows of a head's values, gathered and
 * summed by one small product for each query and head.
 *
 * <p>The pixels left of and above a point are limited to the last but one, so that all four are
 * within the level. The share of a pixel is 1 less its distance, which is 0 for pixels that this
 * moved; a level of one row or column has no second one.
 */
final class PointRows {
  /** Queries whose values are gathered at a time, to stay in the caches. */
  private static final int FEW = 16;

  private static final int CORNERS = 4;

  private final Emitter to;
  private final Graph graph;
  private final Layers layers;
  private final GroundingSizes sizes;
  private final int count;
  private final Value limits;
  private final Value hasSecond;
  private final Value rowSteps;
  private final Value firstRows;

  /**
   * Prepares what all points of a graph share.
   *
   * @param levelSizes width, then height of each point's level, [1, 2 · points]
   * @param levelStarts the first place of each point's level, [1, points]
   * @param count number of points of a query
   */
  PointRows(Emitter to, Value levelSizes, Value levelStarts, int count) {
    this.to = to;
    this.graph = to.graph();
    this.layers = to.layers();
    this.sizes = to.sizes();
    this.count = count;
    Value lessTwo = graph.emit(Op.SUB, "points.less_two", levelSizes, graph.scalar(2));
    this.limits = to.relu("points.limits", lessTwo);
    Value lessOne = graph.emit(Op.SUB, "points.less_one", levelSizes, graph.scalar(1));
    this.hasSecond = graph.emit(Op.MIN, "points.has_second", lessOne, graph.scalar(1));
    Value widths = split("points.sizes", levelSizes).get(0);
    Value heads = graph.scalar(sizes.heads());
    this.rowSteps = to.multiply("points.row_steps", widths, heads);
    float[] ofHead = new float[count];
    for (int i = 0; i < count; i++) {
      int head = i * sizes.heads() / count;
      ofHead[i] = head;
    }
    this.firstRows =
        to.add(
            "points.first_rows",
            to.multiply("points.starts", levelStarts, heads),
            to.constant("points.heads", List.of(1L, (long) count), ofHead));
  }

  private List<Value> split(String name, Value pairs) {
    return graph.emit(
        Op.SPLIT,
        List.of(name + ".x", name + ".y"),
        List.of(Attribute.of("axis", 1L)),
        pairs,
        graph.integers(count, count));
  }

  /**
   * Emits the weighted sums of points.
   *
   * @param name prefix of the names
   * @param pixels of the points, first x, then y, [queries, 2 · points]
   * @param shares of the points in a head's sum, [queries, points]
   * @param table values, [places · heads, head width]
   * @param queries their number, or 0 if it varies
   * @return [queries, width], or in parts of few queries
   */
  Value sampled(String name, Value pixels, Value shares, Value table, int queries) {
    Value floor = graph.emit(Op.FLOOR, name + "floor", pixels);
    Value near = to.relu(name + "near", graph.emit(Op.MIN, name + "limited", floor, limits));
    Value distance = graph.emit(Op.SUB, name + "distance", pixels, near);
    List<Value> nearShares = split(name + "near_share", share(name + "near", distance));
    Value beyond = graph.emit(Op.SUB, name + "beyond", distance, graph.scalar(1));
    Value far = to.multiply(name + "far_within", share(name + "far", beyond), hasSecond);
    List<Value> farShares = split(name + "far_share", far);
    Value upper = to.multiply(name + "upper", shares, nearShares.get(1));
    Value lower = to.multiply(name + "lower", shares, farShares.get(1));
    Value ofRows =
        corners(
            name + "corner_shares",
            List.of(
                to.multiply(name + "share.0", upper, nearShares.get(0)),
                to.multiply(name + "share.1", upper, farShares.get(0)),
                to.multiply(name + "share.2", lower, nearShares.get(0)),
                to.multiply(name + "share.3", lower, farShares.get(0))));
    Value rows = rows(name, split(name + "near_pixels", near));
    int perHead = CORNERS * count / sizes.heads();
    if (queries == 0) {
      Value flat = layers.reshape(name + "rows.shares", ofRows, 0, sizes.heads(), 1, perHead);
      return summed(name, rows, flat, table);
    }
    Value parts =
        layers.reshape(name + "part.shares", ofRows, queries / FEW, FEW, sizes.heads(), 1, perHead);
    Value rowParts =
        layers.reshape(name + "part.rows", rows, queries / FEW, FEW, sizes.heads(), perHead);
    return graph
        .scan(
            name + "part",
            List.of(rowParts, parts),
            part -> List.of(summed(name, part.get(0), part.get(1), table)))
        .get(0);
  }

  private Value summed(String name, Value rows, Value shares, Value table) {
    Value indices =
        graph.emit(
            Op.CAST, name + "rows", List.of(Attribute.of("to", ElementType.INT32.onnxId())), rows);
    Value gathered = to.gather(name + "gathered", table, 0, indices);
    Value summed = graph.emit(Op.MATMUL, name + "summed", shares, gathered);
    return layers.reshape(name + "sampled", summed, -1, sizes.width());
  }

  /** Emits the rows of the four corners of each point, [queries, heads, 4 · points of a head]. */
  private Value rows(String name, List<Value> near) {
    Value step = graph.scalar(sizes.heads());
    Value before = to.multiply(name + "rows_before", near.get(1), rowSteps);
    Value column = to.multiply(name + "column", near.get(0), step);
    Value inLevel = to.add(name + "in_level", before, column);
    Value first = to.add(name + "corner.0", inLevel, firstRows);
    Value below = to.add(name + "corner.2", first, rowSteps);
    return corners(
        name + "corners",
        List.of(
            first,
            to.add(name + "corner.1", first, step),
            below,
            to.add(name + "corner.3", below, step)));
  }

  /** Emits 1 less a distance, 0 where it is 1 or more. */
  private Value share(String name, Value distance) {
    Value length = graph.emit(Op.ABS, name + ".length", distance);
    Value rest = graph.emit(Op.SUB, name + ".rest", graph.scalar(1), length);
    return to.relu(name + ".share", rest);
  }

  /** Joins the corners of the points of each head, [queries, heads, 4 · points of a head]. */
  private Value corners(String name, List<Value> each) {
    List<Value> cut = new ArrayList<>();
    for (Value corner : each) {
      cut.add(
          layers.reshape(
              corner.name() + ".heads", corner, 0, sizes.heads(), count / sizes.heads()));
    }
    return to.concat(name, 2, cut);
  }
}
