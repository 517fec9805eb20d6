package io.github.ram4j.search;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogSearchTest {
  @TempDir Path folder;
  private MadeCatalog made;
  private Catalog catalog;
  private CatalogSearch search;

  @BeforeEach
  void make() throws Exception {
    made = new MadeCatalog(folder.resolve("c.sqlite"), folder);
    made.add("summer/1.jpg", "dog 0.9, beach 0.8", "a dog runs on sand");
    made.add("summer/2.jpg", "dog 0.7, beach 0.99, people 0.8");
    made.add("3.jpg", "dog bed 0.95, room 0.9");
    made.add("4.jpg", "hot 0.8, dog 0.85", "the hot sun");
    made.add("5.jpg", "hot dog 0.75, table 0.9");
    made.add("IMG_2034.jpg", "sailboat 0.9, sea 0.8", "a boat with a dog");
    made.add("a dog.jpg", "");
    made.add("7 café/海滩 狗.jpg", "cat 0.9");
    made.add("8.jpg", "sea 0.9, beach 0.7");
    long gone = made.add("gone dog.jpg", "dog 1");
    made.run("UPDATE image SET state = 'gone' WHERE id = ?", gone);
    made.commit();
    catalog = Catalog.openForReading(made.file());
    search = new CatalogSearch(catalog);
  }

  @AfterEach
  void close() throws Exception {
    catalog.close();
    made.close();
  }

  @Test
  void wordsAreAllThereAndNoneThatIsExcluded() throws Exception {
    assertEquals(List.of("summer/1.jpg", "summer/2.jpg"), found("dog beach"));
    assertEquals(List.of("summer/1.jpg"), found("dog beach -people"));
    assertEquals(List.of("summer/1.jpg"), found("dog AND beach NOT people"));
    assertEquals(List.of("summer/1.jpg"), found("dog -(people OR hot OR bed OR boat) beach"));
    assertEquals(List.of("4.jpg", "5.jpg"), found("\"hot dog\" OR (hot dog -people -table)"));
  }

  @Test
  void tagsOfTheNameComeBeforeTagsWithTheWordBeforeOtherTexts() throws Exception {
    assertEquals(
        List.of("summer/1.jpg", "4.jpg", "summer/2.jpg", "3.jpg", "5.jpg"),
        found("dog").subList(0, 5));
    assertEquals(
        List.of("IMG_2034.jpg", "a dog.jpg"),
        found("dog").subList(5, 7).stream().sorted().toList());
    List<SearchHit> hits = search.find(SearchQuery.parse("dog"), Page.first(9));
    assertEquals(7, hits.size());
    assertEquals(0.9, hits.get(0).score(), 1e-9);
    assertEquals(0.95 / 2, hits.get(3).score(), 1e-9);
    assertEquals(0, hits.get(6).score());
    assertEquals(
        (0.9 + 0.8) / 2,
        search.find(SearchQuery.parse("dog beach -people"), Page.first(1)).get(0).score(),
        1e-9);
  }

  @Test
  void aHitHasTagsCaptionsAndAFile() throws Exception {
    SearchHit hit = search.find(SearchQuery.parse("beach dog"), Page.first(1)).get(0);
    assertEquals(folder.resolve("summer/1.jpg"), hit.file());
    assertEquals(List.of("a dog runs on sand"), hit.captions());
    assertEquals(
        List.of(new HitTag("dog", List.of("狗"), 0.9), new HitTag("beach", List.of("海滩"), 0.8)),
        hit.tags());
  }

  @Test
  void phrasesStayWithinATag() throws Exception {
    assertEquals(List.of("5.jpg"), found("\"hot dog\""));
    assertEquals(List.of("5.jpg"), found("tag:“hot dog”"));
    assertEquals(
        List.of("5.jpg", "4.jpg"),
        found("hot dog").stream().sorted(java.util.Comparator.reverseOrder()).toList());
  }

  @Test
  void chineseIsFoundByItsCharacters() throws Exception {
    assertEquals(List.of("summer/1.jpg"), found("狗 海滩 -people -name:海滩"));
    assertEquals(List.of("5.jpg"), found("热狗"));
    assertEquals(List.of("7 café/海滩 狗.jpg"), found("name:海滩"));
    assertEquals(List.of("summer/2.jpg", "summer/1.jpg", "8.jpg"), found("tag:海滩"));
    assertEquals(List.of("8.jpg"), found("海 海滩 -dog -狗"));
    assertEquals(List.of(), found("滩海"));
  }

  @Test
  void prefixesFieldsAndCase() throws Exception {
    assertEquals(List.of("IMG_2034.jpg"), found("sail*"));
    assertEquals(List.of("IMG_2034.jpg"), found("name:img_20*"));
    assertEquals(List.of("IMG_2034.jpg"), found("name:\"IMG_2034\" caption:BOAT"));
    assertEquals(List.of("7 café/海滩 狗.jpg"), found("CAFE"));
    assertEquals(List.of("a dog.jpg"), found("name:dog"));
    assertEquals(List.of("summer/2.jpg", "summer/1.jpg"), found("name:summer beach"));
    assertEquals(List.of("5.jpg"), found("\"hot d\"*"));
  }

  @Test
  void boundsOfScores() throws Exception {
    assertEquals(List.of("summer/1.jpg", "4.jpg"), found("dog>0.8"));
    assertEquals(List.of("summer/1.jpg", "4.jpg"), found("tag:狗>=0.85"));
    assertEquals(List.of("summer/2.jpg"), found("beach>0.8 -dog>0.8"));
    assertEquals(List.of("summer/2.jpg"), found("dog<0.8 people"));
    assertEquals(List.of("summer/2.jpg", "summer/1.jpg"), found("beach>0.9 OR \"runs on sand\""));
    assertEquals(List.of(), found("\"no such tag\">0.1"));
  }

  @Test
  void exclusionAlone() throws Exception {
    assertEquals(List.of("7 café/海滩 狗.jpg", "8.jpg"), found("-dog"));
    assertEquals(List.of("8.jpg"), found("-dog -name:海滩"));
    assertEquals(List.of("8.jpg"), found("beach -dog>0"));
  }

  @Test
  void pagesAndCounts() throws Exception {
    assertEquals(7, search.count(SearchQuery.parse("dog")));
    assertEquals(2, search.count(SearchQuery.parse("dog beach")));
    List<SearchHit> second = search.find(SearchQuery.parse("dog"), new Page(2, 2));
    assertEquals(found("dog").subList(2, 4), second.stream().map(SearchHit::path).toList());
  }

  @Test
  void noTextReachesFullTextSearchAsSyntax() throws Exception {
    for (String text :
        List.of(
            "\"a\"\" OR name:\"\"b\"",
            "'); DROP TABLE image; --x",
            "NEAR/2",
            "^dog",
            "dog+cat",
            "{name}x",
            "x\0y",
            "rowid",
            "\uE000",
            "a\uE000b",
            "-\"dog\" -^cat",
            "👍dog")) {
      try {
        SearchQuery query = SearchQuery.parse(text);
        assertDoesNotThrow(() -> search.find(query, Page.first(5)), text);
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().startsWith("query"), e.toString());
      }
    }
    assertEquals(9, search.count(SearchQuery.parse("-zebra")), "images are all there");
  }

  @Test
  void anyQueryThatParsesRuns() throws Exception {
    Random random = new Random(2);
    List<String> parts =
        List.of(
            "dog",
            "beach",
            "海滩",
            "\"hot dog\"",
            "sail*",
            "tag:dog",
            "name:jpg",
            "dog>0.5",
            "people<0.9");
    for (int i = 0; i < 2_000; i++) {
      String text = expression(random, parts, 3);
      SearchQuery query = SearchQuery.parse(text);
      long count = search.count(query);
      assertEquals(count, search.find(query, Page.first(50)).size(), text);
      assertEquals(9 - count, search.count(SearchQuery.parse("-(" + text + ")")), text);
    }
  }

  private static String expression(Random random, List<String> parts, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return parts.get(random.nextInt(parts.size()));
    }
    String one = expression(random, parts, depth - 1);
    String other = expression(random, parts, depth - 1);
    return switch (random.nextInt(4)) {
      case 0 -> "(" + one + " OR " + other + ")";
      case 1 -> "(" + one + " " + other + ")";
      case 2 -> "-" + one;
      default -> "(" + one + " -" + other + ")";
    };
  }

  @Test
  void otherFilesAreRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("text.sqlite"), "no database");
    assertThrows(FileFormatException.class, () -> Catalog.openForReading(text));
    Path whole = folder.resolve("whole.sqlite");
    try (MadeCatalog other = new MadeCatalog(whole, folder)) {
      for (int i = 0; i < 200; i++) {
        other.add(i + ".jpg", "dog 0.9, beach 0.8");
      }
    }
    byte[] bytes = Files.readAllBytes(whole);
    java.util.Arrays.fill(bytes, 8192, bytes.length, (byte) 0x5a);
    Path torn = Files.write(folder.resolve("torn.sqlite"), bytes);
    IOException damaged =
        assertThrows(
            IOException.class,
            () -> {
              try (Catalog opened = Catalog.openForReading(torn)) {
                new CatalogSearch(opened).find(SearchQuery.parse("dog"), Page.first(1));
              }
            });
    assertTrue(damaged.getMessage().startsWith(torn.toString()), damaged.getMessage());
  }

  private List<String> found(String query) throws IOException {
    return search.find(SearchQuery.parse(query), Page.first(50)).stream()
        .map(SearchHit::path)
        .toList();
  }
}
