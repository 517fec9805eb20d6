package io.github.ram4j.onnx.segment;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.bundle.ImageResize;
import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.bundle.BundleReading;
import io.github.ram4j.runtime.bundle.BundleSizes;
import io.github.ram4j.runtime.lifetime.Opened;
import io.github.ram4j.runtime.session.GraphContract;
import io.github.ram4j.runtime.session.GraphSession;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of a bundle that finds masks: its sizes and its sessions. Thread-safe. */
public final class SegmentModel implements AutoCloseable {
  private final String digest;
  private final ImagePreparation preparation;
  private final Sizes sizes;
  private final boolean second;
  private final GraphSession imageEncoder;
  private final GraphSession maskEncoder;
  private final GraphSession maskDecoder;

  /**
   * Sizes of the model.
   *
   * @param grid places along a side of the embedding
   * @param width of a place's row
   * @param answers that can be chosen from: the single one, and the alternatives
   */
  record Sizes(int grid, int width, int answers) {

    /** The side of a low-res mask. */
    int lowRes() {
      return SegmentationGraphs.LOW_RES_SCALE * grid;
    }

    /** The number of floats of an embedding. */
    int embedding() {
      return grid * grid * width;
    }
  }

  private SegmentModel(
      Bundle bundle,
      ImagePreparation preparation,
      Sizes sizes,
      GraphSession imageEncoder,
      GraphSession maskEncoder,
      GraphSession maskDecoder) {
    this.digest = encoderDigest(bundle);
    this.preparation = preparation;
    this.sizes = sizes;
    this.second = bundle.manifest().family().equals(SegmentationGraphs.SAM2);
    this.imageEncoder = imageEncoder;
    this.maskEncoder = maskEncoder;
    this.maskDecoder = maskDecoder;
  }

  /** Opens the parts, and checks the bundle's files. */
  public static SegmentModel open(Bundle bundle, RuntimeOptions options) throws IOException {
    bundle.require(ModelTask.SEGMENTATION);
    return BundleReading.during(
        bundle,
        Set.of(
            SegmentationGraphs.IMAGE_ENCODER,
            SegmentationGraphs.MASK_ENCODER,
            SegmentationGraphs.MASK_DECODER),
        options,
        reading -> open(reading, options));
  }

  private static SegmentModel open(BundleReading reading, RuntimeOptions options)
      throws IOException {
    Bundle bundle = reading.bundle();
    ImagePreparation preparation = preparation(bundle);
    Sizes sizes =
        new Sizes(
            BundleSizes.atLeast(bundle, SegmentationGraphs.SIZE_GRID, 1),
            BundleSizes.atLeast(bundle, SegmentationGraphs.SIZE_EMBEDDING, 1),
            BundleSizes.atLeast(bundle, SegmentationGraphs.SIZE_ANSWERS, 1));
    try (Opened opened = new Opened()) {
      SegmentModel model =
          new SegmentModel(
              bundle,
              preparation,
              sizes,
              opened.add(reading.session(SegmentationGraphs.IMAGE_ENCODER, options)),
              opened.add(reading.session(SegmentationGraphs.MASK_ENCODER, options)),
              opened.add(reading.session(SegmentationGraphs.MASK_DECODER, options)));
      model.requireContracts();
      opened.keep();
      return model;
    }
  }

  private void requireContracts() {
    int grid = sizes.grid();
    int width = sizes.width();
    GraphContract.require(
        imageEncoder, SegmentationGraphs.imageEncoder(preparation.sizePx(), grid, width));
    GraphContract.require(maskEncoder, SegmentationGraphs.maskEncoder(grid, width));
    GraphContract.require(maskDecoder, SegmentationGraphs.maskDecoder(grid, width));
  }

  private static ImagePreparation preparation(Bundle bundle) {
    ImageResize expected =
        bundle.manifest().family().equals(SegmentationGraphs.SAM2)
            ? ImageResize.SQUASH
            : ImageResize.LONG_SIDE_PAD;
    return bundle
        .manifest()
        .image()
        .filter(image -> image.resize() == expected)
        .orElseThrow(
            () ->
                new ModelException(
                    "bundle %s: image.resize: expected %s, found %s"
                        .formatted(
                            bundle.name(),
                            expected.id(),
                            bundle
                                .manifest()
                                .image()
                                .map(image -> image.resize().id())
                                .orElse("a model that takes no images"))));
  }

  /** The digests of the image encoder's files, common to all images that it embedded. */
  private static String encoderDigest(Bundle bundle) {
    String graph = bundle.graph(SegmentationGraphs.IMAGE_ENCODER).file();
    return bundle.manifest().files().stream()
        .filter(file -> file.name().startsWith(graph))
        .map(BundleFile::sha256)
        .collect(Collectors.joining("+"));
  }

  String digest() {
    return digest;
  }

  /** The rule by which images become the model's input. */
  public ImagePreparation preparation() {
    return preparation;
  }

  Sizes sizes() {
    return sizes;
  }

  /** Whether prompts and answers are those of SAM 2. */
  boolean isSecond() {
    return second;
  }

  GraphSession imageEncoder() {
    return imageEncoder;
  }

  GraphSession maskEncoder() {
    return maskEncoder;
  }

  GraphSession maskDecoder() {
    return maskDecoder;
  }

  /** The execution provider really used. */
  public String provider() {
    return imageEncoder.provider();
  }

  @Override
  public void close() {
    try (Opened sessions = new Opened()) {
      sessions.add(imageEncoder);
      sessions.add(maskEncoder);
      sessions.add(maskDecoder);
    }
  }
}
