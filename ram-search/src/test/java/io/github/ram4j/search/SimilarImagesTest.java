package io.github.ram4j.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimilarImagesTest {
  private static final int WIDTH = 96;
  private static final int MANY = 24_000;

  @TempDir Path folder;

  /** Images of 300 kinds, those of a kind near each other. */
  private static float[] vector(Random random) {
    Random kind = new Random(random.nextInt(300));
    float[] vector = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      vector[i] = (float) (Math.max(-0.5, kind.nextGaussian()) + 0.6 * random.nextGaussian());
    }
    return unit(vector);
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float element : vector) {
      squares += element * element;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private static ImageEmbedding embedding(float[] vector) {
    return ImageEmbedding.of(ImageEmbedding.Kind.POOLED, "m", vector);
  }

  private static List<float[]> fill(MadeCatalog made, int count) throws Exception {
    made.space(1, "pooled", "m", WIDTH);
    Random random = new Random(3);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vectors.add(vector(random));
      made.embed(made.add(i + ".jpg", ""), 1, vectors.get(i));
    }
    made.commit();
    return vectors;
  }

  /** The names of the nearest, by products of the vectors themselves. */
  private static Set<String> truth(List<float[]> vectors, float[] query, int count) {
    double[] products = new double[vectors.size()];
    for (int i = 0; i < products.length; i++) {
      for (int j = 0; j < WIDTH; j++) {
        products[i] += vectors.get(i)[j] * query[j];
      }
    }
    double[] sorted = products.clone();
    Arrays.sort(sorted);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < products.length; i++) {
      if (products[i] >= sorted[sorted.length - count]) {
        names.add(i + ".jpg");
      }
    }
    return names;
  }

  @Test
  void theIndexFindsWhatComparingAllFinds() throws Exception {
    try (MadeCatalog made = new MadeCatalog(folder.resolve("c.sqlite"), folder)) {
      List<float[]> vectors = fill(made, MANY);
      AtomicLong read = new AtomicLong();
      try (Catalog catalog = Catalog.openForReading(made.file())) {
        CatalogSearch search = new CatalogSearch(catalog, read::set);
        Random random = new Random(4);
        int found = 0;
        for (int i = 0; i < 20; i++) {
          float[] query = vector(random);
          Set<String> truth = truth(vectors, query, 20);
          for (SearchHit hit : search.similar(embedding(query), 20)) {
            found += truth.contains(hit.path()) ? 1 : 0;
          }
        }
        assertTrue(found >= 396, "of 400, " + found);
        assertEquals(MANY, read.get(), "read once, to make the index");
      }
      assertTrue(Files.size(index(made)) > MANY * 24);
      read.set(0);
      try (Catalog catalog = Catalog.openForReading(made.file())) {
        CatalogSearch search = new CatalogSearch(catalog, read::set);
        assertEquals("17.jpg", best(search, vectors.get(17)));
        assertEquals(0, read.get(), "the index was there");
      }
    }
  }

  private static String best(CatalogSearch search, float[] query) throws Exception {
    return search.similar(embedding(query), 1).get(0).path();
  }

  private static Path index(MadeCatalog made) {
    return made.file().resolveSibling("c.sqlite.similar-1");
  }

  @Test
  void anOlderIndexNeverAnswers() throws Exception {
    Random random = new Random(5);
    float[] added = vector(random);
    float[] changed = vector(random);
    try (MadeCatalog made = new MadeCatalog(folder.resolve("c.sqlite"), folder)) {
      List<float[]> vectors = fill(made, MANY);
      try (Catalog catalog = Catalog.openForReading(made.file())) {
        CatalogSearch search = new CatalogSearch(catalog);
        assertEquals("5.jpg", best(search, vectors.get(5)));
        // Found by a search that is open, too.
        made.embed(made.add("added.jpg", ""), 1, added);
        made.commit();
        assertEquals("added.jpg", best(search, added));
        made.embed(6, 1, changed); // id 6 is 5.jpg
        made.run("UPDATE image SET state = 'gone' WHERE path = '7.jpg'");
        made.run("DELETE FROM image WHERE path = '8.jpg'");
        made.commit();
        assertEquals("5.jpg", best(search, changed));
        assertFalse(best(search, vectors.get(5)).equals("5.jpg"));
        assertFalse(best(search, vectors.get(7)).equals("7.jpg"));
        assertFalse(best(search, vectors.get(8)).equals("8.jpg"));
      }
      try (Catalog catalog = Catalog.openForReading(made.file())) {
        CatalogSearch search = new CatalogSearch(catalog);
        assertEquals("added.jpg", best(search, added));
        assertEquals("5.jpg", best(search, changed));
      }
    }
  }

  @Test
  void anIndexThatIsDamagedOrAnotherCataloguesIsMadeAnew() throws Exception {
    Path file = folder.resolve("c.sqlite");
    List<float[]> vectors;
    byte[] old;
    try (MadeCatalog made = new MadeCatalog(file, folder)) {
      vectors = fill(made, MANY);
      old = search(made, vectors.get(3));
      byte[] damaged = old.clone();
      damaged[old.length / 2] ^= 4;
      for (byte[] content :
          List.of(damaged, Arrays.copyOf(old, old.length - 1), new byte[0], new byte[100])) {
        Files.write(index(made), content);
        assertEquals(-1, Arrays.mismatch(old, search(made, vectors.get(3))), "made anew");
      }
    }
    Files.delete(file);
    try (MadeCatalog made = new MadeCatalog(file, folder)) {
      made.add("first.jpg", "");
      fill(made, MANY);
      Files.write(index(made), old);
      assertTrue(Arrays.mismatch(old, search(made, vectors.get(3))) >= 0, "of another catalogue");
    }
  }

  /** Searches, and returns the index file. */
  private static byte[] search(MadeCatalog made, float[] query) throws Exception {
    try (Catalog catalog = Catalog.openForReading(made.file())) {
      assertEquals("3.jpg", best(new CatalogSearch(catalog), query));
    }
    return Files.readAllBytes(index(made));
  }

  @Test
  void aFolderThatMayNotBeWrittenToIsSearched() throws Exception {
    Path sealed = Files.createDirectory(folder.resolve("sealed"));
    try (MadeCatalog made = new MadeCatalog(sealed.resolve("c.sqlite"), folder)) {
      List<float[]> vectors = fill(made, MANY);
      Files.createDirectory(index(made)); // in the index's place, for whoever runs this as root
      try (Catalog catalog = Catalog.openForReading(made.file())) {
        assertEquals("9.jpg", best(new CatalogSearch(catalog), vectors.get(9)));
      }
      assertTrue(Files.isDirectory(index(made)));
    }
  }

  @Test
  void imagesOfTheCatalogueByTheirFile() throws Exception {
    Path file =
        Files.writeString(Files.createDirectory(folder.resolve("狗 🐕")).resolve("a.jpg"), "x");
    try (MadeCatalog made = new MadeCatalog(folder.resolve("c.sqlite"), folder)) {
      made.space(1, "pooled", "m", WIDTH);
      Random random = new Random(6);
      float[] own = vector(random);
      float[] other = own.clone();
      other[0] += 0.1f;
      made.embed(made.add("狗 🐕/a.jpg", ""), 1, own);
      made.embed(made.add("like it.jpg", ""), 1, unit(other));
      made.embed(made.add("unlike.jpg", ""), 1, vector(random));
      made.add("without.jpg", "");
      made.commit();
      try (Catalog catalog = Catalog.openForReading(made.file())) {
        CatalogSearch search = new CatalogSearch(catalog);
        List<SearchHit> hits = search.similar(file, 5).orElseThrow();
        assertEquals(
            List.of("like it.jpg", "unlike.jpg"), hits.stream().map(SearchHit::path).toList());
        assertEquals(0.995, hits.get(0).score(), 0.005);
        Path without = Files.writeString(folder.resolve("without.jpg"), "x");
        assertEquals(Optional.empty(), search.similar(without, 5));
        Path unknown = Files.writeString(folder.resolve("unknown.jpg"), "x");
        assertEquals(Optional.empty(), search.similar(unknown, 5));
      }
    }
  }

  @Test
  void embeddingsOfOtherModelsAreRefused() throws Exception {
    try (MadeCatalog made = new MadeCatalog(folder.resolve("c.sqlite"), folder)) {
      made.space(1, "pooled", "m", WIDTH);
      made.embed(made.add("a.jpg", ""), 1, vector(new Random(7)));
      made.commit();
      try (Catalog catalog = Catalog.openForReading(made.file())) {
        CatalogSearch search = new CatalogSearch(catalog);
        assertEquals(
            "embedding: expected one of the catalogue's (pooled, width 96 of model m), found"
                + " pooled, width 2 of model m",
            assertThrows(
                    IllegalArgumentException.class,
                    () -> search.similar(embedding(new float[] {1, 1}), 5))
                .getMessage());
        assertThrows(
            IllegalArgumentException.class,
            () ->
                search.similar(
                    ImageEmbedding.of(ImageEmbedding.Kind.POOLED, "n", vector(new Random(8))), 5));
        assertEquals(
            "text: expected a catalogue with embeddings that texts can be compared with (aligned,"
                + " width 96), found pooled, width 96 of model m",
            assertThrows(
                    IllegalArgumentException.class, () -> search.nearText(vector(new Random(9)), 5))
                .getMessage());
      }
    }
  }

  @Test
  void textsFindAlignedEmbeddings() throws Exception {
    try (MadeCatalog made = new MadeCatalog(folder.resolve("c.sqlite"), folder)) {
      made.space(1, "pooled", "m", WIDTH);
      made.space(2, "aligned", "ram", WIDTH);
      float[] text = vector(new Random(10));
      made.embed(made.add("pooled.jpg", ""), 1, text);
      made.embed(made.add("aligned.jpg", ""), 2, text);
      made.embed(made.add("else.jpg", ""), 2, vector(new Random(11)));
      made.commit();
      try (Catalog catalog = Catalog.openForReading(made.file())) {
        List<SearchHit> hits = new CatalogSearch(catalog).nearText(text, 5);
        assertEquals(
            List.of("aligned.jpg", "else.jpg"), hits.stream().map(SearchHit::path).toList());
      }
    }
  }

  @Test
  void aVectorOfAnotherLengthIsAnError() throws Exception {
    try (MadeCatalog made = new MadeCatalog(folder.resolve("c.sqlite"), folder)) {
      made.space(1, "pooled", "m", WIDTH);
      made.embed(made.add("a.jpg", ""), 1, new float[WIDTH - 1]);
      made.commit();
      try (Catalog catalog = Catalog.openForReading(made.file())) {
        CatalogSearch search = new CatalogSearch(catalog);
        assertEquals(
            "catalogue %s, embedding of image 1: expected 192 bytes, found 190"
                .formatted(made.file()),
            assertThrows(
                    FileFormatException.class,
                    () -> search.similar(embedding(vector(new Random(12))), 5))
                .getMessage());
      }
    }
  }
}
