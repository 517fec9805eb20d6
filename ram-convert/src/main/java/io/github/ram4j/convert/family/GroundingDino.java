package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.bundle.ManifestBuilder;
import io.github.ram4j.bundle.TensorPlace;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.layout.GroundingLayout;
import io.github.ram4j.convert.layout.GroundingSizes;
import io.github.ram4j.convert.model.grounding.GroundingGraphs;
import io.github.ram4j.text.WordList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A Grounding DINO, ready to be written: four graphs, and the words of its tokenizer. */
final class GroundingDino implements PreparedModel {
  /** Pixels of the shorter side, and at most of the longer one, as published. */
  private static final int SHORT_SIDE = 800;

  private static final int LONG_SIDE = 1333;

  /** Tokens of a caption at most, as published. */
  private static final int TEXT_TOKENS = 256;

  private final String source;
  private final GroundingLayout layout;
  private final WordList words;
  private final List<String> assumed;

  GroundingDino(String source, GroundingLayout layout, WordList words, List<String> assumed) {
    this.source = source;
    this.layout = layout;
    this.words = words;
    this.assumed = List.copyOf(assumed);
  }

  /** The sizes by name, as in the manifest. */
  static SortedMap<String, String> describe(GroundingLayout layout) {
    GroundingSizes sizes = layout.sizes();
    SortedMap<String, String> named = new TreeMap<>(sizes.describe());
    named.put(LocatingGraphs.SIZE_WIDTH, Integer.toString(sizes.width()));
    named.put(LocatingGraphs.SIZE_LEVELS, Integer.toString(sizes.levels()));
    named.put(LocatingGraphs.SIZE_MAPS, Integer.toString(sizes.maps()));
    named.put(LocatingGraphs.SIZE_QUERIES, Integer.toString(sizes.queries()));
    named.put(LocatingGraphs.SIZE_WINDOW, Integer.toString(sizes.window()));
    named.put(
        LocatingGraphs.SIZE_DEPTHS,
        sizes.depths().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    named.put(
        LocatingGraphs.SIZE_TEXT_TOKENS,
        Integer.toString(Math.min(TEXT_TOKENS, sizes.text().positions())));
    named.put(LocatingGraphs.SIZE_VOCABULARY, Integer.toString(sizes.text().vocabulary()));
    return named;
  }

  static List<String> assumptions(GroundingLayout layout) {
    return List.of(
        "Attention has %d heads in image and decoder, half of them in fusion and text layers, and %d in BERT, as published."
            .formatted(layout.sizes().heads(), layout.sizes().text().heads()),
        "A caption has at most %d tokens, and an image a shorter side of %d pixels and a longer one of at most %d, as published."
            .formatted(
                Math.min(TEXT_TOKENS, layout.sizes().text().positions()), SHORT_SIDE, LONG_SIDE));
  }

  @Override
  public List<String> assumed() {
    return assumed;
  }

  @Override
  public Map<String, Graph> graphs(Numerics numerics) {
    if (numerics.style() == Numerics.Style.PORTABLE || numerics.style() == Numerics.Style.PROBE) {
      throw new ModelException(
          "%s: target: expected any or cuda for a Grounding DINO, found one of other operators"
              .formatted(source));
    }
    return GroundingGraphs.of(layout, numerics);
  }

  @Override
  public Optional<TagVocabulary> tags() {
    return Optional.empty();
  }

  @Override
  public Map<String, TensorPlace> writeFiles(Function<String, Path> place) throws IOException {
    Files.write(place.apply(LocatingGraphs.WORDS_FILE_NAME), words.toBytes());
    return Map.of();
  }

  @Override
  public void describe(ManifestBuilder manifest) {
    manifest
        .tasks(List.of(ModelTask.LOCATING))
        .image(ImagePreparation.shortSideCut(SHORT_SIDE, LONG_SIDE))
        .sizes(describe(layout));
  }
}
