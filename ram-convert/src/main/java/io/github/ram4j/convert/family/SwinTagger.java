package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelTask;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.CaptionSizes;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.bundle.ManifestBuilder;
import io.github.ram4j.bundle.TensorPlace;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.model.ModelGraphs;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A Swin encoder with a tagging head, and optionally a caption decoder. */
final class SwinTagger implements PreparedModel {
  private final Weights weights;
  private final Architecture sizes;
  private final KeptTags tags;
  private final Optional<CaptionHalf> captions;
  private final List<String> assumed;

  private SwinTagger(
      Weights weights,
      Architecture sizes,
      KeptTags tags,
      Optional<CaptionHalf> captions,
      List<String> assumed) {
    this.weights = weights;
    this.sizes = sizes;
    this.tags = tags;
    this.captions = captions;
    this.assumed = assumed;
  }

  static SwinTagger read(Weights weights, ModelRequest request, TagVocabulary published)
      throws IOException {
    ArchitectureReader reader = new ArchitectureReader(weights, request.sizes());
    Architecture sizes = reader.read();
    List<String> ofFiles = new ArrayList<>();
    TagVocabulary all = allTags(weights, sizes, request, published, ofFiles);
    KeptTags kept = KeptTags.of(all, request.subset().apply(all));
    Optional<CaptionHalf> captions = CaptionHalf.read(weights, reader, sizes, request, ofFiles);
    List<String> assumed = new ArrayList<>(reader.notes());
    assumed.addAll(ofFiles);
    return new SwinTagger(weights, sizes, kept, captions, assumed);
  }

  private static TagVocabulary allTags(
      Weights weights,
      Architecture sizes,
      ModelRequest request,
      TagVocabulary published,
      List<String> assumed) {
    if (request.vocabulary().isPresent()) {
      TagVocabulary given = request.vocabulary().get();
      if (given.size() != sizes.tags()) {
        throw new ModelException(
            "%s: tag list: expected the checkpoint's %d tags, found %d in the list given, %s"
                .formatted(weights.source(), sizes.tags(), given.size(), given.name()));
      }
      assumed.add(
          "The tags are those of the list given, %d as the checkpoint has; it has no names."
              .formatted(given.size()));
      return given;
    }
    if (published.size() != sizes.tags()) {
      throw new ModelException(
          ("%s: tag list: expected one of %d tags, as the checkpoint has, to be given"
                  + " (--tags-file); the published list has %d")
              .formatted(weights.source(), sizes.tags(), published.size()));
    }
    assumed.add("The tags are the published list of " + published.size() + ".");
    return published;
  }

  @Override
  public List<String> assumed() {
    return assumed;
  }

  @Override
  public Map<String, Graph> graphs(Numerics numerics) {
    return ModelGraphs.of(weights, sizes, captions.map(CaptionHalf::text), tags.rows(), numerics);
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
    if (captions.isPresent()) {
      Files.write(place.apply(BundleManifest.WORDS_FILE_NAME), captions.get().words().toBytes());
    }
    return sizes.family().equals(ModelFamily.RAM)
        ? LabelEmbeddings.write(weights, sizes, tags.rows(), place)
        : Map.of();
  }

  @Override
  public void describe(ManifestBuilder manifest) {
    manifest.image(ImagePreparation.squash(sizes.imageSizePx())).sizes(sizes.describe());
    List<ModelTask> tasks = new ArrayList<>(List.of(ModelTask.TAGGING));
    if (ModelGraphs.hasOpenHead(sizes)) {
      tasks.add(ModelTask.OPEN_VOCABULARY);
    }
    if (captions.isPresent()) {
      tasks.add(ModelTask.CAPTIONING);
      manifest.sizes(captionSizes(captions.get().text()).toMap());
    }
    manifest.tasks(tasks);
  }

  private CaptionSizes captionSizes(Architecture.Text text) {
    return new CaptionSizes(
        text.decoderLayers(),
        text.heads(),
        sizes.hidden() / text.heads(),
        text.vocabulary(),
        text.positions());
  }
}
