package io.github.ram4j.search;

import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.ImageText;
import io.github.ram4j.search.vectors.Halves;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A catalogue made row by row, in one transaction that {@link #commit} ends. */
public final class MadeCatalog implements AutoCloseable {
  private static final Map<String, String> CHINESE =
      Map.of("dog", "狗", "beach", "海滩", "cat", "猫", "hot dog", "热狗", "sea", "海");

  private final Catalog catalog;
  private final Connection connection;
  private final Map<String, Long> tags = new HashMap<>();
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private long seq;

  public MadeCatalog(Path file, Path root) throws IOException, SQLException {
    catalog = Catalog.open(file);
    connection = catalog.connection();
    connection.setAutoCommit(false);
    run("INSERT INTO root (id, path) VALUES (1, ?)", root.toString());
    run(
        "INSERT INTO run (id, started, program, model) VALUES (1, ?, 'test', 'm')",
        System.nanoTime());
  }

  public Path file() {
    return catalog.file();
  }

  /** Adds an image of tags, such as "dog 0.9, hot dog 0.8". */
  public long add(String path, String tagged, String... captions) throws SQLException {
    seq++;
    run(
        "INSERT INTO image (root_id, path, size, modified_ns, state, run_id, seq)"
            + " VALUES (1, ?, 1, 1, 'done', 1, ?)",
        path,
        seq);
    long image = number("SELECT last_insert_rowid()");
    run("UPDATE sequence SET last = ?", seq);
    List<String> english = new ArrayList<>();
    List<String> chinese = new ArrayList<>();
    for (String tag : tagged.isEmpty() ? new String[0] : tagged.split(", ")) {
      String name = tag.substring(0, tag.lastIndexOf(' '));
      english.add(name);
      String translated = CHINESE.get(name);
      if (translated != null) {
        chinese.add(translated);
      }
      run(
          "INSERT INTO image_tag (image_id, tag_id, score, run_id) VALUES (?, ?, ?, 1)",
          image,
          tag(name, translated),
          Double.parseDouble(tag.substring(tag.lastIndexOf(' ') + 1)));
    }
    for (int i = 0; i < captions.length; i++) {
      run("INSERT INTO caption (image_id, position, text) VALUES (?, ?, ?)", image, i, captions[i]);
    }
    run(
        "INSERT INTO image_text (rowid, name, english, chinese, caption) VALUES (?, ?, ?, ?, ?)",
        image,
        ImageText.of(path),
        ImageText.of(english),
        ImageText.of(chinese),
        ImageText.of(String.join("\n", captions)));
    return image;
  }

  /** Adds the box of a tag to an image of a size. */
  public void region(long image, String tag, double score, int width, int height, float... box)
      throws SQLException {
    run(
        "UPDATE image SET width = ?, height = ?, located_by = 1 WHERE id = ?",
        width,
        height,
        image);
    run(
        "INSERT INTO region (image_id, tag_id, score, x0, y0, x1, y1, run_id)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
        image,
        tag(tag, CHINESE.get(tag)),
        score,
        box[0],
        box[1],
        box[2],
        box[3]);
  }

  private long tag(String english, String chinese) throws SQLException {
    Long known = tags.get(english);
    if (known != null) {
      return known;
    }
    run(
        "INSERT INTO tag (english, chinese) VALUES (?, ?)",
        english,
        chinese == null ? "[]" : "[\"" + chinese + "\"]");
    long id = number("SELECT last_insert_rowid()");
    tags.put(english, id);
    return id;
  }

  /** Adds a space of embeddings. */
  public void space(long id, String kind, String model, int width) throws SQLException {
    run(
        "INSERT INTO embedding_space (id, kind, model, width) VALUES (?, ?, ?, ?)",
        id,
        kind,
        model,
        width);
  }

  /** Sets an image's embedding, as a run that finishes it does. */
  public void embed(long image, long space, float[] vector) throws SQLException {
    seq++;
    run("UPDATE image SET seq = ? WHERE id = ?", seq, image);
    run("UPDATE sequence SET last = ?", seq);
    run(
        "INSERT OR REPLACE INTO embedding (image_id, space_id, vector) VALUES (?, ?, ?)",
        image,
        space,
        Halves.bytes(vector));
  }

  public void run(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    statement.executeUpdate();
  }

  private long number(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.getLong(1);
    }
  }

  public void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException, IOException {
    connection.commit();
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    catalog.close();
  }
}
