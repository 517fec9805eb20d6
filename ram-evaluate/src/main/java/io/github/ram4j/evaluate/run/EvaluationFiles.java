package io.github.ram4j.evaluate.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.evaluate.Evaluation;
import io.github.ram4j.evaluate.PrecisionRecall;
import io.github.ram4j.evaluate.TagEvaluation;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;

/** Figures as files for other programs: JSON and comma-separated values. */
public final class EvaluationFiles {
  /** The first line of a file of comma-separated values. */
  public static final String CSV_HEADER =
      "model,basis,tag,threshold,positives,AP,precision,recall,F1,TP,FP,FN";

  private static final JsonFactory JSON = new JsonFactory();

  private EvaluationFiles() {}

  /**
   * Writes all figures of all rows, of each tag too, as one JSON object.
   *
   * @param comparison the figures
   * @param out the writer, flushed and left open
   * @throws IOException if writing fails
   */
  public static void writeJson(Comparison comparison, Writer out) throws IOException {
    writeJson(comparison.summary(), out);
  }

  /**
   * Writes all figures of all rows, of each tag too, as one JSON object.
   *
   * @param summary the figures
   * @param out the writer, flushed and left open
   * @throws IOException if writing fails
   */
  public static void writeJson(EvaluationSummary summary, Writer out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("pictures", summary.images());
      json.writeNumberField("skipped", summary.skipped());
      json.writeArrayFieldStart("rows");
      for (EvaluationSummary.Row row : summary.rows()) {
        json.writeStartObject();
        writeRow(json, row);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void writeRow(JsonGenerator json, EvaluationSummary.Row row) throws IOException {
    Evaluation evaluation = row.evaluation();
    json.writeStringField("model", row.name());
    json.writeStringField("basis", row.basis().fileName());
    json.writeNumberField("tags", evaluation.tags().size());
    json.writeNumberField("tags_shown", evaluation.shownTags());
    json.writeNumberField("mAP", evaluation.meanAveragePrecision());
    json.writeNumberField("mAP_shown", evaluation.meanAveragePrecisionOfShown());
    json.writeBooleanField("names_repeat", evaluation.namesRepeat());
    writeMeans(json, "C", evaluation.perClass());
    writeMeans(json, "O", evaluation.overall());
    if (!Double.isNaN(row.perSecond())) {
      json.writeNumberField("images_per_second", row.perSecond());
    }
    json.writeObjectFieldStart("tags_unknown");
    for (Map.Entry<String, Integer> tag : row.unknown().entrySet()) {
      json.writeNumberField(tag.getKey(), tag.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("per_tag");
    for (TagEvaluation tag : evaluation.tags()) {
      writeTag(json, tag);
    }
    json.writeEndArray();
  }

  /** Writes CP, CR and CF1, or OP, OR and OF1. */
  private static void writeMeans(JsonGenerator json, String letter, Optional<PrecisionRecall> means)
      throws IOException {
    if (means.isPresent()) {
      json.writeNumberField(letter + "P", means.get().precision());
      json.writeNumberField(letter + "R", means.get().recall());
      json.writeNumberField(letter + "F1", means.get().f1());
    }
  }

  private static void writeTag(JsonGenerator json, TagEvaluation tag) throws IOException {
    json.writeStartObject();
    json.writeStringField("tag", tag.name());
    json.writeNumberField("threshold", tag.threshold());
    json.writeNumberField("positives", tag.positives());
    json.writeNumberField("AP", tag.averagePrecision());
    json.writeNumberField("precision", tag.precision());
    json.writeNumberField("recall", tag.recall());
    json.writeNumberField("F1", tag.f1());
    json.writeNumberField("TP", tag.truePositives());
    json.writeNumberField("FP", tag.falsePositives());
    json.writeNumberField("FN", tag.falseNegatives());
    json.writeEndObject();
  }

  /**
   * Writes a line a tag of each model, below {@link #CSV_HEADER}.
   *
   * @param comparison the figures
   * @param out the writer, left open
   * @throws IOException if writing fails
   */
  public static void writeCsv(Comparison comparison, Writer out) throws IOException {
    writeCsv(comparison.summary(), out);
  }

  /**
   * Writes a line a tag of each model, below {@link #CSV_HEADER}.
   *
   * @param summary the figures
   * @param out the writer, left open
   * @throws IOException if writing fails
   */
  public static void writeCsv(EvaluationSummary summary, Writer out) throws IOException {
    out.write(CSV_HEADER + "\n");
    for (EvaluationSummary.Row row : summary.rows()) {
      for (TagEvaluation tag : row.evaluation().tags()) {
        out.write(line(row, tag) + "\n");
      }
    }
  }

  private static String line(EvaluationSummary.Row row, TagEvaluation tag) {
    return String.join(
        ",",
        CsvCell.of(row.name()),
        row.basis().fileName(),
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
