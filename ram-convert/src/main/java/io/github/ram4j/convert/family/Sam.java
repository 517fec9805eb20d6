package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.ManifestBuilder;
import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.bundle.TensorPlace;
import io.github.ram4j.convert.graph.ElementType;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.layout.SamLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.model.MaskDecoderGraph;
import io.github.ram4j.convert.model.MaskEncoderGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * SAM, MobileSAM or SAM 2, ready to be written: an image encoder, a mask encoder and a mask
 * decoder.
 */
final class Sam implements PreparedModel {
  private final Weights weights;
  private final SamLayout decoder;
  private final SamEncoder encoder;

  private Sam(Weights weights, SamLayout decoder, SamEncoder encoder) {
    this.weights = weights;
    this.decoder = decoder;
    this.encoder = encoder;
  }

  /** Reads the sizes of a model whose tensors have their published names. */
  static Sam read(Weights weights) {
    SamLayout decoder = SamLayout.read(weights);
    return new Sam(weights, decoder, SamEncoder.read(weights, decoder));
  }

  /** The side of the input. */
  int imageSizePx() {
    return encoder.preparation().sizePx();
  }

  /** The sizes by name, as in the manifest. */
  SortedMap<String, String> sizes() {
    SortedMap<String, String> named = new TreeMap<>(decoder.describe());
    named.putAll(encoder.sizes());
    named.put(SegmentationGraphs.SIZE_GRID, String.valueOf(encoder.grid()));
    named.put(SegmentationGraphs.SIZE_EMBEDDING, String.valueOf(decoder.rowWidth()));
    named.put(SegmentationGraphs.SIZE_ANSWERS, String.valueOf(decoder.answers()));
    return named;
  }

  @Override
  public List<String> assumed() {
    List<String> all = new ArrayList<>();
    all.add("The mask decoder's attentions have %d heads.".formatted(SamLayout.HEADS));
    all.addAll(encoder.assumed());
    return all;
  }

  @Override
  public Map<String, Graph> graphs(Numerics numerics) {
    if (numerics.style() == Numerics.Style.PROBE) {
      throw new ModelException(
          "%s: expected a model that gives tags, to measure its products, found one that gives masks"
              .formatted(weights.source()));
    }
    // Prompts that are quantized together would depend on each other.
    ElementType stored = numerics.weightType();
    Numerics ofPrompts =
        Numerics.of(stored == ElementType.INT8 ? ElementType.FLOAT : stored, numerics.style());
    Map<String, Graph> graphs = new LinkedHashMap<>();
    graphs.put(SegmentationGraphs.IMAGE_ENCODER, encoder.graph().apply(numerics));
    graphs.put(
        SegmentationGraphs.MASK_ENCODER,
        MaskEncoderGraph.of(weights, decoder, encoder.grid(), ofPrompts));
    graphs.put(
        SegmentationGraphs.MASK_DECODER,
        MaskDecoderGraph.of(weights, decoder, encoder.grid(), imageSizePx(), ofPrompts));
    return graphs;
  }

  @Override
  public Optional<TagVocabulary> tags() {
    return Optional.empty();
  }

  @Override
  public Map<String, TensorPlace> writeFiles(Function<String, Path> place) {
    return Map.of();
  }

  @Override
  public void describe(ManifestBuilder manifest) {
    manifest.tasks(List.of(ModelTask.SEGMENTATION)).image(encoder.preparation()).sizes(sizes());
  }
}
