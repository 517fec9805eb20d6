package io.github.ram4j.train.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.ram4j.files.PartialFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measurements of a training, step by step: {@code history.jsonl}, an object of numbers a line,
 * each with "step".
 *
 * <p>Lines are appended as they come. A run that begins at a step removes the lines of later steps,
 * which an earlier run wrote between its last save and its kill. Not thread-safe.
 */
public final class History {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String STEP = "step";

  private final Path file;
  private final List<Map<String, Double>> lines = new ArrayList<>();

  private History(Path file) {
    this.file = file;
  }

  /**
   * Opens a history, new or old.
   *
   * @param file may not exist yet
   * @param step last step that counts; lines of later ones are taken out of the file
   */
  public static History open(Path file, long step) throws IOException {
    History history = new History(file);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        Map<String, Double> numbers = parse(line);
        if (numbers.getOrDefault(STEP, Double.MAX_VALUE) <= step) {
          history.lines.add(numbers);
        }
      }
    }
    try (PartialFile partial = new PartialFile(file)) {
      StringBuilder text = new StringBuilder();
      for (Map<String, Double> line : history.lines) {
        text.append(format(line));
      }
      Files.writeString(partial.path(), text);
      partial.finish();
    }
    return history;
  }

  /** Adds the measurements of a step. */
  public void add(long step, Map<String, Double> numbers) throws IOException {
    Map<String, Double> line = new LinkedHashMap<>();
    line.put(STEP, (double) step);
    line.putAll(numbers);
    lines.add(line);
    Files.writeString(file, format(line), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }

  /**
   * The values of one name over the steps.
   *
   * @return pairs of step and value
   */
  public List<double[]> series(String name) {
    List<double[]> points = new ArrayList<>();
    for (Map<String, Double> line : lines) {
      Double value = line.get(name);
      if (value != null) {
        points.add(new double[] {line.get(STEP), value});
      }
    }
    return points;
  }

  private static String format(Map<String, Double> line) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      for (Map.Entry<String, Double> number : line.entrySet()) {
        out.writeFieldName(number.getKey());
        if (number.getValue() == Math.rint(number.getValue())
            && Math.abs(number.getValue()) < 1e15) {
          out.writeNumber(number.getValue().longValue());
        } else {
          out.writeNumber(number.getValue());
        }
      }
      out.writeEndObject();
    }
    return text + "\n";
  }

  /** Reads a line; a line that was cut by a kill has no step and is left out. */
  private static Map<String, Double> parse(String line) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    try (JsonParser in = JSON.createParser(line)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return Map.of();
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        numbers.put(name, in.getDoubleValue());
      }
      return in.currentToken() == JsonToken.END_OBJECT ? numbers : Map.of();
    } catch (IOException e) {
      return Map.of();
    }
  }
}
