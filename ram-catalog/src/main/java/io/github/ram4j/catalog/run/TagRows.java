package io.github.ram4j.catalog.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.catalog.filter.OutputTag;
import io.github.ram4j.catalog.filter.TagCategories;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of the table {@code tag}, made where a tag is met first. Not thread-safe. */
final class TagRows implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<Key, Long> ids = new HashMap<>();
  private final Map<Integer, Integer> ordinals = new HashMap<>();
  private final Map<Integer, String> categories = new HashMap<>();
  private final PreparedStatement find;
  private final PreparedStatement insert;

  /** What tells a tag from others. */
  private record Key(String english, List<String> chinese, List<String> path, int ordinal) {}

  /**
   * Rows for tags of a list.
   *
   * @param ownNames whether tags are written by the list's names, of which some are of two tags
   */
  TagRows(Connection connection, TagVocabulary list, boolean ownNames) throws SQLException {
    List<String> all = TagCategories.shipped().of(list);
    Map<Key, Integer> met = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      Tag tag = list.tag(i);
      if (!all.get(i).equals(TagCategories.UNKNOWN)) {
        categories.put(tag.id(), all.get(i));
      }
      if (ownNames) {
        Key key = new Key(tag.english(), tag.chinese(), List.of(), 0);
        ordinals.put(tag.id(), met.merge(key, 1, Integer::sum) - 1);
      }
    }
    find =
        connection.prepareStatement(
            "SELECT id FROM tag WHERE english = ? AND chinese = ? AND path = ? AND ordinal = ?");
    insert =
        connection.prepareStatement(
            "INSERT INTO tag (english, chinese, path, ordinal, category) VALUES (?, ?, ?, ?, ?)"
                + " RETURNING id");
  }

  /** The row of a tag, within an open transaction. */
  long id(OutputTag tag) throws SQLException {
    int number = tag.score().tag().id();
    Key key =
        new Key(
            tag.name(),
            tag.isOwnName() ? tag.score().tag().chinese() : List.of(),
            tag.path(),
            ordinals.getOrDefault(number, 0));
    Long known = ids.get(key);
    if (known != null) {
      return known;
    }
    for (PreparedStatement statement : List.of(find, insert)) {
      statement.setString(1, key.english());
      statement.setString(2, json(key.chinese()));
      statement.setString(3, json(key.path()));
      statement.setInt(4, key.ordinal());
    }
    insert.setString(5, categories.get(number));
    long id = id();
    ids.put(key, id);
    return id;
  }

  private long id() throws SQLException {
    try (ResultSet rows = find.executeQuery()) {
      if (rows.next()) {
        return rows.getLong(1);
      }
    }
    try (ResultSet rows = insert.executeQuery()) {
      return rows.getLong(1);
    }
  }

  /** Forgets rows that a transaction was to make which was taken back. */
  void forget() {
    ids.clear();
  }

  private static String json(List<String> texts) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeArray(texts.toArray(String[]::new), 0, texts.size());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  @Override
  public void close() throws SQLException {
    find.close();
    insert.close();
  }
}
