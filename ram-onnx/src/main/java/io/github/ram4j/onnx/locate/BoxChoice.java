package io.github.ram4j.onnx.locate;

import io.github.ram4j.locate.LocateOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The choice among boxes that were found: the best of those that overlap, and the best of all. */
final class BoxChoice {
  private BoxChoice() {}

  /** Chooses; the result has the best first. */
  static List<FoundBox> of(List<FoundBox> found, LocateOptions options) {
    List<FoundBox> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(FoundBox::score).reversed());
    List<FoundBox> kept = new ArrayList<>();
    for (FoundBox each : sorted) {
      if (kept.size() >= options.limit()) {
        break;
      }
      if (kept.stream().noneMatch(better -> isCovered(each, better, options))) {
        kept.add(each);
      }
    }
    return kept;
  }

  private static boolean isCovered(FoundBox box, FoundBox better, LocateOptions options) {
    float overlap = box.box().overlap(better.box());
    return overlap > options.overlapOfAll()
        || (overlap > options.overlapOfTag() && box.target().equals(better.target()));
  }
}
