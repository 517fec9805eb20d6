package io.github.ram4j.catalog.filter;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.vocabulary.Keyword;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/** Reader of the tree of tags in digiKam's database: its table {@code Tags}. */
final class DigikamTags {
  private static final String INTERNAL = "_Digikam_";
  private static final int MOST_LEVELS = 100;
  private static final int MOST_TAGS = 1 << 20;

  private record Entry(long parent, String name) {}

  private DigikamTags() {}

  static List<Keyword> read(Path file) {
    Map<Long, Entry> entries = entries(file);
    List<Keyword> keywords = new ArrayList<>();
    entries.forEach(
        (id, entry) -> {
          List<String> path = path(file, entries, entry);
          boolean internal =
              entry.name().startsWith(INTERNAL)
                  || path.stream().anyMatch(level -> level.startsWith(INTERNAL));
          if (!internal) {
            keywords.add(new Keyword(entry.name(), path, List.of(), true));
          }
        });
    if (keywords.isEmpty()) {
      throw new FileFormatException(
          "digiKam's database %s: expected tags, found none".formatted(file));
    }
    return keywords;
  }

  private static Map<Long, Entry> entries(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    Map<Long, Entry> entries = new LinkedHashMap<>();
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT id, pid, name FROM Tags WHERE id > 0 ORDER BY id")) {
      while (rows.next()) {
        String name = rows.getString(3);
        if (name == null || name.isBlank()) {
          throw new FileFormatException(
              "digiKam's database %s: expected a name of tag %d, found none"
                  .formatted(file, rows.getLong(1)));
        }
        entries.put(rows.getLong(1), new Entry(rows.getLong(2), name.strip()));
        if (entries.size() > MOST_TAGS) {
          throw new FileFormatException(
              "digiKam's database %s: expected at most %,d tags, found more"
                  .formatted(file, MOST_TAGS));
        }
      }
    } catch (SQLException e) {
      throw new FileFormatException(
          "digiKam's database %s: expected its table of tags, found %s"
              .formatted(file, e.getMessage()),
          e);
    }
    return entries;
  }

  private static List<String> path(Path file, Map<Long, Entry> entries, Entry entry) {
    Deque<String> path = new ArrayDeque<>();
    Entry above = entries.get(entry.parent());
    while (above != null) {
      path.addFirst(above.name());
      if (path.size() > MOST_LEVELS) {
        throw new FileFormatException(
            "digiKam's database %s: expected at most %d levels of tags, found more above \"%s\""
                .formatted(file, MOST_LEVELS, entry.name()));
      }
      above = entries.get(above.parent());
    }
    return List.copyOf(path);
  }
}
