package io.github.ram4j.catalog.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderScanTest {
  @TempDir Path temp;
  private Path top;
  private Catalog catalog;
  private CatalogRoot root;
  private final List<String> unreadable = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    top = Files.createDirectory(temp.resolve("pictures")).toRealPath();
    catalog = Catalog.open(Catalog.placeIn(top));
    root = catalog.root(top);
  }

  @AfterEach
  void close() throws IOException {
    catalog.close();
  }

  private Path file(String name) throws IOException {
    Path file = top.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  private ScanReport scan(ScanOptions options) throws IOException {
    unreadable.clear();
    ScanListener listener =
        new ScanListener() {
          @Override
          public void unreadable(Path file, IOException cause) {
            unreadable.add(top.relativize(file).toString());
          }
        };
    return new FolderScan(catalog, options, listener).scan(root);
  }

  private ScanReport scan() throws IOException {
    return scan(ScanOptions.defaults());
  }

  private Set<String> paths(String state) throws SQLException {
    TreeSet<String> paths = new TreeSet<>();
    try (Statement statement = catalog.connection().createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT path FROM image WHERE state = '" + state + "'")) {
      while (rows.next()) {
        paths.add(rows.getString(1));
      }
    }
    return paths;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = catalog.connection().createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void imagesAtAnyDepthWithAnyName() throws Exception {
    String deep = "d/".repeat(200) + "x.jpg";
    List<String> names =
        List.of("a.JPG", "b c/狗 🐕.png", "n".repeat(200) + ".webp", deep, "l\nf.tif", "e.heic");
    for (String name : names) {
      file(name);
    }
    file("notes.txt");
    file(".hidden.jpg");
    file(".thumbs/a.jpg");
    file("noending");
    file(".jpg");
    ScanReport report = scan();
    assertEquals(new TreeSet<>(names), paths("pending"));
    assertEquals(new ScanReport(6, 6, 0, 0, 0, 2, 0, true), report);
    assertEquals(new ScanReport(6, 0, 0, 0, 0, 2, 0, true), scan());
  }

  @Test
  void patterns() throws Exception {
    for (String name : List.of("a.jpg", "b.png", "2023/c.jpg", "2024/d.jpg", "2024/x/e.png")) {
      file(name);
    }
    ScanOptions all = ScanOptions.defaults();
    scan(all.withIncluded(List.of("*.png")));
    assertEquals(new TreeSet<>(List.of("b.png", "2024/x/e.png")), paths("pending"));
    execute("DELETE FROM image");
    scan(all.withIncluded(List.of("2024/**")).withExcluded(List.of("x")));
    assertEquals(new TreeSet<>(List.of("2024/d.jpg")), paths("pending"));
    execute("DELETE FROM image");
    scan(all.withExcluded(List.of("2024/**", "b.*")));
    assertEquals(new TreeSet<>(List.of("a.jpg", "2023/c.jpg")), paths("pending"));
    IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class, () -> scan(all.withExcluded(List.of("[a.jpg"))));
    assertTrue(
        wrong.getMessage().startsWith("exclude pattern: expected a glob"), wrong.getMessage());
  }

  @Test
  void linksEndAndNoImageIsMetTwice() throws Exception {
    file("a/x.jpg");
    Path outside = Files.createDirectories(temp.resolve("outside/below"));
    Files.writeString(outside.resolve("o.jpg"), "o");
    Files.writeString(outside.resolveSibling("p.jpg"), "p");
    Files.createSymbolicLink(top.resolve("a/up"), top);
    Files.createSymbolicLink(top.resolve("self"), Path.of("self"));
    Files.createSymbolicLink(top.resolve("again"), top.resolve("a"));
    Files.createSymbolicLink(top.resolve("again.jpg"), top.resolve("a/x.jpg"));
    Files.createSymbolicLink(top.resolve("nowhere.jpg"), Path.of("missing.jpg"));
    Files.createSymbolicLink(top.resolve("q.jpg"), outside.resolveSibling("p.jpg"));
    Files.createSymbolicLink(top.resolve("one"), outside);
    Files.createSymbolicLink(top.resolve("two"), outside.getParent());
    Files.createSymbolicLink(top.resolve("three"), outside);
    Files.createSymbolicLink(outside.resolve("back"), temp);
    scan();
    Set<String> paths = paths("pending");
    assertTrue(paths.containsAll(List.of("a/x.jpg", "q.jpg")), paths.toString());
    assertEquals(1, paths.stream().filter(path -> path.endsWith("o.jpg")).count(), "" + paths);
    assertEquals(1, paths.stream().filter(path -> path.endsWith("x.jpg")).count(), "" + paths);
    assertEquals(1, paths.stream().filter(path -> path.endsWith("p.jpg")).count(), "" + paths);
  }

  @Test
  void pipesAndFoldersThatMayNotBeRead() throws Exception {
    assumeTrue(
        new ProcessBuilder("mkfifo", top.resolve("pipe.jpg").toString()).start().waitFor() == 0);
    file("closed/a.jpg");
    file("open/b.jpg");
    scan();
    assertEquals(new TreeSet<>(List.of("closed/a.jpg", "open/b.jpg")), paths("pending"));
    Files.setPosixFilePermissions(
        top.resolve("closed"), PosixFilePermissions.fromString("---------"));
    try {
      assumeTrue(!Files.isReadable(top.resolve("closed")), "root reads everything");
      assertEquals(1, scan().unreadable());
      assertEquals(List.of("closed"), unreadable);
      assertEquals(0, paths("gone").size(), "what nobody can look at is not gone");
    } finally {
      Files.setPosixFilePermissions(
          top.resolve("closed"), PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void changedImagesBecomePendingAndTouchedOnesDoNot() throws Exception {
    for (String name : List.of("same.jpg", "touched.jpg", "edited.jpg", "grown.jpg", "lost.jpg")) {
      file(name);
    }
    scan();
    execute("INSERT INTO run (id, started, program, model) VALUES (1, 0, 'test', 'none')");
    execute("INSERT INTO tag (id, english) VALUES (1, 'dog')");
    execute(
        "INSERT INTO image_tag (image_id, tag_id, score, run_id) SELECT id, 1, 0.5, 1 FROM image");
    execute("UPDATE image SET state = 'done', run_id = 1, seq = id");
    execute("UPDATE sequence SET last = 5");
    setDigests();
    execute("INSERT INTO output (kind, path, roots, seq) VALUES ('jsonl', '/o', '[1]', 2)");
    FileTime later = FileTime.from(2_000_000_000, TimeUnit.SECONDS);
    Files.setLastModifiedTime(top.resolve("touched.jpg"), later);
    Files.writeString(top.resolve("edited.jpg"), "EDITED.jpg");
    Files.setLastModifiedTime(top.resolve("edited.jpg"), later);
    Files.writeString(top.resolve("grown.jpg"), "longer than it was");
    Files.delete(top.resolve("lost.jpg"));
    ScanReport report = scan();
    assertEquals(new ScanReport(4, 0, 0, 2, 1, 0, 0, true), report);
    assertEquals(new TreeSet<>(List.of("edited.jpg", "grown.jpg")), paths("pending"));
    assertEquals(new TreeSet<>(List.of("same.jpg", "touched.jpg")), paths("done"));
    assertEquals(new TreeSet<>(List.of("lost.jpg")), paths("gone"));
    assertEquals(3, number("SELECT count(*) FROM image_tag"), "tags of the old content are gone");
    assertEquals(
        number("SELECT max(modified_ns) FROM image WHERE path = 'touched.jpg'"),
        later.to(TimeUnit.NANOSECONDS));
    file("lost.jpg");
    Files.setLastModifiedTime(
        top.resolve("lost.jpg"),
        FileTime.from(
            number("SELECT modified_ns FROM image WHERE path = 'lost.jpg'"), TimeUnit.NANOSECONDS));
    scan();
    assertTrue(paths("done").contains("lost.jpg"), "one that came back is as it was");
    assertTrue(number("SELECT seq FROM image WHERE path = 'lost.jpg'") > 2);
  }

  @Test
  void anEmptyFolderMakesNothingGone() throws Exception {
    file("a.jpg");
    scan();
    Files.delete(top.resolve("a.jpg")); // as where a disk is not mounted
    scan();
    assertEquals(new TreeSet<>(List.of("a.jpg")), paths("pending"));
  }

  @Test
  void aFolderThatVanishesInTheMiddleIsReported() throws Exception {
    for (int i = 0; i < 50; i++) {
      file("a/%d.jpg".formatted(i));
      file("z/%d.jpg".formatted(i));
    }
    boolean[] deleted = new boolean[1];
    ScanOptions deleting =
        ScanOptions.defaults()
            .withStop(
                () -> {
                  if (!deleted[0] && Files.exists(top.resolve("z"))) {
                    deleted[0] = true;
                    delete(top.resolve("z"));
                  }
                  return false;
                });
    ScanReport report = scan(deleting);
    assertTrue(deleted[0]);
    assertEquals(50, report.found());
    assertEquals(50, paths("pending").size());
  }

  private static void delete(Path folder) {
    try (java.util.stream.Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void setDigests() throws Exception {
    for (String path : paths("done")) {
      try (java.sql.PreparedStatement update =
          catalog.connection().prepareStatement("UPDATE image SET sha256 = ? WHERE path = ?")) {
        update.setBytes(1, io.github.ram4j.bytes.Sha256.of(top.resolve(path)));
        update.setString(2, path);
        update.executeUpdate();
      }
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = catalog.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getLong(1);
    }
  }
}
