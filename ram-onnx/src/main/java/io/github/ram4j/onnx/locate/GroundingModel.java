package io.github.ram4j.onnx.locate;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.bundle.LocatingSizes;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.bundle.BundleReading;
import io.github.ram4j.runtime.bundle.BundleSizes;
import io.github.ram4j.runtime.lifetime.Opened;
import io.github.ram4j.runtime.session.GraphContract;
import io.github.ram4j.runtime.session.GraphSession;
import io.github.ram4j.text.WordList;
import io.github.ram4j.text.WordPieces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a bundle that finds boxes for words: its tokenizer and its sessions. Thread-safe.
 */
public final class GroundingModel implements AutoCloseable {
  private static final int CHANNELS = 3;
  private static final int CORNERS = 4;

  private final LocatingSizes sizes;
  private final int lastChannels;
  private final WordPieces pieces;
  private final Marks marks;
  private final GraphSession textEncoder;
  private final GraphSession imageEncoder;
  private final GraphSession featureEncoder;
  private final GraphSession boxDecoder;

  private GroundingModel(Bundle bundle, WordPieces pieces, List<GraphSession> sessions) {
    this.sizes = sizes(bundle);
    this.pieces = pieces;
    this.marks = Marks.of(pieces.words());
    this.textEncoder = sessions.get(0);
    this.imageEncoder = sessions.get(1);
    this.featureEncoder = sessions.get(2);
    this.boxDecoder = sessions.get(3);
    GraphContract.require(textEncoder, LocatingGraphs.textEncoder(sizes));
    GraphContract.require(imageEncoder, LocatingGraphs.imageEncoder(sizes));
    GraphContract.require(featureEncoder, LocatingGraphs.featureEncoder(sizes));
    GraphContract.require(boxDecoder, LocatingGraphs.boxDecoder(sizes));
    this.lastChannels = lastChannels(imageEncoder, sizes);
  }

  /** Opens the parts, and checks the bundle's files. */
  public static GroundingModel open(Bundle bundle, RuntimeOptions options) throws IOException {
    bundle.require(ModelTask.LOCATING);
    return BundleReading.during(
        bundle,
        Set.of(
            LocatingGraphs.TEXT_ENCODER,
            LocatingGraphs.IMAGE_ENCODER,
            LocatingGraphs.FEATURE_ENCODER,
            LocatingGraphs.BOX_DECODER),
        options,
        reading -> open(reading, options));
  }

  private static GroundingModel open(BundleReading reading, RuntimeOptions options)
      throws IOException {
    WordPieces pieces = pieces(reading.bundle());
    try (Opened opened = new Opened()) {
      List<GraphSession> sessions = new ArrayList<>();
      for (String graph :
          List.of(
              LocatingGraphs.TEXT_ENCODER,
              LocatingGraphs.IMAGE_ENCODER,
              LocatingGraphs.FEATURE_ENCODER,
              LocatingGraphs.BOX_DECODER)) {
        sessions.add(opened.add(reading.session(graph, options)));
      }
      GroundingModel model = new GroundingModel(reading.bundle(), pieces, sessions);
      opened.keep();
      return model;
    }
  }

  private static WordPieces pieces(Bundle bundle) throws IOException {
    String file = LocatingGraphs.WORDS_FILE_NAME;
    String name = "bundle %s: %s".formatted(bundle.name(), file);
    try (InputStream in = bundle.open(file)) {
      WordList words = WordList.read(in, name);
      int ids = BundleSizes.atLeast(bundle, LocatingGraphs.SIZE_VOCABULARY, 1);
      if (words.size() > ids) {
        throw new ModelException(
            "%s: expected at most %d tokens, as the model has ids, found %d"
                .formatted(name, ids, words.size()));
      }
      return WordPieces.of(words);
    }
  }

  private static LocatingSizes sizes(Bundle bundle) {
    LocatingSizes sizes =
        new LocatingSizes(
            BundleSizes.atLeast(bundle, LocatingGraphs.SIZE_WIDTH, 1),
            BundleSizes.atLeast(bundle, LocatingGraphs.SIZE_LEVELS, 1),
            BundleSizes.atLeast(bundle, LocatingGraphs.SIZE_MAPS, 1),
            BundleSizes.atLeast(bundle, LocatingGraphs.SIZE_QUERIES, 1),
            BundleSizes.atLeast(bundle, LocatingGraphs.SIZE_WINDOW, 1),
            depths(bundle),
            BundleSizes.atLeast(bundle, LocatingGraphs.SIZE_TEXT_TOKENS, 1),
            BundleSizes.atLeast(bundle, LocatingGraphs.SIZE_VOCABULARY, 1));
    if (sizes.maps() > Math.min(sizes.stages(), sizes.levels()) || sizes.width() % 4 != 0) {
      throw damaged(bundle, LocatingGraphs.SIZE_MAPS, "levels and stages for them", "others");
    }
    return sizes;
  }

  private static List<Integer> depths(Bundle bundle) {
    String text = bundle.manifest().sizes().getOrDefault(LocatingGraphs.SIZE_DEPTHS, "");
    List<Integer> depths = new ArrayList<>();
    for (String depth : text.split(",", -1)) {
      if (!depth.strip().matches("[1-9]\\d{0,3}")) {
        throw damaged(bundle, LocatingGraphs.SIZE_DEPTHS, "whole numbers", text);
      }
      depths.add(Integer.parseInt(depth.strip()));
    }
    return depths;
  }

  private static ModelException damaged(Bundle bundle, String size, String wanted, String found) {
    return new ModelException(
        "bundle %s: %s: size.%s: expected %s, found %s"
            .formatted(bundle.name(), BundleManifest.FILE_NAME, size, wanted, found));
  }

  private static int lastChannels(GraphSession imageEncoder, LocatingSizes sizes) {
    String map = LocatingGraphs.MAP + (sizes.stages() - 1);
    List<String> axes =
        imageEncoder.spec().outputs().get(map) == null
            ? List.of()
            : imageEncoder.spec().outputs().get(map).axes();
    if (axes.size() != 2 || !axes.get(1).matches("\\d{1,6}")) {
      throw new ModelException(
          "%s: output %s: expected float32 [tokens, channels], found %s"
              .formatted(imageEncoder.name(), map, axes));
    }
    return Integer.parseInt(axes.get(1));
  }

  LocatingSizes sizes() {
    return sizes;
  }

  WordPieces pieces() {
    return pieces;
  }

  Marks marks() {
    return marks;
  }

  /** The execution provider really used. */
  public String provider() {
    return imageEncoder.provider();
  }

  /** The geometry of an image whose sides in the input are multiples of the patch's. */
  ImageGeometry geometry(int width, int height) {
    return new ImageGeometry(sizes, width, height, lastChannels);
  }

  /** The features of a caption, [tokens, width]. */
  float[] textFeatures(CaptionTokens tokens) {
    int count = tokens.size();
    Map<String, ImageGeometry.Input> inputs = new HashMap<>();
    var ids = MapWindows.longs(count);
    var positions = MapWindows.longs(count);
    tokens.putIds(ids);
    tokens.putPositions(positions);
    inputs.put(LocatingGraphs.IDS, new ImageGeometry.Longs(ids.flip(), 1, count));
    inputs.put(LocatingGraphs.POSITIONS, new ImageGeometry.Longs(positions.flip(), 1, count));
    inputs.put(LocatingGraphs.TEXT_BIAS, bias(tokens));
    try (Tensors tensors = new Tensors(textEncoder).addAll(inputs);
        OrtSession.Result result = textEncoder.run(tensors.byName())) {
      return textEncoder.floats(result, LocatingGraphs.TEXT, count, sizes.width());
    }
  }

  private static ImageGeometry.Floats bias(CaptionTokens tokens) {
    int count = tokens.size();
    FloatBuffer bias = MapWindows.floats(Math.multiplyExact(count, count));
    tokens.putBias(bias);
    return new ImageGeometry.Floats(bias.flip(), 1, 1, count, count);
  }

  /**
   * Encodes an image.
   *
   * @param pixels float32 [1, 3, height, width], borrowed
   * @param wanted further outputs
   * @return the features, and what else is wanted; to be closed by the caller
   */
  OrtSession.Result imageFeatures(
      FloatBuffer pixels, int width, int height, ImageGeometry geometry, Set<String> wanted) {
    Map<String, ImageGeometry.Input> inputs = new HashMap<>(geometry.ofImage());
    inputs.put(LocatingGraphs.IMAGE, new ImageGeometry.Floats(pixels, 1, CHANNELS, height, width));
    try (Tensors tensors = new Tensors(imageEncoder).addAll(inputs)) {
      return imageEncoder.run(tensors.byName(), wanted);
    }
  }

  /** Fuses the features of an image and a caption; to be closed by the caller. */
  OrtSession.Result fused(
      OrtSession.Result image, ImageGeometry geometry, CaptionTokens tokens, float[] text) {
    int count = tokens.size();
    FloatBuffer features = MapWindows.floats(text.length).put(text).flip();
    FloatBuffer places = MapWindows.floats(Math.multiplyExact(count, sizes.width()));
    tokens.putPlaces(places, sizes.width());
    Map<String, ImageGeometry.Input> inputs = new HashMap<>(geometry.ofFeatures());
    inputs.put(LocatingGraphs.TEXT, new ImageGeometry.Floats(features, count, sizes.width()));
    inputs.put(
        LocatingGraphs.TEXT_PLACES, new ImageGeometry.Floats(places.flip(), count, sizes.width()));
    inputs.put(LocatingGraphs.TEXT_BIAS, bias(tokens));
    try (Tensors tensors = new Tensors(featureEncoder).addAll(inputs)) {
      return featureEncoder.run(
          tensors.with(
              LocatingGraphs.FEATURES, GraphSession.output(image, LocatingGraphs.FEATURES)));
    }
  }

  /** Decodes fused features; to be closed by the caller. */
  OrtSession.Result decoded(OrtSession.Result fused, ImageGeometry geometry) {
    try (Tensors tensors = new Tensors(boxDecoder).addAll(geometry.ofBoxes())) {
      Map<String, OnnxTensor> inputs =
          tensors.with(LocatingGraphs.MEMORY, GraphSession.output(fused, LocatingGraphs.MEMORY));
      inputs.put(
          LocatingGraphs.MEMORY_TEXT, GraphSession.output(fused, LocatingGraphs.MEMORY_TEXT));
      return boxDecoder.run(inputs);
    }
  }

  /** Reads logits and boxes. */
  RawBoxes boxes(OrtSession.Result decoded, ImageGeometry geometry, int tokens) {
    int queries = geometry.queries();
    return new RawBoxes(
        boxDecoder.floats(decoded, LocatingGraphs.LOGITS, queries, tokens),
        boxDecoder.floats(decoded, LocatingGraphs.BOXES, queries, CORNERS),
        queries,
        tokens);
  }

  @Override
  @SuppressWarnings("try") // all are closed, whatever one of them throws
  public void close() {
    try (GraphSession first = textEncoder;
        GraphSession second = imageEncoder;
        GraphSession third = featureEncoder;
        GraphSession fourth = boxDecoder) {
      return;
    }
  }
}
