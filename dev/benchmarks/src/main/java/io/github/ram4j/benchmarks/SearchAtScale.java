package io.github.ram4j.benchmarks;

import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.benchmarks.subject.DrawnCatalog;
import io.github.ram4j.benchmarks.subject.DrawnVectors;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.search.CatalogSearch;
import io.github.ram4j.search.Page;
import io.github.ram4j.search.SearchHit;
import io.github.ram4j.search.SearchQuery;
import io.github.ram4j.search.vectors.Vectors;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures searches in a catalogue of drawn rows: by two words, by one, by a similar image, with
 * the index and by comparing all. The catalogue is made if it is not there yet.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.SearchAtScale --catalog FILE.sqlite --images 1000000 --width 512
 * </pre>
 */
@Command(
    name = "SearchAtScale",
    description = "Latency of searches in a large catalogue, and what its index finds.",
    mixinStandardHelpOptions = true)
public final class SearchAtScale implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Option(names = "--catalog", required = true, description = "Made if it is not there.")
  private Path file;

  @Option(names = "--images", defaultValue = "1000000", description = "Rows to draw.")
  private int images;

  @Option(names = "--width", defaultValue = "512", description = "Of an embedding.")
  private int width;

  @Option(
      names = "--dimensions",
      defaultValue = "48",
      description = "In which the kinds of images lie; more are harder.")
  private int dimensions;

  @Option(names = "--queries", defaultValue = "200", description = "Of words.")
  private int queries;

  @Option(names = "--similar", defaultValue = "50", description = "Queries of similar images.")
  private int similar;

  private final PrintStream out = System.out;

  SearchAtScale() {}

  /**
   * Measures.
   *
   * @param arguments the options
   */
  public static void main(String[] arguments) {
    Programs.exit(new SearchAtScale(), arguments);
  }

  /** A search to be timed. */
  private interface Search {
    void run(int number) throws IOException, SQLException;
  }

  @Override
  public Integer call() throws IOException, SQLException {
    DrawnCatalog drawn = new DrawnCatalog(images, new DrawnVectors(width, dimensions));
    if (!Files.exists(file)) {
      long start = System.nanoTime();
      drawn.write(file);
      out.printf(
          "catalogue of %,d images drawn in %.0f s%n", images, (System.nanoTime() - start) / 1e9);
    }
    out.printf("catalogue: %,.0f MB%n", Files.size(file) / 1e6);
    try (Catalog catalog = Catalog.openForReading(file)) {
      CatalogSearch search = new CatalogSearch(catalog);
      words(search, catalog, drawn);
      similar(search, new Vectors(catalog, 1, "POOLED drawn", width));
    }
    return 0;
  }

  /** Words are tags of an image drawn at random, so that each query finds that image at least. */
  private void words(CatalogSearch search, Catalog catalog, DrawnCatalog drawn)
      throws IOException, SQLException {
    for (String form : List.of("%s %s", "%s %s -%s", "%s OR %s", "%s", "name:%s", "%s>0.8 %s")) {
      List<SearchQuery> asked = new ArrayList<>();
      for (int i = 0; i < queries; i++) {
        asked.add(drawn.query(catalog.connection(), form, i));
      }
      long[] found = new long[1];
      time(
          form.replace("%s", "word"),
          queries,
          number -> search.find(asked.get(number), Page.first(SHOWN)));
      time("    its count", queries, number -> found[0] += search.count(asked.get(number)));
      out.printf("    %,.0f images found on average%n", found[0] / (double) queries);
    }
  }

  private void similar(CatalogSearch search, Vectors vectors) throws IOException, SQLException {
    DrawnVectors asked = new DrawnVectors(width, dimensions);
    asked.reseed(-1);
    float[][] wanted = new float[similar][];
    for (int i = 0; i < similar; i++) {
      wanted[i] = asked.next();
    }
    long start = System.nanoTime();
    search.similar(embedding(wanted[0]), SHOWN);
    out.printf(
        "first search, which makes the index or reads it: %.1f s%n",
        (System.nanoTime() - start) / 1e9);
    out.printf(
        "index: %,.0f MB%n", Files.exists(vectors.file()) ? Files.size(vectors.file()) / 1e6 : 0);
    double[] recall = new double[1];
    List<Set<String>> found = new ArrayList<>();
    time(
        "similar, by the index",
        similar,
        number -> found.add(names(search.similar(embedding(wanted[number]), SHOWN))));
    time(
        "similar, all compared",
        similar,
        number -> {
          Set<Long> truth = new HashSet<>();
          vectors.exact(wanted[number], SHOWN).forEach(near -> truth.add(near.image()));
          Set<String> names = truth.stream().map(DrawnCatalog::name).collect(Collectors.toSet());
          names.retainAll(found.get(number));
          recall[0] += names.size() / (double) SHOWN / similar;
        });
    out.printf("recall of %d: %.4f%n", SHOWN, recall[0]);
  }

  private static ImageEmbedding embedding(float[] vector) {
    return ImageEmbedding.of(ImageEmbedding.Kind.POOLED, "drawn", vector);
  }

  private static Set<String> names(List<SearchHit> hits) {
    return hits.stream().map(SearchHit::path).collect(Collectors.toSet());
  }

  private void time(String what, int count, Search search) throws IOException, SQLException {
    double[] times = new double[count];
    double[] cpu = new double[count];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      long cpuStart = threads.getCurrentThreadCpuTime();
      search.run(i);
      times[i] = (System.nanoTime() - start) / 1e6;
      cpu[i] = (threads.getCurrentThreadCpuTime() - cpuStart) / 1e6;
    }
    out.printf("%s, of %d: %s; of the processor %s%n", what, count, text(times), text(cpu));
  }

  private static String text(double[] times) {
    Arrays.sort(times);
    return String.format(
        Locale.ROOT,
        "median %.1f ms, 95 %% %.1f ms",
        times[times.length / 2],
        times[(int) Math.ceil(times.length * 0.95) - 1]);
  }
}
