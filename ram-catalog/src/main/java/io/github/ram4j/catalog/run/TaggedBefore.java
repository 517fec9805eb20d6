package io.github.ram4j.catalog.run;

import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.catalog.sql.ImageState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The images that earlier runs tagged: whether a run tags them again. Not thread-safe. */
final class TaggedBefore {
  private static final int PAGE = 1000;

  private final Connection connection;
  private final Predicate<String> paths;

  /** Images of some paths, within an open transaction. */
  TaggedBefore(Connection connection, Predicate<String> paths) {
    this.connection = connection;
    this.paths = paths;
  }

  /** Makes images pending that a run has not finished yet, their tags kept meanwhile. */
  void pend(List<CatalogRoot> roots, RunRow run) throws SQLException {
    change(roots, "state = 'done' AND run_id <> " + run.id(), "pending", ImageState::withdraw);
  }

  /** Leaves images as they were that another run wanted to tag again and did not. */
  void leave(List<CatalogRoot> roots) throws SQLException {
    change(
        roots,
        "state = 'pending' AND run_id IS NOT NULL AND error IS NULL",
        "done",
        ImageState::announce);
  }

  /** What changes an image's place in the order. */
  private interface Place {
    void change(ImageState state, long image) throws SQLException;
  }

  private void change(List<CatalogRoot> roots, String which, String to, Place place)
      throws SQLException {
    try (ImageState state = new ImageState(connection);
        PreparedStatement update =
            connection.prepareStatement("UPDATE image SET state = ? WHERE id = ?")) {
      update.setString(1, to);
      for (CatalogRoot root : roots) {
        List<Long> page = page(root, which, 0);
        while (!page.isEmpty()) {
          for (long image : page) {
            place.change(state, image);
            update.setLong(2, image);
            update.executeUpdate();
          }
          page = page(root, which, page.get(page.size() - 1));
        }
      }
    }
  }

  private List<Long> page(CatalogRoot root, String which, long after) throws SQLException {
    List<Long> page = new ArrayList<>();
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT id, path FROM image WHERE root_id = ? AND media = 'image' AND "
                + which
                + " AND id > ? ORDER BY id")) {
      find.setLong(1, root.id());
      find.setLong(2, after);
      try (ResultSet rows = find.executeQuery()) {
        while (page.size() < PAGE && rows.next()) {
          if (paths.test(rows.getString(2))) {
            page.add(rows.getLong(1));
          }
        }
      }
    }
    return page;
  }
}
