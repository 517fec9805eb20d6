package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelFamily;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sizes of a model.
 *
 * @param family the family of the model
 * @param imageSizePx side of the square input
 * @param embedDim width of the first Swin stage; each later stage has twice the width
 * @param stages the stages of the Swin encoder
 * @param absolutePositions true if each patch has an absolute position embedding beside the
 *     windows' relative position bias; false for all published models
 * @param tags number of tags
 * @param tagWidth width of a tag's embedding in the checkpoint
 * @param memoryWidth width of the image embeddings in the tagging head's cross-attention
 * @param hidden width of the tagging head
 * @param intermediate width inside its feed-forward products
 * @param headLayers number of its layers
 * @param headHeads attention heads of its layers
 */
public record Architecture(
    ModelFamily family,
    int imageSizePx,
    int embedDim,
    List<Stage> stages,
    boolean absolutePositions,
    int tags,
    int tagWidth,
    int memoryWidth,
    int hidden,
    int intermediate,
    int headLayers,
    int headHeads) {

  /** The number of text embeddings of a tag in RAM++. */
  public static final int DESCRIPTIONS_PER_TAG = 51;

  /** The side of a patch, in pixels. */
  public static final int PATCH = 4;

  /**
   * One stage of the Swin encoder.
   *
   * @param depth number of blocks
   * @param heads number of their attention heads
   * @param side the side of its square map, in tokens
   * @param window side of an attention window, in tokens
   * @param storedWindow side of the window of the checkpoint's bias tables, in tokens
   */
  public record Stage(int depth, int heads, int side, int window, int storedWindow) {
    /** The number of tokens of the map. */
    public int tokens() {
      return side * side;
    }

    /** The number of tokens of a window. */
    public int windowTokens() {
      return window * window;
    }

    /** The number of windows. */
    public int windows() {
      return tokens() / windowTokens();
    }

    /**
     * The shift of the map in the second, fourth, … block, in tokens; 0 if one window covers the
     * map.
     */
    public int shift() {
      return side > window ? window / 2 : 0;
    }
  }

  /**
   * Sizes of the caption half: the tag encoder and the caption decoder, whose hidden sizes are the
   * tagging head's.
   *
   * @param encoderLayers number of layers of the tag encoder
   * @param decoderLayers number of layers of the caption decoder
   * @param heads number of attention heads of their layers
   * @param vocabulary size of the token vocabulary
   * @param positions largest number of tokens of a text
   */
  public record Text(
      int encoderLayers, int decoderLayers, int heads, int vocabulary, int positions) {}

  /** Copies the stages. */
  public Architecture {
    stages = List.copyOf(stages);
  }

  /** The width of a stage. */
  public int width(int stage) {
    return embedDim << stage;
  }

  /** The width of the encoder's output. */
  public int visionWidth() {
    return width(stages.size() - 1);
  }

  /**
   * The number of image embeddings that the head attends to: the tokens of the last stage and their
   * mean.
   */
  public int memoryRows() {
    return 1 + stages.get(stages.size() - 1).tokens();
  }

  /** The sizes by name, for manifests. */
  public SortedMap<String, String> describe() {
    SortedMap<String, String> sizes = new TreeMap<>();
    sizes.put("embed-dim", Integer.toString(embedDim));
    sizes.put("depths", join(stages.stream().map(Stage::depth).toList()));
    sizes.put("heads", join(stages.stream().map(Stage::heads).toList()));
    if (absolutePositions) {
      sizes.put("absolute-positions", Integer.toString(stages.get(0).tokens()));
    }
    sizes.put("window", Integer.toString(stages.get(0).window()));
    sizes.put("tags-of-checkpoint", Integer.toString(tags));
    sizes.put("hidden", Integer.toString(hidden));
    sizes.put("intermediate", Integer.toString(intermediate));
    sizes.put("head-layers", Integer.toString(headLayers));
    sizes.put("head-heads", Integer.toString(headHeads));
    return sizes;
  }

  private static String join(List<Integer> numbers) {
    return String.join(", ", numbers.stream().map(String::valueOf).toList());
  }
}
