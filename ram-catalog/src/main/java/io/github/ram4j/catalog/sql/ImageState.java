package io.github.ram4j.catalog.sql;

import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An image's place in the order of outputs, and what hangs on its row. All methods write within the
 * connection's open transaction. Not thread-safe.
 */
public final class ImageState implements AutoCloseable {
  private static final List<String> PARTS = List.of("image_tag", "caption", "embedding", "segment");

  private final PreparedStatement place;
  private final PreparedStatement noPlace;
  private final PreparedStatement stale;
  private final PreparedStatement next;
  private final PreparedStatement setPlace;
  private final PreparedStatement noText;
  private final PreparedStatement noRegions;
  private final PreparedStatement notLocated;
  private final List<PreparedStatement> clear = new ArrayList<>();

  /** Prepares the statements. */
  public ImageState(Connection connection) throws SQLException {
    place = connection.prepareStatement("SELECT seq FROM image WHERE id = ?");
    noPlace = connection.prepareStatement("UPDATE image SET seq = NULL WHERE id = ?");
    stale = connection.prepareStatement("UPDATE output SET stale = 1 WHERE seq >= ?");
    next = connection.prepareStatement("UPDATE sequence SET last = last + 1");
    setPlace =
        connection.prepareStatement(
            "UPDATE image SET seq = (SELECT last FROM sequence) WHERE id = ?");
    noText = connection.prepareStatement("DELETE FROM image_text WHERE rowid = ?");
    noRegions = connection.prepareStatement("DELETE FROM region WHERE image_id = ?");
    notLocated = connection.prepareStatement("UPDATE image SET located_by = NULL WHERE id = ?");
    for (String part : PARTS) {
      clear.add(connection.prepareStatement("DELETE FROM " + part + " WHERE image_id = ?"));
    }
  }

  /** The time of a file's last change, in nanoseconds since 1970. */
  public static long nanos(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }

  /** Takes an image out of the order; outputs that have it are to be written anew. */
  public void withdraw(long image) throws SQLException {
    place.setLong(1, image);
    long seq;
    try (ResultSet rows = place.executeQuery()) {
      seq = rows.getLong(1); // 0 for none
    }
    if (seq > 0) {
      stale.setLong(1, seq);
      stale.executeUpdate();
      noPlace.setLong(1, image);
      noPlace.executeUpdate();
    }
  }

  /** Gives an image the next place in the order, which no image ever had. */
  public void announce(long image) throws SQLException {
    next.executeUpdate();
    setPlace.setLong(1, image);
    setPlace.executeUpdate();
  }

  /** Removes an image's tags, captions, regions, embedding and text. */
  public void clear(long image) throws SQLException {
    clearButRegions(image);
    for (PreparedStatement statement : List.of(noRegions, notLocated)) {
      statement.setLong(1, image);
      statement.executeUpdate();
    }
  }

  /** Removes an image's tags, captions, embedding and text. */
  public void clearButRegions(long image) throws SQLException {
    for (PreparedStatement statement : clear) {
      statement.setLong(1, image);
      statement.executeUpdate();
    }
    clearText(image);
  }

  /** Removes an image from the full text. */
  public void clearText(long image) throws SQLException {
    noText.setLong(1, image);
    noText.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement :
        List.of(place, noPlace, stale, next, setPlace, noText, noRegions, notLocated)) {
      statement.close();
    }
    for (PreparedStatement statement : clear) {
      statement.close();
    }
  }
}
