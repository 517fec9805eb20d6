package io.github.ram4j.catalog.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.vocabulary.Keyword;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeywordTreeTest {
  private static final TagVocabulary RAM = TagVocabulary.ram();

  @TempDir Path folder;

  @Test
  void lightroomsListIsVocabularyAndPaths() throws Exception {
    Path file =
        write(
            """
            [Nature]
            \tAnimals
            \t\tHound
            \t\t\t{dog}
            \t\tCat
            \tred panda of ours
            [Home]
            \tSofa
            \t\t{couch}
            \t\t{cat}
            """);
    FilteredTags tags = TagFilter.all().withKeywords(KeywordTree.read(file)).of(RAM);
    List<OutputTag> found =
        tags.outputs(TagFilterTest.scores(Map.of("dog", 0.99f, "cat", 0.98f, "couch", 0.97f)));
    assertEquals(
        List.of("Nature|Animals|Hound", "Nature|Animals|Cat", "Home|Sofa"),
        found.stream().map(tag -> tag.hierarchical("|")).toList());
    assertEquals("Nature/Animals/Hound", found.get(0).hierarchical("/"));
    assertEquals(
        List.of("Animals", "red panda of ours"),
        tags.unknownKeywords().stream().map(Keyword::name).toList());
    assertEquals(3, tags.vocabulary().size());
  }

  @Test
  void pathsOfDigikamOrOfLightroomsField() throws Exception {
    for (String separator : List.of("/", "|")) {
      Path file = write("Nature/Animals/dog\nNature/Animals/cat\nbeach\n".replace("/", separator));
      KeywordTree tree = KeywordTree.read(file);
      assertEquals(
          List.of("Nature", "Nature|Animals", "Nature|Animals|dog", "Nature|Animals|cat", "beach"),
          tree.exported().stream().map(Keyword::hierarchical).toList());
    }
    Path blank = write("Nature//dog\n");
    assertEquals(
        "keywords %s, line 1: expected a name at each level, found a blank in \"Nature//dog\""
            .formatted(blank),
        assertThrows(FileFormatException.class, () -> KeywordTree.read(blank)).getMessage());
  }

  @Test
  void pathsOfManyLevelsAreRefused() throws Exception {
    String deep = "a" + "/a".repeat(100);
    Path file = write("b/c\n" + deep + "\n");
    assertEquals(
        "keywords %s, line 2: expected at most 100 levels, found 101".formatted(file),
        assertThrows(FileFormatException.class, () -> KeywordTree.read(file)).getMessage());
  }

  @Test
  void digikamsDatabase() throws Exception {
    Path file = folder.resolve("digikam4 # a?b.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE Tags (id INTEGER PRIMARY KEY, pid INTEGER, name TEXT NOT NULL,"
              + " icon INTEGER, iconkde TEXT, UNIQUE(name, pid))");
      statement.execute(
          "INSERT INTO Tags (id, pid, name) VALUES (0, -1, '_Digikam_root_tag_'),"
              + " (1, 0, '_Digikam_Internal_Tags_'), (2, 1, 'Color Label Red'),"
              + " (3, 0, 'Nature'), (4, 3, 'dog'), (5, 3, '狗屋')");
    }
    byte[] before = Files.readAllBytes(file);
    assertEquals(
        List.of("Nature", "Nature|dog", "Nature|狗屋"),
        KeywordTree.read(file).exported().stream().map(Keyword::hierarchical).toList());
    assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(file)));
  }

  @Test
  void aTreeInACircleIsRefused() throws Exception {
    Path file = folder.resolve("circle.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE Tags (id INTEGER PRIMARY KEY, pid INTEGER, name TEXT)");
      statement.execute("INSERT INTO Tags VALUES (1, 2, 'a'), (2, 1, 'b')");
    }
    assertTrue(
        assertThrows(FileFormatException.class, () -> KeywordTree.read(file))
            .getMessage()
            .contains("expected at most 100 levels of tags, found more above"));
  }

  @Test
  void anotherDatabaseAndOtherBytesAreRefused() throws Exception {
    Path other = folder.resolve("other.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE Things (id INTEGER PRIMARY KEY)");
    }
    assertTrue(
        assertThrows(FileFormatException.class, () -> KeywordTree.read(other))
            .getMessage()
            .startsWith("digiKam's database " + other + ": expected its table of tags, found "));
    Path torn =
        Files.write(
            folder.resolve("torn.db"),
            "SQLite format 3\0 and no more".getBytes(StandardCharsets.US_ASCII));
    assertThrows(FileFormatException.class, () -> KeywordTree.read(torn));
    Path bytes = Files.write(folder.resolve("bytes.txt"), new byte[] {(byte) 0xc3, 0x28, 10});
    assertThrows(FileFormatException.class, () -> KeywordTree.read(bytes));
  }

  @Test
  void oneNameAtTwoPlacesIsRefused() throws Exception {
    Path file = write("Fruit/orange\nColour/Orange\n");
    KeywordTree tree = KeywordTree.read(file);
    assertEquals(
        "keywords %s: expected each keyword at one place, found \"Orange\" at Fruit|orange and at Colour|Orange"
            .formatted(file),
        assertThrows(FileFormatException.class, () -> TagFilter.all().withKeywords(tree).of(RAM))
            .getMessage());
  }

  private Path write(String text) throws Exception {
    return Files.writeString(Files.createTempFile(folder, "keywords", ".txt"), text);
  }
}
