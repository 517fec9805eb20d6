package io.github.ram4j.cli;

import io.github.ram4j.evaluate.Evaluation;
import io.github.ram4j.evaluate.PrecisionRecall;
import io.github.ram4j.evaluate.TruthLabels;
import io.github.ram4j.evaluate.run.EvaluationRow;
import io.github.ram4j.view.TerminalView;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Table of the figures of models, with notes that explain them. */
final class EvaluationTable {
  private static final int NAMED = 8;
  private static final String NONE = "-";

  private EvaluationTable() {}

  static void print(PrintWriter out, List<EvaluationRow> rows) {
    Table table = new Table();
    table.add(
        "model",
        "tags",
        "shown",
        "mAP",
        "mAP shown",
        "CP",
        "CR",
        "CF1",
        "OP",
        "OR",
        "OF1",
        "images/s");
    rows.forEach(row -> table.add(cells(row)));
    table.lines().forEach(out::println);
  }

  private static String[] cells(EvaluationRow row) {
    Evaluation evaluation = row.model().evaluation();
    List<String> cells = new ArrayList<>();
    cells.add(TerminalView.safe(row.model().name()));
    cells.add(evaluation.tags().size() + (row.isShared() ? " shared" : ""));
    cells.add(Integer.toString(evaluation.shownTags()));
    cells.add(number(evaluation.meanAveragePrecision()));
    cells.add(number(evaluation.meanAveragePrecisionOfShown()));
    for (Optional<PrecisionRecall> both : List.of(evaluation.perClass(), evaluation.overall())) {
      cells.add(number(both, PrecisionRecall::precision));
      cells.add(number(both, PrecisionRecall::recall));
      cells.add(number(both, PrecisionRecall::f1));
    }
    cells.add(
        Double.isNaN(row.perSecond()) ? NONE : String.format(Locale.ROOT, "%.1f", row.perSecond()));
    return cells.toArray(String[]::new);
  }

  private static String number(
      Optional<PrecisionRecall> both, ToDoubleFunction<PrecisionRecall> figure) {
    return both.map(figure::applyAsDouble).map(EvaluationTable::number).orElse(NONE);
  }

  private static String number(double figure) {
    return String.format(Locale.ROOT, "%.4f", figure);
  }

  /**
   * Notes on tags left out of each model, and on missing figures.
   *
   * @param neutral each image's neutral tags
   */
  static List<String> notes(
      List<EvaluationRow> rows, List<List<String>> neutral, boolean missesCount) {
    Map<String, String> notes = new LinkedHashMap<>();
    for (EvaluationRow row : rows) {
      String name = row.model().name();
      SortedMap<String, Integer> unknown = row.model().labels().unknown();
      if (!unknown.isEmpty()) {
        notes.putIfAbsent(
            name + " unknown",
            "%s: %s of the truth %s not its own, %s: %s"
                .formatted(
                    name,
                    Count.of(unknown.size(), "tag"),
                    unknown.size() == 1 ? "is" : "are",
                    missesCount ? "counted as misses" : "left out",
                    mostShown(unknown)));
      }
      SortedMap<String, Integer> neutralUnknown =
          TruthLabels.of(row.model().vocabulary(), neutral).unknown();
      if (!neutralUnknown.isEmpty()) {
        notes.putIfAbsent(
            name + " neutral",
            "%s: %s %s not its own, left out: %s"
                .formatted(
                    name,
                    Count.of(neutralUnknown.size(), "neutral tag"),
                    neutralUnknown.size() == 1 ? "is" : "are",
                    mostShown(neutralUnknown)));
      }
      if (row.model().evaluation().namesRepeat()) {
        notes.putIfAbsent(
            name + " repeat",
            name + ": tags of one name, so precision and recall have no means (-)");
      }
    }
    return notes.values().stream().map(TerminalView::safe).toList();
  }

  private static String mostShown(SortedMap<String, Integer> unknown) {
    String named =
        unknown.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(NAMED)
            .map(entry -> "%s (%d)".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    return unknown.size() > NAMED ? named + ", …" : named;
  }
}
