package io.github.ram4j.catalog.run;

import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bytes.Sha256;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/** A row of the table {@code run}, and the rows of its vocabulary. */
final class RunRow {
  private final Connection connection;
  private final long id;

  private RunRow(Connection connection, long id) {
    this.connection = connection;
    this.id = id;
  }

  /**
   * Begins a run, or goes on with the last one if that was killed and was of the same model and
   * options. Within an open transaction.
   */
  static RunRow begin(Connection connection, Recognizer recognizer, TagOptions options)
      throws SQLException {
    long vocabulary = vocabulary(connection, recognizer.vocabulary());
    try (PreparedStatement last =
            connection.prepareStatement(
                "SELECT id FROM run WHERE id = (SELECT max(id) FROM run) AND ended IS NULL"
                    + " AND program = ? AND model = ? AND vocabulary_id = ? AND options = ?"
                    + " AND detector IS ? AND segmenter IS ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO run (program, model, vocabulary_id, options, detector, segmenter,"
                    + " started) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id")) {
      for (PreparedStatement statement : new PreparedStatement[] {last, insert}) {
        statement.setString(1, options.program());
        statement.setString(2, options.model().orElse(recognizer.model().source()));
        statement.setLong(3, vocabulary);
        statement.setString(4, options.words());
        statement.setString(5, options.regions().map(RegionSearch::detector).orElse(null));
        statement.setString(6, options.regions().flatMap(RegionSearch::segmenter).orElse(null));
      }
      try (ResultSet rows = last.executeQuery()) {
        if (rows.next()) {
          return new RunRow(connection, rows.getLong(1));
        }
      }
      insert.setLong(7, System.currentTimeMillis());
      try (ResultSet rows = insert.executeQuery()) {
        return new RunRow(connection, rows.getLong(1));
      }
    }
  }

  private static long vocabulary(Connection connection, TagVocabulary list) throws SQLException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < list.size(); i++) {
      Tag tag = list.tag(i);
      text.append(tag.id()).append('\t').append(tag.english()).append('\t');
      text.append(tag.chineseText()).append('\t').append(list.threshold(i)).append('\n');
    }
    String digest = HexFormat.of().formatHex(Sha256.of(text.toString()));
    try (PreparedStatement find =
        connection.prepareStatement("SELECT id FROM vocabulary WHERE digest = ?")) {
      find.setString(1, digest);
      try (ResultSet rows = find.executeQuery()) {
        return rows.next() ? rows.getLong(1) : insert(connection, list, digest);
      }
    }
  }

  private static long insert(Connection connection, TagVocabulary list, String digest)
      throws SQLException {
    long vocabulary;
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO vocabulary (digest) VALUES (?) RETURNING id")) {
      insert.setString(1, digest);
      try (ResultSet rows = insert.executeQuery()) {
        vocabulary = rows.getLong(1);
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO vocabulary_tag (vocabulary_id, number, english, threshold)"
                + " VALUES (?, ?, ?, ?)")) {
      for (int i = 0; i < list.size(); i++) {
        insert.setLong(1, vocabulary);
        insert.setInt(2, list.tag(i).id());
        insert.setString(3, list.tag(i).english());
        insert.setDouble(4, list.threshold(i));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return vocabulary;
  }

  long id() {
    return id;
  }

  /** Writes down which model it is, once an image's embedding tells. */
  void model(String digest) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE run SET model_digest = ? WHERE id = ?")) {
      update.setString(1, digest);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  /** Adds to the run's numbers. */
  void count(long done, long failed) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE run SET done = done + ?, failed = failed + ? WHERE id = ?")) {
      update.setLong(1, done);
      update.setLong(2, failed);
      update.setLong(3, id);
      update.executeUpdate();
    }
  }

  void end(long skipped) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE run SET ended = ?, skipped = ? WHERE id = ?")) {
      update.setLong(1, System.currentTimeMillis());
      update.setLong(2, skipped);
      update.setLong(3, id);
      update.executeUpdate();
    }
  }
}
