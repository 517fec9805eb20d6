package io.github.ram4j.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.ram4j.files.OutputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes reports: as text for people, the tags with most changes first, and as JSON. */
public final class ReportFiles {
  private static final String ROW = "%-28s %8s %8s %7s   %-20s   %-20s   %s%n";

  private ReportFiles() {}

  /**
   * Writes both files; each appears when it is complete, and replaces an older file.
   *
   * @param report the report
   * @param text the file for people
   * @param json the file for programs
   * @throws IOException if they cannot be written
   */
  public static void write(DataReport report, Path text, Path json) throws IOException {
    write(text, text(report));
    write(json, json(report));
  }

  private static void write(Path file, String content) throws IOException {
    try (OutputFile output = new OutputFile(file)) {
      output.stream().write(content.getBytes(StandardCharsets.UTF_8));
      output.finish();
    }
  }

  private static String text(DataReport report) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println(report.title());
    report.settings().forEach((name, value) -> out.printf("  %s: %s%n", name, value));
    report.totals().forEach((name, count) -> out.printf("  %s: %,d%n", name, count));
    out.println();
    out.printf(
        ROW,
        "tag",
        "given",
        "changed",
        "limit",
        "given 10/50/90 %",
        "others 10/50/90 %",
        "images that were changed, or why none");
    report.tags().stream()
        .sorted(Comparator.comparingLong(TagReport::changed).reversed())
        .forEach(tag -> out.print(row(tag)));
    return text.toString();
  }

  private static String row(TagReport tag) {
    List<String> examples =
        tag.examples().stream()
            .map(example -> example.image() + " " + number(example.score()))
            .toList();
    String line =
        ROW.formatted(
            tag.tag(),
            tag.given(),
            tag.changed(),
            number(tag.limit()),
            numbers(tag.givenScores()),
            numbers(tag.otherScores()),
            tag.note() + String.join(", ", examples));
    return shown(line.stripTrailing()) + System.lineSeparator();
  }

  /** The text without control characters, which a terminal would obey. */
  private static String shown(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}]", "\uFFFD");
  }

  private static String numbers(ScoreQuantiles scores) {
    return String.join(" ", number(scores.low()), number(scores.median()), number(scores.high()));
  }

  private static String number(double score) {
    return Double.isNaN(score) ? "-" : String.format(Locale.ROOT, "%.4f", score);
  }

  private static String json(DataReport report) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("title", report.title());
      json.writeObjectFieldStart("settings");
      for (Map.Entry<String, String> setting : report.settings().entrySet()) {
        json.writeStringField(setting.getKey(), setting.getValue());
      }
      json.writeEndObject();
      json.writeObjectFieldStart("totals");
      for (Map.Entry<String, Long> total : report.totals().entrySet()) {
        json.writeNumberField(total.getKey(), total.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("tags");
      for (TagReport tag : report.tags()) {
        write(json, tag);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void write(JsonGenerator json, TagReport tag) throws IOException {
    json.writeStartObject();
    json.writeStringField("tag", tag.tag());
    json.writeNumberField("given", tag.given());
    json.writeNumberField("changed", tag.changed());
    write(json, "limit", tag.limit());
    if (!tag.note().isEmpty()) {
      json.writeStringField("note", tag.note());
    }
    write(json, "given_scores", tag.givenScores());
    write(json, "other_scores", tag.otherScores());
    json.writeArrayFieldStart("examples");
    for (TagReport.ImageScore example : tag.examples()) {
      json.writeStartObject();
      json.writeStringField("picture", example.image());
      write(json, "score", example.score());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, ScoreQuantiles scores)
      throws IOException {
    json.writeObjectFieldStart(field);
    write(json, "low", scores.low());
    write(json, "median", scores.median());
    write(json, "high", scores.high());
    json.writeEndObject();
  }

  /** Writes a score, or null for NaN, which JSON lacks. */
  private static void write(JsonGenerator json, String field, double score) throws IOException {
    if (Double.isNaN(score)) {
      json.writeNullField(field);
    } else {
      json.writeNumberField(field, (float) score);
    }
  }
}
