package io.github.ram4j.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ram4j.evaluate.Evaluation;
import io.github.ram4j.evaluate.TagEvaluation;
import io.github.ram4j.files.OutputFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/** Figures as files for other programs. */
final class EvaluationFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String COLUMNS =
      "model,basis,tag,threshold,positives,AP,precision,recall,F1,TP,FP,FN";

  private EvaluationFiles() {}

  /** What is written to a file that appears when it is whole. */
  interface Contents {
    void write(Writer out) throws IOException;
  }

  static void write(Path file, Contents contents) throws IOException {
    try (OutputFile output = new OutputFile(file)) {
      Writer out = output.writer();
      contents.write(out);
      out.flush();
      output.finish();
    }
  }

  /** All figures of all rows, those of each tag too, as one JSON object. */
  static void writeJson(Path file, List<EvaluationRow> rows, int skipped) throws IOException {
    ObjectNode object = JSON.createObjectNode();
    object.put("pictures", rows.get(0).model().evaluation().images());
    object.put("skipped", skipped);
    ArrayNode list = object.putArray("rows");
    rows.forEach(row -> fill(list.addObject(), row));
    write(file, out -> out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object)));
  }

  private static void fill(ObjectNode node, EvaluationRow row) {
    Evaluation evaluation = row.model().evaluation();
    node.put("model", row.model().name());
    node.put("basis", row.basis());
    node.put("tags", evaluation.tags().size());
    node.put("tags_shown", evaluation.shownTags());
    node.put("mAP", evaluation.meanAveragePrecision());
    node.put("mAP_shown", evaluation.meanAveragePrecisionOfShown());
    node.put("names_repeat", evaluation.namesRepeat());
    evaluation
        .perClass()
        .ifPresent(
            means ->
                node.put("CP", means.precision()).put("CR", means.recall()).put("CF1", means.f1()));
    evaluation
        .overall()
        .ifPresent(
            all -> node.put("OP", all.precision()).put("OR", all.recall()).put("OF1", all.f1()));
    if (!Double.isNaN(row.perSecond())) {
      node.put("images_per_second", row.perSecond());
    }
    ObjectNode unknown = node.putObject("tags_unknown");
    row.model().labels().unknown().forEach(unknown::put);
    ArrayNode tags = node.putArray("per_tag");
    for (TagEvaluation tag : evaluation.tags()) {
      tags.addObject()
          .put("tag", tag.name())
          .put("threshold", tag.threshold())
          .put("positives", tag.positives())
          .put("AP", tag.averagePrecision())
          .put("precision", tag.precision())
          .put("recall", tag.recall())
          .put("F1", tag.f1())
          .put("TP", tag.truePositives())
          .put("FP", tag.falsePositives())
          .put("FN", tag.falseNegatives());
    }
  }

  /** A row a tag of each model, with a line of column names. */
  static void writeCsv(Path file, List<EvaluationRow> rows) throws IOException {
    write(
        file,
        out -> {
          out.write(COLUMNS + "\n");
          for (EvaluationRow row : rows) {
            for (TagEvaluation tag : row.model().evaluation().tags()) {
              out.write(line(row, tag) + "\n");
            }
          }
        });
  }

  private static String line(EvaluationRow row, TagEvaluation tag) {
    return String.join(
        ",",
        CsvCell.of(row.model().name()),
        row.basis(),
        CsvCell.of(tag.name()),
        Float.toString(tag.threshold()),
        Integer.toString(tag.positives()),
        Double.toString(tag.averagePrecision()),
        Double.toString(tag.precision()),
        Double.toString(tag.recall()),
        Double.toString(tag.f1()),
        Integer.toString(tag.truePositives()),
        Integer.toString(tag.falsePositives()),
        Integer.toString(tag.falseNegatives()));
  }
}
