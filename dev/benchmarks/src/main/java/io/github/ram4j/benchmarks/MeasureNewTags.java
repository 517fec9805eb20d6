package io.github.ram4j.benchmarks;

import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The cost of new tags: seconds to embed 100 names, to add them to an open recognizer, and of an
 * image with the list, with the names, with both and with a bundle of 100 tags of the list; the
 * memory of ten vocabularies.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.MeasureNewTags TAGGER SUBSET-OF-100 TEXT-ENCODER IMAGE RUNS
 * </pre>
 */
public final class MeasureNewTags {
  private static final int NAMES = 100;
  private static final int VOCABULARIES = 10;

  /** Texts of a tag of RAM++; a vocabulary of any model may have as many. */
  private static final int DESCRIPTIONS = 51;

  private MeasureNewTags() {}

  /**
   * Measures.
   *
   * @param arguments a bundle, the bundle of a part of its tags, a text encoder, an image, the
   *     number of counted runs
   */
  public static void main(String[] arguments) throws IOException {
    Path image = Path.of(arguments[3]);
    int runs = Integer.parseInt(arguments[4]);
    OpenVocabulary names;
    try (TextEncoder encoder = RamModels.openTextEncoder(Path.of(arguments[2]))) {
      OpenVocabulary.ofNames(encoder, List.of("warm up"));
      long start = System.nanoTime();
      names = OpenVocabulary.ofNames(encoder, names(0));
      System.out.printf("%d names embedded in %.2f s%n", NAMES, secondsSince(start));
    }
    try (Recognizer whole = RamModels.open(Path.of(arguments[0]));
        Recognizer subset = RamModels.open(Path.of(arguments[1]))) {
      Map<String, Recognizer> all = new LinkedHashMap<>();
      all.put("the list", whole);
      long start = System.nanoTime();
      all.put("the names", whole.withVocabulary(names));
      System.out.printf("first vocabulary added in %.3f s%n", secondsSince(start));
      start = System.nanoTime();
      all.put("the list and the names", whole.withVocabulary(names.withListed(whole.vocabulary())));
      System.out.printf("second vocabulary added in %.3f s%n", secondsSince(start));
      all.put("a bundle of as many tags", subset);
      time(all, image, runs);
      memory(whole, image);
    }
  }

  private static void time(Map<String, Recognizer> all, Path image, int runs) throws IOException {
    Map<String, double[]> seconds = new LinkedHashMap<>();
    all.keySet().forEach(name -> seconds.put(name, new double[runs]));
    for (int run = -1; run < runs; run++) {
      for (Map.Entry<String, Recognizer> each : all.entrySet()) {
        long start = System.nanoTime();
        each.getValue().recognize(image);
        if (run >= 0) {
          seconds.get(each.getKey())[run] = secondsSince(start);
        }
      }
    }
    seconds.forEach(
        (name, taken) -> {
          Arrays.sort(taken);
          System.out.printf("%s: median %.3f s, min %.3f s%n", name, taken[runs / 2], taken[0]);
        });
  }

  private static void memory(Recognizer recognizer, Path image) throws IOException {
    List<Recognizer> kept = new ArrayList<>();
    ResidentMemory.print("  with a vocabulary of 100 names");
    for (int i = 0; i < VOCABULARIES; i++) {
      kept.add(recognizer.withVocabulary(random(names(i), recognizer, i)));
      kept.get(i).recognize(image);
    }
    ResidentMemory.print("  with %d more".formatted(kept.size()));
  }

  /** As many rows as descriptions: what RAM++ keeps, and RAM averages. */
  private static OpenVocabulary random(List<String> names, Recognizer recognizer, int seed) {
    Random random = new Random(seed);
    List<OpenTag> tags = new ArrayList<>();
    int width = recognizer.model().textWidth();
    for (String name : names) {
      float[] rows = new float[DESCRIPTIONS * width];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = (float) random.nextGaussian();
      }
      tags.add(OpenTag.of(name, TagRecipe.DESCRIPTIONS, rows, width));
    }
    return OpenVocabulary.of(tags);
  }

  /** Names of RAM's list, spread over it. */
  private static List<String> names(int from) {
    TagVocabulary list = TagVocabulary.ram();
    int step = list.size() / NAMES;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < NAMES; i++) {
      Tag tag = list.tag(i * step + from);
      names.add(tag.english());
    }
    return names;
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
