package io.github.ram4j.recipe.scene;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Layout of groups of things in an image, so that a sentence about them is true. */
final class Layout {
  private static final Box IMAGE = new Box(0.01, 0.01, 0.99, 0.99);

  private final Rng rng;
  private final List<Double> weights;

  private Layout(Rng rng, List<Integer> counts) {
    this.rng = rng;
    this.weights = counts.stream().map(Math::sqrt).toList();
  }

  /**
   * A box for each group, in the groups' order; boxes do not overlap.
   *
   * @param relation in which the first group is to stand to all others
   */
  static List<Box> of(Rng rng, List<Integer> counts, Optional<Relation> relation) {
    Layout layout = new Layout(rng, counts);
    if (counts.size() == 1) {
      return List.of(layout.alone());
    }
    return relation.map(layout::related).orElseGet(layout::anyhow);
  }

  private static List<Integer> order(Integer... groups) {
    return List.of(groups);
  }

  private Box alone() {
    double size = rng.between(0.6, 0.98);
    double left = rng.between(0.01, 0.99 - size);
    double top = rng.between(0.01, 0.99 - size);
    return new Box(left, top, left + size, top + size);
  }

  private List<Box> anyhow() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      order.add(rng.below(i + 1), i);
    }
    boolean flat = rng.chance(0.5);
    return weights.size() > 2 && rng.chance(0.7)
        ? branched(flat, rng.chance(0.5))
        : line(flat, order);
  }

  private List<Box> related(Relation relation) {
    return switch (relation) {
      case LEFT_OF -> onOneSide(true, true);
      case RIGHT_OF -> onOneSide(true, false);
      case ABOVE -> onOneSide(false, true);
      case BELOW -> onOneSide(false, false);
      case NEXT_TO -> onOneSide(true, true);
      case BETWEEN -> line(rng.chance(0.5), rng.chance(0.5) ? order(1, 0, 2) : order(2, 0, 1));
    };
  }

  /**
   * The first group on one side of all others: left or right, above or below. Three in a row are
   * there for BETWEEN alone, so that images alike have sentences alike.
   */
  private List<Box> onOneSide(boolean flat, boolean first) {
    return weights.size() > 2
        ? branched(flat, first)
        : line(flat, first ? order(0, 1) : order(1, 0));
  }

  /** All in a row or a column. */
  private List<Box> line(boolean flat, List<Integer> order) {
    return split(band(flat), flat, order);
  }

  /** The first group on one side, two others side by side, or one above the other, on the other. */
  private List<Box> branched(boolean flat, boolean first) {
    double share = rng.between(0.4, 0.55);
    Box one = part(IMAGE, flat, first ? 0 : 1 - share, first ? share : 1);
    Box rest = part(IMAGE, flat, first ? share : 0, first ? 1 : 1 - share);
    List<Box> others = split(rest, !flat, rng.chance(0.5) ? order(1, 2) : order(2, 1));
    return List.of(one, others.get(1), others.get(2));
  }

  /** A strip across the image. */
  private Box band(boolean flat) {
    double breadth = rng.between(0.75, 0.98);
    double start = rng.between(0, 1 - breadth);
    return part(IMAGE, !flat, start, start + breadth);
  }

  /** Parts of an area for some groups, at the indices of the groups; others are null. */
  private List<Box> split(Box area, boolean flat, List<Integer> order) {
    double sum = order.stream().mapToDouble(weights::get).sum();
    List<Box> boxes = new ArrayList<>(Collections.nCopies(weights.size(), null));
    double from = 0;
    for (int group : order) {
      double to = from + weights.get(group) / sum;
      boxes.set(group, part(area, flat, from + 0.01, to - 0.01));
      from = to;
    }
    return boxes;
  }

  private static Box part(Box area, boolean flat, double from, double to) {
    return flat
        ? new Box(
            area.left() + from * area.width(),
            area.top(),
            area.left() + to * area.width(),
            area.bottom())
        : new Box(
            area.left(),
            area.top() + from * area.height(),
            area.right(),
            area.top() + to * area.height());
  }

  /** Places for the members of one group in its box. */
  static List<Box> cells(Rng rng, Box box, int count) {
    boolean flat = box.width() > box.height() * rng.between(0.75, 1.33);
    if (count == 3 && rng.chance(0.6)) {
      double share = rng.between(0.42, 0.58);
      boolean firstAlone = rng.chance(0.5);
      Box one = part(box, flat, firstAlone ? 0 : 1 - share, firstAlone ? share : 1);
      Box rest = part(box, flat, firstAlone ? share : 0, firstAlone ? 1 : 1 - share);
      return List.of(one, part(rest, !flat, 0, 0.5), part(rest, !flat, 0.5, 1));
    }
    List<Box> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cells.add(part(box, flat, (double) i / count, (i + 1.0) / count));
    }
    return cells;
  }
}
