package io.github.ram4j.convert.family;

import io.github.ram4j.ModelTask;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.ManifestBuilder;
import io.github.ram4j.bundle.TensorPlace;
import io.github.ram4j.bundle.TextEmbeddingGraphs;
import io.github.ram4j.convert.graph.ElementType;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.layout.ClipTextLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.model.ClipTextGraph;
import io.github.ram4j.convert.tensor.ElementDigest;
import io.github.ram4j.text.BytePairs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The text half of CLIP, ready to be written: one graph, and the merges of its tokenizer. */
final class ClipText implements PreparedModel {
  private final Weights weights;
  private final ClipTextLayout sizes;
  private final BytePairs merges;

  ClipText(Weights weights, ClipTextLayout sizes, BytePairs merges) {
    this.weights = weights;
    this.sizes = sizes;
    this.merges = merges;
  }

  /** The sizes by name, as in the manifest. */
  static SortedMap<String, String> describe(ClipTextLayout sizes) {
    SortedMap<String, String> named = new TreeMap<>();
    named.put("layers", String.valueOf(sizes.layers()));
    named.put("heads", String.valueOf(sizes.heads()));
    named.put("width", String.valueOf(sizes.width()));
    named.put(TextEmbeddingGraphs.SIZE_VOCABULARY, String.valueOf(sizes.vocabulary()));
    named.put(TextEmbeddingGraphs.SIZE_POSITIONS, String.valueOf(sizes.positions()));
    named.put(TextEmbeddingGraphs.SIZE_EMBEDDING, String.valueOf(sizes.embedding()));
    return named;
  }

  @Override
  public List<String> assumed() {
    return List.of("The token ids are those of CLIP's published merges.");
  }

  @Override
  public Map<String, Graph> graphs(Numerics numerics) {
    // Rows quantized together depend on each other, so a text would on its neighbours.
    ElementType stored = numerics.weightType();
    Numerics ofText =
        Numerics.of(stored == ElementType.INT8 ? ElementType.FLOAT : stored, numerics.style());
    return Map.of(TextEmbeddingGraphs.TEXT_ENCODER, ClipTextGraph.of(weights, sizes, ofText));
  }

  @Override
  public Optional<TagVocabulary> tags() {
    return Optional.empty();
  }

  @Override
  public Map<String, TensorPlace> writeFiles(Function<String, Path> place) throws IOException {
    Files.write(place.apply(TextEmbeddingGraphs.MERGES_FILE_NAME), merges.toBytes());
    return Map.of();
  }

  @Override
  public void describe(ManifestBuilder manifest) throws IOException {
    manifest
        .tasks(List.of(ModelTask.TEXT_EMBEDDING))
        .sizes(describe(sizes))
        .source(TextEmbeddingGraphs.SOURCE_WEIGHTS, ElementDigest.sha256(sizes.tensors()));
  }
}
