package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sizes of SAM 2's image encoder, a Hiera. Widths and depths are those of the tensors; heads,
 * windows and the blocks that attend to the whole image follow from the depths, as no tensor tells
 * them.
 *
 * @param width of the first stage; each further stage has twice the width of the one before
 * @param published the model of these depths
 */
public record HieraLayout(int width, Published published) {

  /** The side of the image, which the authors' settings have and no tensor tells. */
  public static final int IMAGE_PX = 1024;

  /** The divisor of the image's side that is the first stage's. */
  public static final int PATCH_STRIDE = 4;

  /** The side of a patch's kernel. */
  public static final int PATCH_PX = 7;

  /** Positions of the whole image, [1, width, side, side]. */
  public static final String POSITIONS = SamNames.ENCODER + "trunk.pos_embed";

  /** Positions within a window of the first stage, [1, width, window, window]. */
  public static final String WINDOW_POSITIONS = POSITIONS + "_window";

  /** Prefix of the convolution that makes patches rows. */
  public static final String PATCHES = SamNames.ENCODER + "trunk.patch_embed.proj";

  /** The number of stages. */
  public static final int STAGES = 4;

  /** The stage whose places are those of the embedding. */
  public static final int EMBEDDED_STAGE = 2;

  /** What the published models of some depths have beside their tensors. */
  public enum Published {
    /** SAM 2 tiny. */
    TINY(List.of(1, 2, 7, 2), 1, List.of(8, 4, 14, 7), List.of(5, 7, 9)),
    /** SAM 2 small. */
    SMALL(List.of(1, 2, 11, 2), 1, List.of(8, 4, 14, 7), List.of(7, 10, 13)),
    /** SAM 2 base plus. */
    BASE_PLUS(List.of(2, 3, 16, 3), 2, List.of(8, 4, 14, 7), List.of(12, 16, 20)),
    /** SAM 2 large. */
    LARGE(List.of(2, 6, 36, 4), 2, List.of(8, 4, 16, 8), List.of(23, 33, 43));

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Integer> depths;

    private final int heads;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Integer> windows;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Integer> whole;

    Published(List<Integer> depths, int heads, List<Integer> windows, List<Integer> whole) {
      this.depths = depths;
      this.heads = heads;
      this.windows = windows;
      this.whole = whole;
    }
  }

  /**
   * A block.
   *
   * @param index of the block in the model
   * @param stage of its result, from 0
   * @param in width of its rows
   * @param out width of its result
   * @param heads of its attention
   * @param side of its map, in places
   * @param window side of its windows; {@code side} where it attends to the whole image
   * @param pools whether each square of four places becomes one
   */
  public record Block(
      int index, int stage, int in, int out, int heads, int side, int window, boolean pools) {

    /** Prefix of its tensors. */
    public String name() {
      return SamNames.ENCODER + "trunk.blocks." + index + ".";
    }

    /** The side of its result, in places. */
    public int outSide() {
      return pools ? side / 2 : side;
    }
  }

  /** Returns whether the image encoder is a Hiera. */
  public static boolean isIn(Weights weights) {
    return weights.has(WINDOW_POSITIONS);
  }

  /**
   * Reads the sizes.
   *
   * @param weights by published names
   * @throws ModelException if tensors are missing or sizes are of no published model
   */
  public static HieraLayout read(Weights weights) {
    int width = (int) weights.shape(POSITIONS, 4)[1];
    List<Integer> depths = new ArrayList<>();
    int block = 0;
    int depth = 0;
    while (weights.has(SamNames.ENCODER + "trunk.blocks." + block + ".norm1.weight")) {
      if (weights.has(SamNames.ENCODER + "trunk.blocks." + block + ".proj.weight")) {
        depths.add(depth);
        depth = 0;
      }
      depth++;
      block++;
    }
    depths.add(depth);
    for (Published published : Published.values()) {
      if (published.depths.equals(depths)) {
        HieraLayout sizes = new HieraLayout(width, published);
        sizes.require(weights);
        return sizes;
      }
    }
    throw new ModelException(
        "%s: image encoder: expected stages of 1, 2, 7, 2 blocks (SAM 2 tiny), of 1, 2, 11, 2 (small), of 2, 3, 16, 3 (base plus) or of 2, 6, 36, 4 (large), found %s"
            .formatted(weights.source(), depths));
  }

  private void require(Weights weights) {
    int window = published.windows.get(0);
    weights.requireShape(WINDOW_POSITIONS, 1, width, window, window);
    if (width % published.heads != 0) {
      throw new ModelException(
          "%s: image encoder: expected a width that is a multiple of %d heads, found %d"
              .formatted(weights.source(), published.heads, width));
    }
  }

  /** The blocks in order. */
  public List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int stage = 0; stage < STAGES; stage++) {
      for (int i = 0; i < published.depths.get(stage); i++) {
        blocks.add(block(blocks.size(), stage, i == 0 && stage > 0));
      }
    }
    return blocks;
  }

  private Block block(int index, int stage, boolean pools) {
    int before = pools ? stage - 1 : stage;
    int side = side(before);
    return new Block(
        index,
        stage,
        width(before),
        width(stage),
        published.heads << stage,
        side,
        published.whole.contains(index) ? side : published.windows.get(before),
        pools);
  }

  /** The width of a stage's rows. */
  public int width(int stage) {
    return width << stage;
  }

  /** The side of a stage's map, in places. */
  public int side(int stage) {
    return (IMAGE_PX / PATCH_STRIDE) >> stage;
  }

  /** The side of the embedding, in places. */
  public int grid() {
    return side(EMBEDDED_STAGE);
  }

  /** Prefix of the projection of a stage's map. */
  public static String lateral(int stage) {
    return SamNames.ENCODER + "neck.convs." + (STAGES - 1 - stage) + ".conv";
  }

  /** The sizes by name, as in the manifest. */
  public SortedMap<String, String> describe() {
    SortedMap<String, String> named = new TreeMap<>();
    named.put("width", String.valueOf(width));
    named.put("depths", String.join("-", published.depths.stream().map(String::valueOf).toList()));
    named.put("heads", String.valueOf(published.heads));
    return named;
  }
}
