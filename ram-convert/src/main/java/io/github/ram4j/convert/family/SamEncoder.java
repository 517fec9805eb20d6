package io.github.ram4j.convert.family;

import io.github.ram4j.bundle.ImageInterpolation;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.layout.HieraLayout;
import io.github.ram4j.convert.layout.SamLayout;
import io.github.ram4j.convert.layout.TinyVitLayout;
import io.github.ram4j.convert.layout.VitLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.model.HieraEncoderGraph;
import io.github.ram4j.convert.model.SamEncoderGraph;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * An image encoder of the family of SAM.
 *
 * @param preparation of images
 * @param grid places along a side of the embedding
 * @param sizes by name, as in the manifest
 * @param assumed facts that the checkpoint does not record, a sentence each
 * @param graph the encoder with dtypes and operators
 */
record SamEncoder(
    ImagePreparation preparation,
    int grid,
    SortedMap<String, String> sizes,
    List<String> assumed,
    Function<Numerics, Graph> graph) {

  /** Reads the sizes of an encoder whose tensors have their published names. */
  static SamEncoder read(Weights weights, SamLayout decoder) {
    if (HieraLayout.isIn(weights)) {
      return of(weights, HieraLayout.read(weights), decoder);
    }
    return TinyVitLayout.isIn(weights)
        ? of(weights, TinyVitLayout.read(weights), decoder)
        : of(weights, VitLayout.read(weights), decoder);
  }

  private static SamEncoder of(Weights weights, VitLayout sizes, SamLayout decoder) {
    return new SamEncoder(
        ImagePreparation.longSidePad(sizes.imageSizePx()),
        sizes.grid(),
        sizes.describe(),
        List.of(),
        numerics -> SamEncoderGraph.of(weights, sizes, decoder.width(), numerics));
  }

  private static SamEncoder of(Weights weights, TinyVitLayout sizes, SamLayout decoder) {
    return new SamEncoder(
        ImagePreparation.longSidePad(TinyVitLayout.IMAGE_PX),
        sizes.grid(),
        sizes.describe(),
        List.of("The image size is %d px, that of MobileSAM.".formatted(TinyVitLayout.IMAGE_PX)),
        numerics -> SamEncoderGraph.of(weights, sizes, decoder.width(), numerics));
  }

  private static SamEncoder of(Weights weights, HieraLayout sizes, SamLayout decoder) {
    return new SamEncoder(
        ImagePreparation.squash(HieraLayout.IMAGE_PX)
            .withInterpolation(ImageInterpolation.BILINEAR_EXACT),
        sizes.grid(),
        sizes.describe(),
        List.of(
            "The image size is %d px, that of SAM 2.".formatted(HieraLayout.IMAGE_PX),
            "Heads, windows and blocks that attend to the whole image are those of SAM 2 with as"
                + " many blocks."),
        numerics -> HieraEncoderGraph.of(weights, sizes, decoder, numerics));
  }
}
