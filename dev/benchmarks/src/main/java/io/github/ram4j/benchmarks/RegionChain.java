package io.github.ram4j.benchmarks;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.EmbeddedImage;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.LocatedImage;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.MaskPrompt;
import io.github.ram4j.locate.Region;
import io.github.ram4j.locate.SegmentedMask;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.onnx.RegionModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tagger, a detector and a segmenter, each of which may be missing, and the seconds that each
 * took. Not thread-safe.
 */
final class RegionChain implements AutoCloseable {
  /** Number of tags that are looked for, and of boxes that are given to the segmenter. */
  private static final int REGIONS = 10;

  private static final float SAME = 0.9f;

  private final String name;
  private Recognizer tagger;
  private Locator detector;
  private Segmenter segmenter;
  private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
  private Map<String, String> segmenterSizes = Map.of();
  private List<Region> regions = List.of();
  private List<SegmentedMask> masks = List.of();

  private RegionChain(String name) {
    this.name = name;
  }

  /**
   * Opens the models.
   *
   * @param folders of bundles: tagger, detector, segmenter, with commas between
   */
  static RegionChain open(String name, String folders, ModelOptions options) throws IOException {
    String[] parts = folders.split(",", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "chain %s: expected TAGGER,DETECTOR,SEGMENTER, found %s".formatted(name, folders));
    }
    RegionChain chain = new RegionChain(name);
    try {
      if (!parts[0].isEmpty()) {
        chain.tagger = RamModels.open(Path.of(parts[0]), options);
      }
      if (!parts[1].isEmpty()) {
        chain.detector = RegionModels.openLocator(Path.of(parts[1]), options);
      }
      if (!parts[2].isEmpty()) {
        Bundle bundle = Bundle.read(Path.of(parts[2]));
        chain.segmenterSizes = bundle.manifest().sizes();
        chain.segmenter = RegionModels.openSegmenter(bundle, options);
      }
      return chain;
    } catch (IOException | RuntimeException e) {
      chain.close();
      throw e;
    }
  }

  /** Sends the image through all models. */
  void run(ImageSource image, boolean counted) throws IOException {
    long start = System.nanoTime();
    List<Tag> tags = List.of();
    if (tagger != null) {
      tags = tagger.recognize(image).top(REGIONS).stream().map(TagScore::tag).toList();
    }
    long tagged = System.nanoTime();
    LocatedImage located = null;
    if (detector != null) {
      LocateOptions all = LocateOptions.defaults().withBoxThreshold(0).withLimit(REGIONS);
      located = tags.isEmpty() ? named(image, all) : detector.locate(image, tags, all);
      regions = located.regions();
    }
    long boxed = System.nanoTime();
    if (segmenter != null) {
      EmbeddedImage embedded = segmenter.embed(image);
      long ready = System.nanoTime();
      masks = segmenter.segment(embedded, prompts(embedded));
      add("embedding", counted, ready - boxed);
      add("masks of " + masks.size() + " boxes", counted, System.nanoTime() - ready);
    }
    add("all", counted, System.nanoTime() - start);
    if (tagger != null) {
      add("tags", counted, tagged - start);
    }
    if (detector != null) {
      add("boxes", counted, boxed - tagged);
    }
  }

  private LocatedImage named(ImageSource image, LocateOptions options) throws IOException {
    List<String> names =
        List.of(
            "animal", "person", "tree", "house", "car", "water", "table", "flower", "food", "sky");
    return detector.locateNames(image, names, options);
  }

  /** Boxes of a grid, the same for every chain, so that masks can be compared. */
  private static List<MaskPrompt> prompts(EmbeddedImage image) {
    List<MaskPrompt> prompts = new ArrayList<>();
    float width = image.width() / 5f;
    float height = image.height() / 2f;
    for (int i = 0; i < REGIONS; i++) {
      int row = i / 5;
      float x = i % 5 * width;
      float y = row * height;
      prompts.add(
          MaskPrompt.of(
              new Box(x + width / 9, y + height / 9, x + width * 8 / 9, y + height * 8 / 9)));
    }
    return prompts;
  }

  private void add(String part, boolean counted, long nanos) {
    if (counted) {
      seconds.computeIfAbsent(part, key -> new ArrayList<>()).add(nanos / 1e9);
    }
  }

  String name() {
    return name;
  }

  /** Seconds of each part, by the part's name, in the order of the runs. */
  Map<String, List<Double>> seconds() {
    return seconds;
  }

  List<Region> boxes() {
    return regions;
  }

  List<SegmentedMask> masks() {
    return masks;
  }

  /** The sizes of the segmenter's model: masks of alike ones can be compared. */
  Map<String, String> segmenterSizes() {
    return segmenterSizes;
  }

  /** Share of the boxes that lie over a box of the same tag of another chain. */
  double sharedBoxes(RegionChain other) {
    long shared =
        regions.stream()
            .filter(
                mine ->
                    other.regions.stream()
                        .anyMatch(
                            its ->
                                its.tag().english().equals(mine.tag().english())
                                    && its.box().overlap(mine.box()) > SAME))
            .count();
    return (double) shared / regions.size();
  }

  /** Mean overlap of masks, intersection over union; two empty masks are alike. */
  static double overlap(List<SegmentedMask> some, List<SegmentedMask> others) {
    double sum = 0;
    for (int i = 0; i < some.size(); i++) {
      BitSet both = some.get(i).mask().bits();
      BitSet any = some.get(i).mask().bits();
      both.and(others.get(i).mask().bits());
      any.or(others.get(i).mask().bits());
      sum += any.isEmpty() ? 1 : (double) both.cardinality() / any.cardinality();
    }
    return sum / some.size();
  }

  @Override
  public void close() {
    if (tagger != null) {
      tagger.close();
    }
    if (detector != null) {
      detector.close();
    }
    if (segmenter != null) {
      segmenter.close();
    }
  }
}
