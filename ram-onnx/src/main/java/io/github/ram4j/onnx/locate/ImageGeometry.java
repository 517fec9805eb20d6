package io.github.ram4j.onnx.locate;

import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.bundle.LocatingSizes;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The inputs of graphs that depend on an image's size alone: windows, places, levels. Immutable;
 * buffers are borrowed by views.
 */
final class ImageGeometry {
  private static final double TEMPERATURE = 20;
  private static final double EPSILON = 1e-6;
  private static final float UNSEEN = -1e30f;
  private static final float FIRST_SIZE = 0.05f;
  private static final float LEAST = 0.01f;
  private static final float MOST = 0.99f;

  /** A named input. */
  sealed interface Input permits Floats, Longs {
    long[] shape();
  }

  /** A float32 input. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Floats(FloatBuffer values, long... shape) implements Input {}

  /** An int64 input. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Longs(LongBuffer values, long... shape) implements Input {}

  /** Rows and columns of a map. */
  record MapSize(int rows, int columns) {
    int tokens() {
      return rows * columns;
    }

    MapSize half() {
      return new MapSize((rows + 1) / 2, (columns + 1) / 2);
    }
  }

  private final LocatingSizes sizes;
  private final List<MapSize> levels = new ArrayList<>();
  private final int places;
  private final int filled;
  private final Map<String, Input> ofImage = new LinkedHashMap<>();
  private final Map<String, Input> ofFeatures = new LinkedHashMap<>();
  private final Map<String, Input> ofBoxes = new LinkedHashMap<>();

  /**
   * The geometry of images of one size.
   *
   * @param width of the input, a multiple of the patch's side
   * @param height of the input, likewise
   * @param lastChannels width of the last stage's tokens
   */
  ImageGeometry(LocatingSizes sizes, int width, int height, int lastChannels) {
    this.sizes = sizes;
    MapSize map = new MapSize(height / LocatingGraphs.PATCH, width / LocatingGraphs.PATCH);
    int shift = sizes.window() / 2;
    for (int stage = 0; stage < sizes.stages(); stage++) {
      putWindows(stage, new MapWindows(map.rows(), map.columns(), sizes.window()), shift);
      if (stage >= sizes.stages() - sizes.maps()) {
        levels.add(map);
      }
      map = stage + 1 < sizes.stages() ? map.half() : map;
    }
    ofImage.put(
        LocatingGraphs.LAST_MAP, longs(new long[] {1, map.rows(), map.columns(), lastChannels}));
    while (levels.size() < sizes.levels()) {
      levels.add(levels.get(levels.size() - 1).half());
    }
    places = levels.stream().mapToInt(MapSize::tokens).sum();
    // A point of the last level reads up to two places beyond the row below its last one.
    int least = places + levels.get(levels.size() - 1).columns() + 2;
    filled =
        (least + LocatingGraphs.PLACE_BLOCK - 1)
            / LocatingGraphs.PLACE_BLOCK
            * LocatingGraphs.PLACE_BLOCK;
    ofImage.put(
        LocatingGraphs.FILLER,
        new Floats(
            MapWindows.floats((filled - places) * sizes.width()), filled - places, sizes.width()));
    putLevels();
    putPlaces();
    putProposals();
  }

  /** The number of places of all levels. */
  int places() {
    return places;
  }

  /** The number of places with filler. */
  int filled() {
    return filled;
  }

  /** Rows and columns of each level. */
  List<MapSize> levels() {
    return Collections.unmodifiableList(levels);
  }

  /** Inputs of the image encoder beside the image. */
  Map<String, Input> ofImage() {
    return ofImage;
  }

  /** Inputs of the feature encoder beside the features and the text. */
  Map<String, Input> ofFeatures() {
    return ofFeatures;
  }

  /** Inputs of the box decoder beside the memory. */
  Map<String, Input> ofBoxes() {
    return ofBoxes;
  }

  private void putWindows(int stage, MapWindows windows, int shift) {
    int inWindow = sizes.window() * sizes.window();
    long all = (long) windows.windows() * inWindow;
    ofImage.put(LocatingGraphs.WINDOWS + stage, new Longs(windows.places(0), all));
    ofImage.put(
        LocatingGraphs.PLACES_IN_WINDOWS + stage,
        new Longs(windows.placesOfTokens(0), windows.tokens()));
    if (sizes.isShifted(stage)) {
      ofImage.put(LocatingGraphs.SHIFTED + stage, new Longs(windows.places(shift), all));
      ofImage.put(
          LocatingGraphs.PLACES_IN_SHIFTED + stage,
          new Longs(windows.placesOfTokens(shift), windows.tokens()));
      ofImage.put(
          LocatingGraphs.APART + stage,
          new Floats(windows.apart(shift), windows.windows(), 1, inWindow, inWindow));
    }
    if (stage + 1 < sizes.stages()) {
      LongBuffer squares = windows.squares();
      ofImage.put(LocatingGraphs.SQUARES + stage, new Longs(squares, squares.limit()));
    }
  }

  private void putLevels() {
    FloatBuffer levelSizes = MapWindows.floats(2 * levels.size());
    FloatBuffer starts = MapWindows.floats(levels.size());
    int start = 0;
    for (MapSize level : levels) {
      levelSizes.put(level.columns()).put(level.rows());
      starts.put(start);
      start += level.tokens();
    }
    Input ofSizes = new Floats(levelSizes.flip(), levels.size(), 2);
    Input ofStarts = new Floats(starts.flip(), levels.size());
    for (Map<String, Input> inputs : List.of(ofFeatures, ofBoxes)) {
      inputs.put(LocatingGraphs.LEVEL_SIZES, ofSizes);
      inputs.put(LocatingGraphs.LEVEL_STARTS, ofStarts);
    }
  }

  private void putPlaces() {
    int half = sizes.width() / 2;
    FloatBuffer waves = MapWindows.floats(Math.multiplyExact(filled, sizes.width()));
    LongBuffer levelOfPlace = MapWindows.longs(filled);
    FloatBuffer centres = MapWindows.floats(2 * filled);
    FloatBuffer bias = MapWindows.floats(filled);
    for (int l = 0; l < levels.size(); l++) {
      MapSize level = levels.get(l);
      float[][] ofRows = waves(level.rows(), half);
      float[][] ofColumns = waves(level.columns(), half);
      for (int row = 0; row < level.rows(); row++) {
        for (int column = 0; column < level.columns(); column++) {
          waves.put(ofRows[row]).put(ofColumns[column]);
          levelOfPlace.put(l);
          centres.put((column + 0.5f) / level.columns()).put((row + 0.5f) / level.rows());
        }
      }
    }
    for (int i = places; i < filled; i++) {
      bias.put(i, UNSEEN);
    }
    ofFeatures.put(LocatingGraphs.PLACES, new Floats(waves.rewind(), filled, sizes.width()));
    ofFeatures.put(LocatingGraphs.LEVEL_OF_PLACE, new Longs(levelOfPlace.rewind(), filled));
    ofFeatures.put(LocatingGraphs.CENTRES, new Floats(centres.rewind(), filled, 2));
    ofFeatures.put(LocatingGraphs.PLACE_BIAS, new Floats(bias, 1, filled));
  }

  /** Sine features of the places of an axis, counted from 1. */
  private static float[][] waves(int count, int features) {
    float[][] all = new float[count][features];
    for (int i = 0; i < count; i++) {
      Waves.put(
          FloatBuffer.wrap(all[i]),
          (i + 1) / (count + EPSILON) * 2 * Math.PI,
          features,
          TEMPERATURE);
    }
    return all;
  }

  private void putProposals() {
    FloatBuffer valid = MapWindows.floats(filled);
    FloatBuffer proposals = MapWindows.floats(4 * filled);
    float size = FIRST_SIZE;
    for (MapSize level : levels) {
      for (int row = 0; row < level.rows(); row++) {
        for (int column = 0; column < level.columns(); column++) {
          float x = (column + 0.5f) / level.columns();
          float y = (row + 0.5f) / level.rows();
          boolean isValid = isInside(x) && isInside(y) && isInside(size);
          valid.put(isValid ? 1 : 0);
          proposals.put(logit(x, isValid)).put(logit(y, isValid));
          proposals.put(logit(size, isValid)).put(logit(size, isValid));
        }
      }
      size *= 2;
    }
    while (proposals.hasRemaining()) {
      proposals.put(Float.POSITIVE_INFINITY);
    }
    ofBoxes.put(LocatingGraphs.VALID, new Floats(valid.rewind(), filled, 1));
    ofBoxes.put(LocatingGraphs.PROPOSALS, new Floats(proposals.rewind(), filled, 4));
    ofBoxes.put(LocatingGraphs.COUNT, longs(new long[] {Math.min(sizes.queries(), places)}));
  }

  private static boolean isInside(float at) {
    return at > LEAST && at < MOST;
  }

  private static float logit(float at, boolean isValid) {
    return isValid ? (float) Math.log(at / (1 - at)) : Float.POSITIVE_INFINITY;
  }

  /** The number of queries. */
  int queries() {
    return Math.min(sizes.queries(), places);
  }

  private static Longs longs(long[] values) {
    LongBuffer buffer = MapWindows.longs(values.length);
    return new Longs(buffer.put(values).flip(), values.length);
  }
}
