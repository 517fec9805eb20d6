package io.github.ram4j.catalog;

import io.github.ram4j.Recognizer;
import io.github.ram4j.catalog.output.Outputs;
import io.github.ram4j.catalog.run.RunListener;
import io.github.ram4j.catalog.run.RunReport;
import io.github.ram4j.catalog.run.TagOptions;
import io.github.ram4j.catalog.run.TagRun;
import io.github.ram4j.catalog.scan.FolderScan;
import io.github.ram4j.catalog.scan.ScanListener;
import io.github.ram4j.catalog.scan.ScanOptions;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.testkit.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder with clip art, its open catalogue, and the model that tags it. */
public final class Samples implements AutoCloseable {
  /** The images that {@link #copy} copies. */
  public static final List<String> NAMES = List.of("below/frog.png", "house.png", "rocket.png");

  private final Path folder;
  private final Catalog catalog;
  private final Recognizer recognizer;

  private Samples(Path folder, Catalog catalog, Recognizer recognizer) {
    this.folder = folder;
    this.catalog = catalog;
    this.recognizer = recognizer;
  }

  /** Copies three images into a new folder of that name. */
  public static Samples copy(Path folder) throws IOException {
    for (String name : NAMES) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.copy(TestImages.sample(file.getFileName().toString()), file);
    }
    Recognizer recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
    try {
      return new Samples(folder.toRealPath(), Catalog.open(Catalog.placeIn(folder)), recognizer);
    } catch (IOException | RuntimeException e) {
      recognizer.close();
      throw e;
    }
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  public Catalog catalog() {
    return catalog;
  }

  public Recognizer recognizer() {
    return recognizer;
  }

  public List<CatalogRoot> roots() throws IOException {
    return List.of(catalog.root(folder));
  }

  public void scan() throws IOException {
    new FolderScan(catalog, ScanOptions.defaults(), ScanListener.NONE).scan(roots().get(0));
  }

  /** Scans and tags, without outputs. */
  public RunReport tag(TagOptions options) throws IOException {
    try (Outputs none = new Outputs(catalog, roots(), (image, cause) -> {})) {
      return tag(options, none, RunListener.NONE);
    }
  }

  /** Scans and tags. */
  public RunReport tag(TagOptions options, Outputs outputs, RunListener listener)
      throws IOException {
    scan();
    return new TagRun(catalog, recognizer, options, listener).run(roots(), outputs);
  }

  /** The state of each image. */
  public Map<String, String> states() throws SQLException {
    Map<String, String> states = new TreeMap<>();
    for (List<String> row : rows("SELECT path, state FROM image")) {
      states.put(row.get(0), row.get(1));
    }
    return states;
  }

  /** The rows of a query, as texts. */
  public List<List<String>> rows(String sql) throws SQLException {
    List<List<String>> all = new ArrayList<>();
    try (Statement statement = catalog.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        all.add(row);
      }
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    try (recognizer) {
      catalog.close();
    }
  }
}
