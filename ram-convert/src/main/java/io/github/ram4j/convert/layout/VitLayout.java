package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sizes of SAM's vision transformer, by its tensors.
 *
 * @param patch side of a patch, in pixels
 * @param grid patches along a side of the image
 * @param width of a row
 * @param headWidth width of a head
 * @param feedForward width of the feed-forward layers
 * @param sides the side of each block's windows; {@code grid} where it attends to the whole image
 */
public record VitLayout(
    int patch, int grid, int width, int headWidth, int feedForward, List<Integer> sides) {

  /** The table of absolute positions, a tensor of this encoder alone. */
  public static final String POSITIONS = SamNames.ENCODER + "pos_embed";

  /** Prefix of the convolution that makes patches rows. */
  public static final String PATCHES = SamNames.ENCODER + "patch_embed.proj";

  /** Copies the list. */
  public VitLayout {
    sides = List.copyOf(sides);
  }

  /** Returns whether the image encoder is a vision transformer. */
  public static boolean isIn(Weights weights) {
    return weights.has(POSITIONS);
  }

  /**
   * Reads the sizes.
   *
   * @param weights by published names
   * @throws ModelException if tensors are missing or sizes do not fit each other
   */
  public static VitLayout read(Weights weights) {
    long[] positions = weights.shape(POSITIONS, 4);
    int grid = (int) positions[1];
    int width = (int) positions[3];
    List<Integer> sides = new ArrayList<>();
    int headWidth = 1;
    while (weights.has(attention(sides.size()) + "rel_pos_h")) {
      String name = attention(sides.size()) + "rel_pos_h";
      long[] table = weights.shape(name, 2);
      headWidth = (int) table[1];
      int side = (int) (table[0] + 1) / 2;
      if (table[0] % 2 == 0 || side > grid) {
        throw new ModelException(
            "%s: tensor %s: expected 2 · side − 1 rows for windows of at most %d patches, found %d rows"
                .formatted(weights.source(), name, grid, table[0]));
      }
      sides.add(side);
    }
    if (sides.isEmpty()) {
      weights.shape(attention(0) + "rel_pos_h", 2);
    }
    if (positions[2] != grid || width % headWidth != 0) {
      throw new ModelException(
          "%s: image encoder: expected a square of positions and a width that is a multiple of the heads' %d, found %d x %d positions and width %d"
              .formatted(weights.source(), headWidth, grid, positions[2], width));
    }
    int patch = (int) weights.shape(PATCHES + ".weight", 4)[2];
    int feedForward = (int) weights.shape(block(0) + "mlp.lin1.weight", 2)[0];
    return new VitLayout(patch, grid, width, headWidth, feedForward, sides);
  }

  /** Prefix of a block. */
  public static String block(int index) {
    return SamNames.ENCODER + "blocks." + index + ".";
  }

  /** Prefix of a block's attention. */
  public static String attention(int index) {
    return block(index) + "attn.";
  }

  /** The number of blocks. */
  public int depth() {
    return sides.size();
  }

  /** The number of heads. */
  public int heads() {
    return width / headWidth;
  }

  /** The number of patches. */
  public int tokens() {
    return grid * grid;
  }

  /** The side of the image. */
  public int imageSizePx() {
    return patch * grid;
  }

  /** The sizes by name, as in the manifest. */
  public SortedMap<String, String> describe() {
    SortedMap<String, String> named = new TreeMap<>();
    named.put("width", String.valueOf(width));
    named.put("depth", String.valueOf(depth()));
    named.put("heads", String.valueOf(heads()));
    named.put("patch", String.valueOf(patch));
    return named;
  }
}
