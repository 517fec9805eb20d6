package io.github.ram4j.catalog.run;

import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.bytes.HalfFloat;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.ExistingTags;
import io.github.ram4j.catalog.filter.OutputTag;
import io.github.ram4j.catalog.output.ImageFile;
import io.github.ram4j.catalog.sql.ImageState;
import io.github.ram4j.catalog.sql.Transaction;
import io.github.ram4j.catalog.text.ImageTextRows;
import java.awt.Dimension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The writer of finished images to the catalogue: several in one transaction, which is there whole
 * or not at all. Not thread-safe.
 */
final class ResultWriter implements AutoCloseable {
  private final Connection connection;
  private final RunRow run;
  private final TagRows tags;
  private final boolean keepsOlder;
  private final ImageState state;
  private final ImageTextRows texts;
  private final PreparedStatement setImage;
  private final PreparedStatement setGone;
  private final PreparedStatement keep;
  private final PreparedStatement addTag;
  private final PreparedStatement addCaption;
  private final PreparedStatement noCaptions;
  private final PreparedStatement addEmbedding;
  private final PreparedStatement addSpace;
  private final PreparedStatement findSpace;
  private final List<PreparedStatement> statements = new ArrayList<>();
  private final Map<String, Long> spaces = new HashMap<>();

  ResultWriter(Catalog catalog, RunRow run, TagRows tags, ExistingTags existing)
      throws SQLException {
    this.connection = catalog.connection();
    this.run = run;
    this.tags = tags;
    this.keepsOlder = existing == ExistingTags.APPEND;
    this.state = new ImageState(connection);
    setImage =
        prepare(
            "UPDATE image SET state = ?, error = ?, size = ?, modified_ns = ?, sha256 = ?,"
                + " run_id = ?, width = ?, height = ? WHERE id = ?");
    setGone = prepare("UPDATE image SET state = 'gone' WHERE id = ?");
    keep =
        prepare(
            "UPDATE image SET state = 'done' WHERE id = ?1 AND run_id IS NOT NULL AND error IS NULL"
                + " AND (?2 IS NULL OR sha256 = ?2)");
    addTag =
        prepare(
            "INSERT INTO image_tag (image_id, tag_id, number, score, run_id)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (image_id, tag_id) DO UPDATE SET"
                + " number = excluded.number, score = excluded.score, run_id = excluded.run_id");
    addCaption =
        prepare("INSERT INTO caption (image_id, position, text, run_id) VALUES (?, ?, ?, ?)");
    noCaptions = prepare("DELETE FROM caption WHERE image_id = ?");
    addEmbedding =
        prepare("INSERT OR REPLACE INTO embedding (image_id, space_id, vector) VALUES (?, ?, ?)");
    addSpace =
        prepare("INSERT OR IGNORE INTO embedding_space (kind, model, width) VALUES (?, ?, ?)");
    findSpace =
        prepare("SELECT id FROM embedding_space WHERE kind = ? AND model = ? AND width = ?");
    texts = new ImageTextRows(connection);
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statements.add(statement);
    return statement;
  }

  /** Writes images in one transaction. */
  void write(List<Finished> images, List<ImageFile> gone) throws SQLException {
    boolean well = false;
    try {
      Transaction.run(connection, () -> writeAll(images, gone));
      well = true;
    } finally {
      if (!well) {
        tags.forget();
        spaces.clear();
      }
    }
  }

  /** Writes within a transaction; the number of images that failed. */
  private long writeAll(List<Finished> images, List<ImageFile> gone) throws SQLException {
    long failed = 0;
    for (Finished image : images) {
      write(image);
      failed += image.error() == null ? 0 : 1;
    }
    for (ImageFile image : gone) {
      state.withdraw(image.id());
      setGone.setLong(1, image.id());
      setGone.executeUpdate();
    }
    run.count(images.size() - failed, failed);
    return failed;
  }

  private void write(Finished finished) throws SQLException {
    PendingImage image = finished.image();
    long id = image.image().id();
    state.withdraw(id);
    if (finished.error() != null && isKept(id, finished.sha256())) {
      state.announce(id);
      return;
    }
    if (!keepsOlder) {
      state.clear(id);
    }
    setImage.setString(1, finished.error() == null ? "done" : "failed");
    setImage.setString(2, finished.error());
    setImage.setLong(3, image.size());
    setImage.setLong(4, image.modifiedNs());
    setImage.setBytes(5, finished.sha256());
    setImage.setLong(6, run.id());
    Optional<Dimension> pixels = finished.error() == null ? image.dimension() : Optional.empty();
    setImage.setObject(7, pixels.map(size -> size.width).orElse(null));
    setImage.setObject(8, pixels.map(size -> size.height).orElse(null));
    setImage.setLong(9, id);
    setImage.executeUpdate();
    for (OutputTag tag : finished.tags()) {
      addTag.setLong(1, id);
      addTag.setLong(2, tags.id(tag));
      addTag.setInt(3, tag.score().tag().id());
      addTag.setDouble(4, tag.score().score());
      addTag.setLong(5, run.id());
      addTag.executeUpdate();
    }
    writeCaptions(id, finished.captions());
    ImageEmbedding embedding = finished.embedding();
    if (embedding != null) {
      addEmbedding.setLong(1, id);
      addEmbedding.setLong(2, space(embedding));
      addEmbedding.setBytes(3, HalfFloat.bytes(embedding.vector()));
      addEmbedding.executeUpdate();
    }
    texts.write(id, image.image().path());
    state.announce(id);
  }

  /** Leaves an image as earlier runs tagged it, unless its content is another now. */
  private boolean isKept(long id, byte @Nullable [] sha256) throws SQLException {
    keep.setLong(1, id);
    keep.setBytes(2, sha256);
    return keep.executeUpdate() > 0;
  }

  private void writeCaptions(long id, List<String> captions) throws SQLException {
    if (captions.isEmpty()) {
      return;
    }
    noCaptions.setLong(1, id);
    noCaptions.executeUpdate();
    for (int i = 0; i < captions.size(); i++) {
      addCaption.setLong(1, id);
      addCaption.setInt(2, i);
      addCaption.setString(3, captions.get(i));
      addCaption.setLong(4, run.id());
      addCaption.executeUpdate();
    }
  }

  private long space(ImageEmbedding embedding) throws SQLException {
    String kind = embedding.kind().name().toLowerCase(java.util.Locale.ROOT);
    String key = kind + " " + embedding.width() + " " + embedding.model();
    Long known = spaces.get(key);
    if (known != null) {
      return known;
    }
    for (PreparedStatement statement : List.of(addSpace, findSpace)) {
      statement.setString(1, kind);
      statement.setString(2, embedding.model());
      statement.setInt(3, embedding.width());
    }
    addSpace.executeUpdate();
    try (ResultSet rows = findSpace.executeQuery()) {
      long id = rows.getLong(1);
      if (spaces.isEmpty()) {
        run.model(embedding.model());
      }
      spaces.put(key, id);
      return id;
    }
  }

  @Override
  public void close() throws SQLException {
    state.close();
    texts.close();
    for (PreparedStatement statement : statements) {
      statement.close();
    }
  }
}
