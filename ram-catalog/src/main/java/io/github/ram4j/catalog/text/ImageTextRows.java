package io.github.ram4j.catalog.text;

import io.github.ram4j.catalog.ImageText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writer of the table {@code image_text}: what an image can be found by, from the rows that it has.
 * It writes within the connection's open transaction. Not thread-safe.
 */
public final class ImageTextRows implements AutoCloseable {
  private final PreparedStatement tags;
  private final PreparedStatement captions;
  private final PreparedStatement delete;
  private final PreparedStatement insert;

  /** Prepares the statements. */
  public ImageTextRows(Connection connection) throws SQLException {
    tags =
        connection.prepareStatement(
            "SELECT tag.english, value FROM image_tag JOIN tag ON tag.id = tag_id"
                + " LEFT JOIN json_each(tag.chinese) WHERE image_id = ?"
                + " ORDER BY score DESC, tag.id");
    captions =
        connection.prepareStatement(
            "SELECT text FROM caption WHERE image_id = ? ORDER BY position");
    delete = connection.prepareStatement("DELETE FROM image_text WHERE rowid = ?");
    insert =
        connection.prepareStatement(
            "INSERT INTO image_text (rowid, name, english, chinese, caption)"
                + " VALUES (?, ?, ?, ?, ?)");
  }

  /** Writes the text of an image, of all tags and captions that it has now. */
  public void write(long image, String path) throws SQLException {
    List<String> english = new ArrayList<>();
    List<String> chinese = new ArrayList<>();
    tags.setLong(1, image);
    try (ResultSet rows = tags.executeQuery()) {
      while (rows.next()) {
        String name = rows.getString(1);
        if (english.isEmpty() || !english.get(english.size() - 1).equals(name)) {
          english.add(name);
        }
        if (rows.getString(2) != null) {
          chinese.add(rows.getString(2));
        }
      }
    }
    List<String> sentences = new ArrayList<>();
    captions.setLong(1, image);
    try (ResultSet rows = captions.executeQuery()) {
      while (rows.next()) {
        sentences.add(rows.getString(1));
      }
    }
    delete.setLong(1, image);
    delete.executeUpdate();
    insert.setLong(1, image);
    insert.setString(2, ImageText.of(path));
    insert.setString(3, ImageText.of(english));
    insert.setString(4, ImageText.of(chinese));
    insert.setString(5, ImageText.of(sentences));
    insert.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : List.of(tags, captions, delete, insert)) {
      statement.close();
    }
  }
}
