package io.github.ram4j.benchmarks.subject;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.ImageText;
import io.github.ram4j.search.SearchQuery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A catalogue of drawn rows: images with 4 to 16 of RAM's tags, some of which are frequent and most
 * of which are rare, a caption and an embedding each.
 */
public final class DrawnCatalog {
  private static final int TOGETHER = 20_000;

  private final int images;
  private final DrawnVectors vectors;
  private final TagVocabulary list = TagVocabulary.ram();

  /**
   * A catalogue.
   *
   * @param images their number
   * @param vectors their embeddings, in their order
   */
  public DrawnCatalog(int images, DrawnVectors vectors) {
    this.images = images;
    this.vectors = vectors;
  }

  /**
   * The name of an image.
   *
   * @param id from 1
   * @return the path below its folder
   */
  public static String name(long id) {
    return "%04d/IMG_%07d.jpg".formatted(id / 1000, id);
  }

  /**
   * A query whose words are tags of an image drawn at random, in any order.
   *
   * @param connection to the catalogue
   * @param form a query with %s for each word
   * @param number tells it from others
   * @return the query
   * @throws SQLException if the catalogue cannot be read
   */
  public SearchQuery query(Connection connection, String form, int number) throws SQLException {
    Random random = new Random(1_000_003L * number);
    int image = 1 + random.nextInt(images);
    if (form.startsWith("name:")) {
      return SearchQuery.parse(form.formatted("%07d".formatted(image)));
    }
    List<String> words = new ArrayList<>();
    try (PreparedStatement tags =
        connection.prepareStatement(
            "SELECT english FROM image_tag JOIN tag ON tag.id = tag_id WHERE image_id = ?"
                + " AND english NOT LIKE '% %' AND score > 0.8")) {
      tags.setInt(1, image);
      try (ResultSet rows = tags.executeQuery()) {
        while (rows.next()) {
          words.add(rows.getString(1));
        }
      }
    }
    Collections.shuffle(words, random);
    words.addAll(List.of("dog", "beach", "people"));
    return SearchQuery.parse(form.formatted(words.toArray()));
  }

  /** Different tags; the first of the list in a random order are the frequent ones. */
  private Set<Integer> drawn(Random random, int count) {
    Set<Integer> tags = new LinkedHashSet<>();
    while (tags.size() < count) {
      // As words are: the tenth is a tenth as frequent as the first.
      double rank = Math.pow(list.size(), random.nextDouble()) - 1;
      tags.add((int) (rank * 1237 % list.size()));
    }
    return tags;
  }

  /**
   * Writes the catalogue.
   *
   * @param file of which there is none yet
   * @throws IOException if it cannot be written
   * @throws SQLException if a row cannot be written
   */
  public void write(Path file) throws IOException, SQLException {
    try (Catalog catalog = Catalog.open(file)) {
      Connection connection = catalog.connection();
      connection.setAutoCommit(false);
      prepare(connection);
      try (Statements to = new Statements(connection)) {
        Random random = new Random(3);
        for (int id = 1; id <= images; id++) {
          add(to, id, random);
          if (id % TOGETHER == 0) {
            to.run();
            connection.commit();
          }
        }
        to.run();
        try (Statement statement = connection.createStatement()) {
          statement.executeUpdate("UPDATE sequence SET last = " + images);
        }
        connection.commit();
      }
    }
  }

  private void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement tag =
            connection.prepareStatement(
                "INSERT INTO tag (id, english, chinese) VALUES (?, ?, ?)")) {
      statement.executeUpdate("INSERT INTO root (id, path) VALUES (1, '/drawn')");
      statement.executeUpdate(
          "INSERT INTO run (id, started, program, model) VALUES (1, 1, 'drawn', 'drawn')");
      statement.executeUpdate(
          "INSERT INTO embedding_space (id, kind, model, width) VALUES (1, 'pooled', 'drawn', %d)"
              .formatted(vectors.width()));
      for (int i = 0; i < list.size(); i++) {
        tag.setInt(1, i + 1);
        tag.setString(2, list.tag(i).english());
        tag.setString(
            3, list.tag(i).chinese().stream().collect(Collectors.joining("\",\"", "[\"", "\"]")));
        tag.executeUpdate();
      }
    }
  }

  /** The statements of a row, each many times at once. */
  private static final class Statements implements AutoCloseable {
    private final List<PreparedStatement> all = new ArrayList<>();
    private final PreparedStatement image;
    private final PreparedStatement tag;
    private final PreparedStatement caption;
    private final PreparedStatement embedding;
    private final PreparedStatement text;

    Statements(Connection connection) throws SQLException {
      image =
          prepared(
              connection,
              "INSERT INTO image (id, root_id, path, size, modified_ns, state, run_id, seq)"
                  + " VALUES (?1, 1, ?2, 1, 1, 'done', 1, ?1)");
      tag =
          prepared(
              connection,
              "INSERT INTO image_tag (image_id, tag_id, score, run_id) VALUES (?, ?, ?, 1)");
      caption =
          prepared(connection, "INSERT INTO caption (image_id, position, text) VALUES (?, 0, ?)");
      embedding = prepared(connection, "INSERT INTO embedding VALUES (?, 1, ?)");
      text =
          prepared(
              connection,
              "INSERT INTO image_text (rowid, name, english, chinese, caption) VALUES (?, ?, ?, ?,"
                  + " ?)");
    }

    private PreparedStatement prepared(Connection connection, String sql) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(sql);
      all.add(statement);
      return statement;
    }

    void run() throws SQLException {
      for (PreparedStatement statement : all) {
        statement.executeBatch();
      }
    }

    @Override
    public void close() throws SQLException {
      for (PreparedStatement statement : all) {
        statement.close();
      }
    }
  }

  private void add(Statements to, int id, Random random) throws SQLException {
    List<Tag> tags = new ArrayList<>();
    to.image.setInt(1, id);
    to.image.setString(2, name(id));
    to.image.addBatch();
    for (int index : drawn(random, 4 + random.nextInt(13))) {
      tags.add(list.tag(index));
      to.tag.setInt(1, id);
      to.tag.setInt(2, index + 1);
      to.tag.setDouble(3, 0.6 + 0.4 * random.nextFloat());
      to.tag.addBatch();
    }
    String caption = "a " + tags.get(0).english() + " with a " + tags.get(1).english();
    to.caption.setInt(1, id);
    to.caption.setString(2, caption);
    to.caption.addBatch();
    to.embedding.setInt(1, id);
    to.embedding.setBytes(2, halves(vectors.next()));
    to.embedding.addBatch();
    to.text.setInt(1, id);
    to.text.setString(2, ImageText.of(name(id)));
    to.text.setString(3, ImageText.of(tags.stream().map(Tag::english).toList()));
    to.text.setString(
        4, ImageText.of(tags.stream().flatMap(tag -> tag.chinese().stream()).toList()));
    to.text.setString(5, ImageText.of(caption));
    to.text.addBatch();
  }

  /** Numbers from 0 to 1 as float16, cut after the last digit. */
  private static byte[] halves(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float element : vector) {
      int bits = Float.floatToRawIntBits(element);
      bytes.putShort(element < 0x1p-14f ? 0 : (short) ((bits >>> 13) - (112 << 10)));
    }
    return bytes.array();
  }
}
