package io.github.ram4j.bundle;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.ModelTask;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A reader of format 2, which knew taggers and captioners alone: a graph was a file, and its inputs
 * and outputs were known by its role.
 */
final class ManifestFormat2 {
  static final String FORMAT = "2";

  private static final String CAPTIONS = "captions.";
  private static final String UNKNOWN = TensorSpec.UNKNOWN;

  private ManifestFormat2() {}

  static BundleManifest read(ManifestLines lines) {
    ModelPrecision precision = ModelPrecision.ofId(lines.text(ManifestKeys.PRECISION));
    int largestWeight = largestInt8Weight(lines, precision);
    boolean captions = lines.has(CAPTIONS);
    ManifestBuilder manifest =
        BundleManifest.builder(new ModelFamily(lines.text(ManifestKeys.FAMILY)))
            .tasks(
                captions
                    ? List.of(ModelTask.TAGGING, ModelTask.CAPTIONING)
                    : List.of(ModelTask.TAGGING))
            .target(
                largestWeight > BundleManifest.PORTABLE_INT8_WEIGHT
                    ? BundleTarget.VNNI
                    : BundleTarget.ANY)
            .precision(precision, largestWeight)
            .image(image(lines))
            .sizes(lines.below("architecture."));
    SortedMap<String, String> captionSizes = new TreeMap<>();
    lines.below(CAPTIONS).forEach((name, value) -> captionSizes.put(CAPTIONS + name, value));
    manifest.sizes(captionSizes);
    BundleManifest withoutGraphs = lines.addCommon(manifest).build();
    graphs(withoutGraphs, lines).forEach(manifest::graph);
    return manifest.build();
  }

  /**
   * The largest int8 weight; bundles of earlier versions do not say it, and have the whole range.
   */
  private static int largestInt8Weight(ManifestLines lines, ModelPrecision precision) {
    if (lines.optional(ManifestKeys.LARGEST_INT8_WEIGHT).isPresent()) {
      return lines.size(ManifestKeys.LARGEST_INT8_WEIGHT);
    }
    return precision == ModelPrecision.INT8 ? Byte.MAX_VALUE : 0;
  }

  private static ImagePreparation image(ManifestLines lines) {
    return ImagePreparation.squash(lines.size("image-size"))
        .withNormalization(new Normalization(lines.floats("mean"), lines.floats("std")));
  }

  private static Map<String, GraphSpec> graphs(BundleManifest manifest, ManifestLines lines) {
    SortedMap<String, GraphSpec> graphs = new TreeMap<>();
    graphs.put(
        TaggingGraphs.IMAGE_ENCODER,
        TaggingGraphs.imageEncoder(manifest.imageSizePx(), UNKNOWN, UNKNOWN));
    graphs.put(TaggingGraphs.TAGGING_HEAD, TaggingGraphs.taggingHead(UNKNOWN, UNKNOWN, UNKNOWN));
    CaptionSizes.of(manifest)
        .ifPresent(
            sizes -> {
              graphs.put(
                  CaptioningGraphs.TAG_ENCODER,
                  CaptioningGraphs.tagEncoder(sizes, UNKNOWN, UNKNOWN));
              graphs.put(CaptioningGraphs.CAPTION_DECODER, CaptioningGraphs.captionDecoder(sizes));
            });
    graphs.replaceAll(
        (name, spec) ->
            new GraphSpec(lines.text(ManifestKeys.GRAPH + name), spec.inputs(), spec.outputs()));
    return graphs;
  }
}
