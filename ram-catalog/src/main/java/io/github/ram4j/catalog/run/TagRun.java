package io.github.ram4j.catalog.run;

import io.github.ram4j.Recognizer;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.catalog.ExistingTags;
import io.github.ram4j.catalog.output.Outputs;
import io.github.ram4j.catalog.sql.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A run that tags the pending images of a catalogue. Images are decoded ahead of inference, and
 * results are written in transactions: whenever a run is killed, each image is finished with all
 * that belongs to it, or pending. Memory does not grow with the number of images. Not thread-safe.
 */
public final class TagRun {
  private static final String PENDING = "state = 'pending'";

  private final Catalog catalog;
  private final Recognizer recognizer;
  private final TagOptions options;
  private final RunListener listener;

  /**
   * A run, which has not begun.
   *
   * @param catalog open to write
   * @param recognizer borrowed as long as the run lasts
   * @param options what is asked for
   * @param listener told how far the run is
   */
  public TagRun(Catalog catalog, Recognizer recognizer, TagOptions options, RunListener listener) {
    this.catalog = catalog;
    this.recognizer = recognizer;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Tags images, and writes outputs as they are finished.
   *
   * @param roots whose pending images are tagged
   * @param outputs of the same roots
   * @return what became of them
   * @throws IOException if the catalogue or an output cannot be written; what was finished before
   *     is there, and another run goes on
   * @throws io.github.ram4j.RamException if the engine fails for one image after the other
   */
  public RunReport run(List<CatalogRoot> roots, Outputs outputs) throws IOException {
    long start = System.nanoTime();
    try {
      RunRow run = begin(roots);
      long before = count(catalog, roots, PENDING, options);
      if (options.existing() == ExistingTags.SKIP) {
        outputs.finish(); // of a run that was killed; files with images that changed since
      }
      Tagging tagging = new Tagging(recognizer, options, listener);
      Tagging.Counts counts;
      try (TagRows tags =
              new TagRows(
                  catalog.connection(), recognizer.vocabulary(), options.naming().isEmpty());
          ResultWriter writer = new ResultWriter(catalog, run, tags, options.existing())) {
        counts = pass(roots, tagging, writer, outputs, before);
        if (counts.changing() > 0) { // by now they may be whole
          counts = pass(roots, tagging, writer, outputs, before);
        }
      }
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      long left = count(catalog, roots, PENDING, options);
      if (!options.stop().getAsBoolean()) {
        outputs.finish();
        run.end(
            count(catalog, roots, "state IN ('done', 'failed')", TagOptions.defaults())
                - counts.done()
                - counts.failed());
      } else {
        outputs.goOn();
      }
      return new RunReport(counts.done(), counts.failed(), left, time);
    } catch (SQLException e) {
      throw catalog.failure(e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Tagging.Counts pass(
      List<CatalogRoot> roots, Tagging tagging, ResultWriter writer, Outputs outputs, long total)
      throws IOException, SQLException {
    try (PendingImages images = new PendingImages(catalog, roots, options)) {
      return tagging.tag(images, writer, outputs, total);
    }
  }

  private RunRow begin(List<CatalogRoot> roots) throws SQLException {
    Connection connection = catalog.connection();
    return Transaction.run(
        connection,
        () -> {
          RunRow run = RunRow.begin(connection, recognizer, options);
          TaggedBefore before = new TaggedBefore(connection, options.paths());
          if (options.existing() == ExistingTags.SKIP) {
            before.leave(roots);
          } else {
            before.pend(roots, run);
          }
          return run;
        });
  }

  /**
   * Counts the images whose tags are those of another model's run.
   *
   * @param catalog the catalogue
   * @param roots the folders
   * @param model the model's name, as {@link TagOptions#withModel} has it
   * @return 0 or more
   * @throws IOException if the catalogue cannot be read
   */
  public static long ofOtherModels(Catalog catalog, List<CatalogRoot> roots, String model)
      throws IOException {
    return count(
        catalog,
        roots,
        "SELECT count(*) FROM image JOIN run ON run.id = run_id WHERE root_id = ?"
            + " AND media = 'image' AND state = 'done' AND run.model <> ?",
        model);
  }

  /**
   * Counts the images with tags in which no run looked for regions.
   *
   * @param catalog the catalogue
   * @param roots the folders
   * @return 0 or more
   * @throws IOException if the catalogue cannot be read
   */
  public static long notLocated(Catalog catalog, List<CatalogRoot> roots) throws IOException {
    return count(
        catalog,
        roots,
        "SELECT count(*) FROM image WHERE root_id = ? AND media = 'image' AND state = 'done'"
            + " AND located_by IS NULL AND ? IS NOT NULL",
        "");
  }

  private static long count(Catalog catalog, List<CatalogRoot> roots, String query, String second)
      throws IOException {
    try (PreparedStatement count = catalog.connection().prepareStatement(query)) {
      long images = 0;
      for (CatalogRoot root : roots) {
        count.setLong(1, root.id());
        count.setString(2, second);
        try (ResultSet rows = count.executeQuery()) {
          images += rows.getLong(1);
        }
      }
      return images;
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  /**
   * Counts the images that a run would tag.
   *
   * @param catalog open
   * @param roots whose pending images are counted
   * @param options of the run
   * @return 0 or more
   * @throws IOException if the catalogue cannot be read
   */
  public static long pending(Catalog catalog, List<CatalogRoot> roots, TagOptions options)
      throws IOException {
    try {
      return count(catalog, roots, PENDING, options);
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  private static long count(
      Catalog catalog, List<CatalogRoot> roots, String condition, TagOptions options)
      throws SQLException {
    long count = 0;
    try (PreparedStatement find =
        catalog
            .connection()
            .prepareStatement(
                "SELECT path FROM image WHERE root_id = ? AND media = 'image' AND " + condition)) {
      for (CatalogRoot root : roots) {
        find.setLong(1, root.id());
        try (ResultSet rows = find.executeQuery()) {
          while (rows.next()) {
            count += options.paths().test(rows.getString(1)) ? 1 : 0;
          }
        }
      }
    }
    return count;
  }
}
