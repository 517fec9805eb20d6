package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelFamily;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every size of a model.
 *
 * @param family of the model
 * @param imageSizePx side of the square input
 * @param embedDim width of the first Swin stage; each later stage has twice the width
 * @param stages of the Swin encoder
 * @param absolutePositions whether each patch has an embedding of its place beside the relative
 *     ones of the windows; no published model does
 * @param tags number of tags
 * @param tagWidth width of what stands for a tag in the checkpoint
 * @param memoryWidth width of the image rows that the tagging head attends to
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

  /** RAM++ keeps this many text embeddings for every tag. */
  public static final int DESCRIPTIONS_PER_TAG = 51;

  /** Pixels of a side of a patch. */
  public static final int PATCH = 4;

  /**
   * One stage of the Swin encoder.
   *
   * @param depth number of blocks
   * @param heads of their attention
   * @param side of its square map, in tokens
   * @param window side of an attention window, in tokens
   * @param storedWindow side of the window that the checkpoint's bias tables are for
   */
  public record Stage(int depth, int heads, int side, int window, int storedWindow) {
    /** Tokens of the map. */
    public int tokens() {
      return side * side;
    }

    /** Tokens of a window. */
    public int windowTokens() {
      return window * window;
    }

    /** Number of windows. */
    public int windows() {
      return tokens() / windowTokens();
    }

    /** How far the second, fourth, … block rolls the map; 0 where one window covers it. */
    public int shift() {
      return side > window ? window / 2 : 0;
    }
  }

  /**
   * Sizes of the caption half: the tag encoder and the caption decoder, whose hidden sizes are the
   * tagging head's.
   *
   * @param encoderLayers of the tag encoder
   * @param decoderLayers of the caption decoder
   * @param heads attention heads of their layers
   * @param vocabulary words that ids stand for
   * @param positions ids that a text can have at most
   */
  public record Text(
      int encoderLayers, int decoderLayers, int heads, int vocabulary, int positions) {}

  /** Copies the stages. */
  public Architecture {
    stages = List.copyOf(stages);
  }

  /** Width of a stage. */
  public int width(int stage) {
    return embedDim << stage;
  }

  /** Width of the encoder's output. */
  public int visionWidth() {
    return width(stages.size() - 1);
  }

  /** Image rows that the head attends to: the tokens of the last stage and their mean. */
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
