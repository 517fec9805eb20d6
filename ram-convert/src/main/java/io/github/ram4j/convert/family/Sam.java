package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.bundle.ManifestBuilder;
import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.bundle.TensorPlace;
import io.github.ram4j.convert.graph.ElementType;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.layout.SamLayout;
import io.github.ram4j.convert.layout.TinyVitLayout;
import io.github.ram4j.convert.layout.VitLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.model.MaskDecoderGraph;
import io.github.ram4j.convert.model.MaskEncoderGraph;
import io.github.ram4j.convert.model.SamEncoderGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** SAM or MobileSAM, ready to be written: an image encoder, a mask encoder and a mask decoder. */
final class Sam implements PreparedModel {
  private final Weights weights;
  private final SamLayout decoder;
  private final Optional<VitLayout> vit;
  private final Optional<TinyVitLayout> tinyVit;

  private Sam(
      Weights weights,
      SamLayout decoder,
      Optional<VitLayout> vit,
      Optional<TinyVitLayout> tinyVit) {
    this.weights = weights;
    this.decoder = decoder;
    this.vit = vit;
    this.tinyVit = tinyVit;
  }

  /** Reads the sizes of a model whose tensors have their published names. */
  static Sam read(Weights weights) {
    boolean tiny = TinyVitLayout.isIn(weights);
    return new Sam(
        weights,
        SamLayout.read(weights),
        tiny ? Optional.empty() : Optional.of(VitLayout.read(weights)),
        tiny ? Optional.of(TinyVitLayout.read(weights)) : Optional.empty());
  }

  /** The side of the input. */
  int imageSizePx() {
    return vit.map(VitLayout::imageSizePx).orElse(TinyVitLayout.IMAGE_PX);
  }

  private int grid() {
    return vit.map(VitLayout::grid).orElseGet(() -> tinyVit.orElseThrow().grid());
  }

  /** The sizes by name, as in the manifest. */
  SortedMap<String, String> sizes() {
    SortedMap<String, String> named = new TreeMap<>(decoder.describe());
    vit.ifPresent(sizes -> named.putAll(sizes.describe()));
    tinyVit.ifPresent(sizes -> named.putAll(sizes.describe()));
    named.put(SegmentationGraphs.SIZE_GRID, String.valueOf(grid()));
    named.put(SegmentationGraphs.SIZE_EMBEDDING, String.valueOf(decoder.width()));
    named.put(SegmentationGraphs.SIZE_ANSWERS, String.valueOf(decoder.answers()));
    return named;
  }

  @Override
  public List<String> assumed() {
    List<String> all = new ArrayList<>();
    all.add("The mask decoder's attentions have %d heads.".formatted(SamLayout.HEADS));
    if (tinyVit.isPresent()) {
      all.add("The image size is %d px, that of MobileSAM.".formatted(TinyVitLayout.IMAGE_PX));
    }
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
    graphs.put(
        SegmentationGraphs.IMAGE_ENCODER,
        vit.isPresent()
            ? SamEncoderGraph.of(weights, vit.get(), decoder.width(), numerics)
            : SamEncoderGraph.of(weights, tinyVit.orElseThrow(), decoder.width(), numerics));
    graphs.put(
        SegmentationGraphs.MASK_ENCODER, MaskEncoderGraph.of(weights, decoder, grid(), ofPrompts));
    graphs.put(
        SegmentationGraphs.MASK_DECODER,
        MaskDecoderGraph.of(weights, decoder, grid(), imageSizePx(), ofPrompts));
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
    manifest
        .tasks(List.of(ModelTask.SEGMENTATION))
        .image(ImagePreparation.longSidePad(imageSizePx()))
        .sizes(sizes());
  }
}
