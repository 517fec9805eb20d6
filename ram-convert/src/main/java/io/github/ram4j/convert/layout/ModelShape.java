package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.Architecture.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sizes of a trainable model.
 *
 * @param sizes the sizes of the image encoder and the tagging head
 * @param text sizes of the caption half; empty for a model without one
 */
public record ModelShape(Architecture sizes, Optional<Architecture.Text> text) {
  /**
   * The width of CLIP's text embeddings, which represent tags, and of image embeddings projected to
   * compare with them.
   */
  public static final int CLIP_WIDTH = 512;

  /**
   * The shape of a new model.
   *
   * @param family the family of the model
   * @param imageSizePx side of the square input
   * @param embedDim width of the first Swin stage
   * @param depths blocks of each stage
   * @param heads attention heads of each stage
   * @param window side of an attention window, in tokens
   * @param tags number of tags
   * @param head sizes of the tagging head
   * @param text sizes of the caption half; empty for a model without one
   * @throws IllegalArgumentException if sizes are inconsistent
   */
  public static ModelShape of(
      ModelFamily family,
      int imageSizePx,
      int embedDim,
      List<Integer> depths,
      List<Integer> heads,
      int window,
      int tags,
      HeadSizes head,
      Optional<Architecture.Text> text) {
    requireSameCount(depths, heads);
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < depths.size(); i++) {
      int side = (imageSizePx / Architecture.PATCH) >> i;
      int fitting = Math.min(window, side);
      if (side == 0 || side << i != imageSizePx / Architecture.PATCH || side % fitting != 0) {
        throw new IllegalArgumentException(
            "image size %d: expected stage %d's map to be whole windows of %d, found a side of %d"
                .formatted(imageSizePx, i, window, side));
      }
      if ((embedDim << i) % heads.get(i) != 0) {
        throw new IllegalArgumentException(
            "stage %d: expected a width that %d heads divide, found %d"
                .formatted(i, heads.get(i), embedDim << i));
      }
      stages.add(new Stage(depths.get(i), heads.get(i), side, fitting, fitting));
    }
    boolean rows = family.equals(ModelFamily.TAG2TEXT);
    int vision = embedDim << (depths.size() - 1);
    Architecture sizes =
        new Architecture(
            family,
            imageSizePx,
            embedDim,
            stages,
            false,
            tags,
            rows ? head.hidden() : CLIP_WIDTH,
            rows ? vision : CLIP_WIDTH,
            head.hidden(),
            head.intermediate(),
            head.layers(),
            head.heads());
    return new ModelShape(sizes, text);
  }

  /**
   * Sizes of the tagging head.
   *
   * @param hidden width of its hidden states
   * @param intermediate width inside its feed-forward layers
   * @param layers number of its layers
   * @param heads attention heads of its layers
   */
  public record HeadSizes(int hidden, int intermediate, int layers, int heads) {}

  /** The family. */
  public ModelFamily family() {
    return sizes.family();
  }

  /** Returns the same shape with another number of tags. */
  public ModelShape withTags(int tags) {
    return with(sizes.absolutePositions(), tags);
  }

  /** Returns the same shape with or without absolute position embeddings of patches. */
  public ModelShape withAbsolutePositions(boolean wanted) {
    return with(wanted, sizes.tags());
  }

  private ModelShape with(boolean absolutePositions, int tags) {
    return new ModelShape(
        new Architecture(
            sizes.family(),
            sizes.imageSizePx(),
            sizes.embedDim(),
            sizes.stages(),
            absolutePositions,
            tags,
            sizes.tagWidth(),
            sizes.memoryWidth(),
            sizes.hidden(),
            sizes.intermediate(),
            sizes.headLayers(),
            sizes.headHeads()),
        text);
  }

  private static void requireSameCount(List<Integer> depths, List<Integer> heads) {
    if (depths.size() != heads.size() || depths.isEmpty()) {
      throw new IllegalArgumentException(
          "expected depths and heads of the same stages, found %s and %s".formatted(depths, heads));
    }
  }
}
