package io.github.ram4j.catalog.output;

import io.github.ram4j.RamException;
import io.github.ram4j.bytes.Sha256;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.metadata.MetadataChange;
import io.github.ram4j.metadata.MetadataOptions;
import io.github.ram4j.metadata.MetadataWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Takes back what runs wrote beside images and into them: the automatic parts of XMP, and text
 * files as runs wrote them. What a person wrote or changed stays. The catalogue keeps its tags; a
 * run that asks for such files writes them again. Not thread-safe.
 */
public final class Undo {
  private static final int PAGE = 256;

  private final Catalog catalog;
  private final BooleanSupplier stop;
  private final BiConsumer<Path, Exception> failures;

  /**
   * What was taken back.
   *
   * @param images looked at
   * @param changed images that a run had written something for
   * @param failed images of which a file could not be changed
   */
  public record Report(long images, long changed, long failed) {}

  /**
   * An undo, which has not begun.
   *
   * @param catalog open to write
   * @param stop asked before each image; true ends it
   * @param failures told of images of which a file could not be changed
   */
  public Undo(Catalog catalog, BooleanSupplier stop, BiConsumer<Path, Exception> failures) {
    this.catalog = catalog;
    this.stop = stop;
    this.failures = failures;
  }

  /**
   * Takes back what was written for the images of roots.
   *
   * @param roots scanned before
   * @return what was taken back
   * @throws IOException if the catalogue cannot be read or written
   */
  public Report run(List<CatalogRoot> roots) throws IOException {
    return run(roots, path -> true);
  }

  /**
   * Takes back what was written for some images of roots.
   *
   * @param roots scanned before
   * @param paths of images that are wanted, below their folder
   * @return what was taken back
   * @throws IOException if the catalogue cannot be read or written
   */
  public Report run(List<CatalogRoot> roots, Predicate<String> paths) throws IOException {
    forgetOutputs(roots);
    long images = 0;
    long changed = 0;
    long failed = 0;
    for (CatalogRoot root : roots) {
      long last = 0;
      List<ImageFile> page = page(root, last);
      while (!page.isEmpty()) {
        for (ImageFile image : page) {
          if (stop.getAsBoolean()) {
            return new Report(images, changed, failed);
          }
          last = image.id();
          if (!paths.test(image.path())) {
            continue;
          }
          images++;
          try {
            changed += isUndone(image) ? 1 : 0;
          } catch (IOException | RamException e) { // one damaged image is no other's fault
            failed++;
            failures.accept(image.file(), e);
          }
        }
        page = page(root, last);
      }
    }
    return new Report(images, changed, failed);
  }

  private boolean isUndone(ImageFile image) throws IOException {
    boolean changed = false;
    for (TextFiles.Content content : TextFiles.Content.values()) {
      changed |= isTextDeleted(image, content.kind());
    }
    for (MetadataChange change : MetadataWriter.of(MetadataOptions.defaults()).undo(image.file())) {
      changed |= change.kind() != MetadataChange.Kind.UNCHANGED;
      if (change.file().equals(image.file()) && change.kind() == MetadataChange.Kind.WRITTEN) {
        XmpFiles.bringUpToDate(catalog, image);
      }
    }
    new WrittenFiles(catalog, "xmp").remove(image.id());
    new WrittenFiles(catalog, "xmp-embedded").remove(image.id());
    return changed;
  }

  private boolean isTextDeleted(ImageFile image, String kind) throws IOException {
    WrittenFiles written = new WrittenFiles(catalog, kind);
    if (written.written(image.id()) == null) {
      return false;
    }
    boolean deleted = false;
    for (Path file : TextFiles.places(image)) {
      if (Files.isRegularFile(file)
          && written.isOwn(image.id(), Sha256.of(Files.readAllBytes(file)))) {
        Files.delete(file);
        deleted = true;
      }
    }
    written.remove(image.id());
    return deleted;
  }

  private List<ImageFile> page(CatalogRoot root, long after) throws IOException {
    List<ImageFile> page = new ArrayList<>();
    try (PreparedStatement find =
        catalog
            .connection()
            .prepareStatement(
                "SELECT id, path FROM image WHERE root_id = ? AND id > ? AND state <> 'gone'"
                    + " AND media = 'image' ORDER BY id LIMIT ?")) {
      find.setLong(1, root.id());
      find.setLong(2, after);
      find.setInt(3, PAGE);
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          page.add(new ImageFile(rows.getLong(1), root, rows.getString(2)));
        }
      }
      return page;
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  /** Makes a later run write such files again. */
  private void forgetOutputs(List<CatalogRoot> roots) throws IOException {
    try (PreparedStatement delete =
        catalog
            .connection()
            .prepareStatement(
                "DELETE FROM output WHERE path = '' AND EXISTS (SELECT 1 FROM json_each(roots)"
                    + " WHERE value IN (SELECT value FROM json_each(?)))")) {
      delete.setString(1, FinishedImages.ids(roots));
      delete.executeUpdate();
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }
}
