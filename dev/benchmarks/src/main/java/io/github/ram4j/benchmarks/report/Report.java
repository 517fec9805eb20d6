package io.github.ram4j.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Report of a measurement: machine, tables, notes. Not thread-safe. */
public final class Report {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final String title;
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private final Map<String, FigureTable> tables = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * An empty report.
   *
   * @param title title of the measurement
   */
  public Report(String title) {
    this.title = title;
  }

  /**
   * Adds a condition of the figures: machine, versions, options.
   *
   * @param name of the fact
   * @param value a text, a number, or a map of such
   * @return this
   */
  public Report fact(String name, Object value) {
    facts.put(name, value);
    return this;
  }

  /**
   * Adds a table.
   *
   * @param key in JSON
   * @param table the table
   * @return this
   */
  public Report table(String key, FigureTable table) {
    tables.put(key, table);
    return this;
  }

  /**
   * Adds a sentence below the tables.
   *
   * @param sentence of Markdown
   * @return this
   */
  public Report note(String sentence) {
    notes.add(sentence);
    return this;
  }

  /**
   * The report for people.
   *
   * @return Markdown
   */
  public String markdown() {
    StringBuilder text = new StringBuilder("# " + title + "\n\n");
    facts.forEach(
        (name, value) ->
            text.append("- ").append(name).append(": ").append(plain(value)).append('\n'));
    for (FigureTable table : tables.values()) {
      text.append('\n').append(String.join("\n", table.markdown())).append('\n');
    }
    if (!notes.isEmpty()) {
      text.append('\n').append(String.join("\n\n", notes)).append('\n');
    }
    return text.toString();
  }

  private static String plain(Object value) {
    return value instanceof Map<?, ?> map
        ? String.join(
            "; ", map.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList())
        : String.valueOf(value);
  }

  /**
   * The report for programs.
   *
   * @return JSON: facts, tables, notes
   */
  public ObjectNode json() {
    ObjectNode object = JSON.createObjectNode();
    object.put("title", title);
    object.set("facts", JSON.valueToTree(facts));
    tables.forEach((key, table) -> object.set(key, table.json()));
    object.set("notes", JSON.valueToTree(notes));
    return object;
  }

  /**
   * Writes the report for people and for programs, and shows it.
   *
   * @param name path of the files without ".md" and ".json"; their folder is made
   * @throws IOException if a file cannot be written
   */
  public void write(Path name) throws IOException {
    Files.createDirectories(name.toAbsolutePath().getParent());
    Files.writeString(beside(name, ".md"), markdown());
    Files.writeString(beside(name, ".json"), JSON.writeValueAsString(json()) + "\n");
    System.out.print(markdown());
    System.out.println("written: " + beside(name, ".md") + ", " + beside(name, ".json"));
  }

  /**
   * A report's file.
   *
   * @param name path without suffix
   * @param suffix for example {@code .png}
   * @return the path with it
   */
  public static Path beside(Path name, String suffix) {
    return name.resolveSibling(name.getFileName() + suffix);
  }
}
