package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.ImageInterpolation;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.bundle.ManifestBuilder;
import io.github.ram4j.bundle.Normalization;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.bundle.TensorPlace;
import io.github.ram4j.convert.graph.ElementType;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.layout.EfficientNetLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.model.ClassSumsGraph;
import io.github.ram4j.convert.model.EfficientNetGraph;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An EfficientNet-Lite, ready to be written: its features, and tags as sums of its classes. */
final class EfficientNetLite implements PreparedModel {
  private static final int CHANNELS = 3;

  /** The mean and the deviation that pixels of 0 to 255 are normalized by. */
  private static final float MEAN = 127;

  private static final float DEVIATION = 128;
  private static final float WHITE = 255;

  private final Weights weights;
  private final EfficientNetLayout sizes;
  private final ClassTags classes;
  private final KeptTags tags;

  EfficientNetLite(Weights weights, EfficientNetLayout sizes, ClassTags classes, KeptTags tags) {
    this.weights = weights;
    this.sizes = sizes;
    this.classes = classes;
    this.tags = tags;
  }

  @Override
  public List<String> assumed() {
    List<String> all = new ArrayList<>(sizes.notes());
    all.add("The classes are in the order of the file of their tags.");
    all.add(
        "A tag's score is the sum of the probabilities of its classes, which are a softmax at temperature %s."
            .formatted(ClassSumsGraph.TEMPERATURE));
    return all;
  }

  @Override
  public Map<String, Graph> graphs(Numerics numerics) {
    if (numerics.weightType() == ElementType.INT8) {
      throw wrongPrecision("fp32 or fp16, since convolutions are not computed in int8", "int8");
    }
    if (numerics.style() == Numerics.Style.PROBE) {
      throw wrongPrecision("one that is not measured: fp32, or fp16 by Converter alone", "another");
    }
    Map<String, Graph> graphs = new LinkedHashMap<>();
    Graph encoder = new Graph(TaggingGraphs.IMAGE_ENCODER, numerics);
    EfficientNetGraph.emit(encoder, sizes);
    graphs.put(TaggingGraphs.IMAGE_ENCODER, encoder);
    Graph head = new Graph(TaggingGraphs.TAGGING_HEAD, numerics);
    ClassSumsGraph.emit(head, weights, sizes, classes.of(tags.rows()), tags.rows().length);
    graphs.put(TaggingGraphs.TAGGING_HEAD, head);
    return graphs;
  }

  private ModelException wrongPrecision(String expected, String found) {
    return new ModelException(
        "%s: precision: expected %s, found %s".formatted(weights.source(), expected, found));
  }

  @Override
  public Optional<TagVocabulary> tags() {
    return Optional.of(tags.vocabulary());
  }

  @Override
  public Map<String, TensorPlace> writeFiles(Function<String, Path> place) throws IOException {
    try (Writer out = Files.newBufferedWriter(place.apply(BundleManifest.TAGS_FILE_NAME))) {
      tags.vocabulary().write(out);
    }
    return Map.of();
  }

  @Override
  public void describe(ManifestBuilder manifest) {
    manifest
        .tasks(List.of(ModelTask.TAGGING))
        .image(
            ImagePreparation.squash(sizes.imageSizePx())
                .withInterpolation(ImageInterpolation.BICUBIC)
                .withNormalization(
                    new Normalization(
                        Collections.nCopies(CHANNELS, MEAN / WHITE),
                        Collections.nCopies(CHANNELS, DEVIATION / WHITE))))
        .sizes(sizes.describe());
  }
}
