package io.github.ram4j.cli.catalog;

import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.testkit.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of samples that runs tag with the small models of clip art.
 *
 * @param folder the folder
 */
record TaggedSamples(Path folder) {
  /** Copies samples. */
  static TaggedSamples of(Path folder, String... samples) throws IOException {
    Files.createDirectories(folder);
    for (String sample : samples) {
      Files.copy(TestImages.sample(sample), folder.resolve(sample));
    }
    return new TaggedSamples(folder.toRealPath());
  }

  ProgramRun tag(Object... more) {
    List<Object> all = new ArrayList<>(List.of("tag", folder, "--model", "clipart"));
    all.addAll(List.of(more));
    return ProgramRun.ram(all.toArray());
  }

  /** The files that a search names, without their folder. */
  List<String> found(Object... query) throws IOException {
    List<Object> all = new ArrayList<>(List.of("search", folder));
    all.addAll(List.of(query));
    List<String> found = new ArrayList<>();
    for (String line : ProgramRun.ram(all.toArray()).well().out().lines().toList()) {
      String after =
          line.substring(line.indexOf(folder.toString()) + 1 + folder.toString().length());
      found.add(after.contains("  ") ? after.substring(0, after.indexOf("  ")) : after);
    }
    return found;
  }

  Path catalog() {
    return Catalog.placeIn(folder);
  }

  /** The first column of a query's rows, as texts. */
  List<String> rows(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + catalog());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }

  /** Changes the catalogue by hand. */
  void change(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + catalog());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
