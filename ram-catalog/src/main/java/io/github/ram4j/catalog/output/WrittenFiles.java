package io.github.ram4j.catalog.output;

import io.github.ram4j.catalog.Catalog;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of images' own that a catalogue's runs wrote, by kind. Not thread-safe. */
final class WrittenFiles {
  private final Catalog catalog;
  private final String kind;

  WrittenFiles(Catalog catalog, String kind) {
    this.catalog = catalog;
    this.kind = kind;
  }

  /** The digest of what was written for an image; null for nothing. */
  byte @Nullable [] written(long image) throws IOException {
    try (PreparedStatement find =
        catalog
            .connection()
            .prepareStatement("SELECT sha256 FROM written_file WHERE image_id = ? AND kind = ?")) {
      find.setLong(1, image);
      find.setString(2, kind);
      try (ResultSet rows = find.executeQuery()) {
        return rows.next() ? rows.getBytes(1) : null;
      }
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  /** Returns whether a digest is that of what was written for an image. */
  boolean isOwn(long image, byte[] sha256) throws IOException {
    return Arrays.equals(written(image), sha256);
  }

  /** Writes down what was written. */
  void add(long image, byte[] sha256) throws IOException {
    try (PreparedStatement insert =
        catalog
            .connection()
            .prepareStatement(
                "INSERT OR REPLACE INTO written_file (image_id, kind, sha256) VALUES (?, ?, ?)")) {
      insert.setLong(1, image);
      insert.setString(2, kind);
      insert.setBytes(3, sha256);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  /** The places in the order of the images of this kind that have one up to a last one. */
  List<Long> places(long last) throws IOException {
    try (PreparedStatement find =
        catalog
            .connection()
            .prepareStatement(
                "SELECT seq FROM written_file JOIN image ON image.id = image_id"
                    + " WHERE kind = ? AND seq <= ? ORDER BY seq")) {
      find.setString(1, kind);
      find.setLong(2, last);
      List<Long> places = new ArrayList<>();
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          places.add(rows.getLong(1));
        }
      }
      return places;
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  /** Forgets what was written for an image. */
  void remove(long image) throws IOException {
    try (PreparedStatement delete =
        catalog
            .connection()
            .prepareStatement("DELETE FROM written_file WHERE image_id = ? AND kind = ?")) {
      delete.setLong(1, image);
      delete.setString(2, kind);
      delete.executeUpdate();
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }
}
