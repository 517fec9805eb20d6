package io.github.ram4j.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.locate.Scene;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which boxes of a catalogue come with the images that were found. */
class HitRegionsTest {
  @TempDir Path folder;
  private MadeCatalog made;
  private Catalog catalog;
  private CatalogSearch search;
  private long image;

  @BeforeEach
  void make() throws Exception {
    made = new MadeCatalog(folder.resolve("c.sqlite"), folder);
    image = made.add("a.jpg", "dog 0.9, hot dog 0.8, cat 0.7, beach 0.6");
    made.region(image, "dog", 0.5, 640, 480, 10, 20, 30, 40);
    made.region(image, "dog", 0.6, 640, 480, -5, 0, 700, 480);
    made.region(image, "hot dog", 0.4, 640, 480, 1, 2, 3, 4);
    made.region(image, "cat", 0.3, 640, 480, 5, 6, 7, 8);
    made.add("b.jpg", "dog 0.5");
    made.commit();
    catalog = Catalog.openForReading(made.file());
    search = new CatalogSearch(catalog);
  }

  @AfterEach
  void close() throws Exception {
    catalog.close();
    made.close();
  }

  private List<String> found(String query) throws Exception {
    SearchHit hit = search.find(SearchQuery.parse(query), Page.first(10)).get(0);
    return hit.scene().map(Scene::regions).orElse(List.of()).stream()
        .map(it -> it.region().tag().english() + " " + it.region().score())
        .toList();
  }

  @Test
  void thoseOfTheTagsThatWereSearchedFor() throws Exception {
    assertEquals(List.of("cat 0.3"), found("cat"));
    assertEquals(List.of("dog 0.6", "dog 0.5", "hot dog 0.4"), found("dog beach"));
    assertEquals(List.of("dog 0.6", "dog 0.5"), found("dog>0.5"));
    assertEquals(List.of("hot dog 0.4"), found("\"hot dog\""));
    assertEquals(List.of("dog 0.6", "dog 0.5", "hot dog 0.4", "cat 0.3"), found("do* OR 猫"));
    assertEquals(List.of("cat 0.3"), found("cat -sea"));
    assertEquals(List.of(), found("beach"));
    assertEquals(List.of(), found("name:a"));
  }

  @Test
  void theyAreInPixelsOfTheImage() throws Exception {
    List<SearchHit> hits = search.find(SearchQuery.parse("dog"), Page.first(10));
    Scene scene = hits.get(0).scene().orElseThrow();
    assertEquals(640, scene.width());
    assertEquals(480, scene.height());
    assertEquals(-5, scene.regions().get(0).region().box().x0());
    assertEquals(List.of("狗"), scene.regions().get(0).region().tag().chinese());
    assertTrue(hits.get(1).scene().isEmpty(), "nobody looked there");
  }

  @Test
  void aBoxThatIsNoneIsNamed() throws Exception {
    made.run("UPDATE region SET x0 = 9e999 WHERE score = 0.3");
    made.commit();
    String message = assertThrows(FileFormatException.class, () -> found("cat")).getMessage();
    assertTrue(message.startsWith("catalogue, regions of a.jpg: "), message);
  }
}
