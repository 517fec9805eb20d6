package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.catalog.Catalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What runs have written, held against the images that there are. */
final class TaggedFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path catalog;
  private final Path jsonl;
  private final Path csv;

  TaggedFiles(Path catalog, Path jsonl, Path csv) {
    this.catalog = catalog;
    this.jsonl = jsonl;
    this.csv = csv;
  }

  /** The command line that writes them. */
  Object[] command(Path folder) {
    return new Object[] {
      "tag",
      folder,
      "--model",
      "clipart",
      "--catalog",
      catalog,
      "--jsonl",
      jsonl,
      "--csv",
      csv,
      "--txt"
    };
  }

  /** The place in the order of each finished image. */
  Map<String, Long> finished() throws IOException, SQLException {
    Map<String, Long> finished = new HashMap<>();
    if (!Files.exists(catalog) || Files.size(catalog) == 0) {
      return finished;
    }
    try (Catalog open = Catalog.openForReading(catalog);
        Statement statement = open.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT path, seq FROM image WHERE state IN ('done', 'failed')")) {
      while (rows.next()) {
        finished.put(rows.getString(1), rows.getLong(2));
      }
    }
    return finished;
  }

  /** Requires that nothing is torn but the last line of a file. */
  void requireWholeLines() throws IOException {
    if (Files.exists(jsonl)) {
      String text = Files.readString(jsonl);
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        JSON.readTree(line);
      }
    }
  }

  /** Requires each image once in each output, and the broken ones named. */
  void requireAll(DrawnFolder drawn) throws IOException, SQLException {
    requireSame(drawn.names(), finished().keySet());
    Map<String, JsonNode> byName = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(jsonl)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode image = JSON.readTree(line);
        assertEquals(null, byName.put(image.get("image").asText(), image), "twice: " + line);
      }
    }
    requireSame(drawn.names(), byName.keySet());
    TreeSet<String> failed = new TreeSet<>();
    byName.forEach(
        (name, image) -> {
          if (image.has("error")) {
            failed.add(name);
            assertFalse(image.get("error").asText().isBlank());
          }
        });
    requireSame(drawn.broken(), failed);
    requireRows(drawn, byName);
    for (String name : drawn.names()) {
      String stem = name.substring(0, name.lastIndexOf('.'));
      assertEquals(
          !drawn.broken().contains(name),
          Files.exists(drawn.folder().resolve(stem + ".txt")),
          name);
    }
  }

  private void requireRows(DrawnFolder drawn, Map<String, JsonNode> byName) throws IOException {
    List<List<String>> rows = rows(Files.readString(csv, StandardCharsets.UTF_8));
    assertEquals("image", rows.get(0).get(0));
    TreeSet<String> names = new TreeSet<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      String name = row.get(0).startsWith("'") ? row.get(0).substring(1) : row.get(0);
      assertTrue(names.add(name), "twice: " + row);
      assertEquals(6, row.size(), row.toString());
      List<String> tags = new ArrayList<>();
      byName.get(name).get("tags").forEach(tag -> tags.add(tag.get("en").asText()));
      assertEquals(String.join(" | ", tags), row.get(1));
      assertEquals(drawn.broken().contains(name), !row.get(5).isEmpty());
    }
    requireSame(drawn.names(), names);
  }

  private static void requireSame(Set<String> expected, Set<String> found) {
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(found);
    Set<String> more = new TreeSet<>(found);
    more.removeAll(expected);
    assertEquals("missing [], more []", "missing " + missing + ", more " + more);
  }

  /** Reads comma-separated values as RFC 4180 has them. */
  private static List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else {
        cell.append(c);
      }
    }
    assertEquals("", cell.toString(), "a last row that is torn");
    return rows;
  }
}
