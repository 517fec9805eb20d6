package io.github.ram4j.cli;

import io.github.ram4j.vocabulary.Interval;
import io.github.ram4j.vocabulary.TagCalibration;
import java.util.List;
import java.util.Locale;

/** Thresholds of new tags, and how far the images prove them, as a table. */
final class CalibrationTable {
  private CalibrationTable() {}

  static List<String> lines(List<TagCalibration> tags) {
    Table table = new Table();
    table.add("tag", "images", "threshold", "95 %", "precision", "95 %", "recall", "95 %", "by");
    for (TagCalibration tag : tags) {
      table.add(
          tag.name(),
          Long.toString(tag.positives()),
          number(tag.point().threshold()),
          tag.spread().map(CalibrationTable::text).orElse("-"),
          number(tag.point().precision()),
          text(tag.precision()),
          number(tag.point().recall()),
          text(tag.recall()),
          switch (tag.origin()) {
            case OWN -> "its own images";
            case POOLED -> "all new tags";
            case NEVER -> "none reaches the goal";
          });
    }
    return table.lines();
  }

  private static String text(Interval interval) {
    return number(interval.low()) + " to " + number(interval.high());
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }
}
