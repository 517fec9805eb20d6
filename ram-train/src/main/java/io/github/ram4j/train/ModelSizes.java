package io.github.ram4j.train;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.ModelShape;
import java.util.List;
import java.util.Optional;

/**
 * Sizes of a new model.
 *
 * @param family RAM, RAM++ or Tag2Text
 * @param imageSizePx side of the square input, a multiple of 4
 * @param window side of an attention window, in tokens, that divides the sides of all maps above it
 * @param embedDim width of the first Swin stage; each later stage has twice the width
 * @param depths blocks of each stage
 * @param heads attention heads of each stage
 * @param head of tags
 * @param text the caption half; empty for none
 */
public record ModelSizes(
    ModelFamily family,
    int imageSizePx,
    int window,
    int embedDim,
    List<Integer> depths,
    List<Integer> heads,
    Head head,
    Optional<Text> text) {

  /**
   * The tagging head.
   *
   * @param hidden width of its rows
   * @param intermediate width inside its feed-forward products
   * @param layers number of its layers
   * @param heads attention heads of its layers
   */
  public record Head(int hidden, int intermediate, int layers, int heads) {}

  /**
   * The caption half, as wide as the tagging head.
   *
   * @param encoderLayers of the tag encoder
   * @param decoderLayers of the caption decoder
   * @param heads attention heads of their layers
   * @param positions ids that a text can have at most, 40 or more
   */
  public record Text(int encoderLayers, int decoderLayers, int heads, int positions) {}

  /** Copies the lists. */
  public ModelSizes {
    depths = List.copyOf(depths);
    heads = List.copyOf(heads);
  }

  /**
   * The shape with its tags and words.
   *
   * @throws IllegalArgumentException if sizes do not fit each other
   */
  ModelShape shape(int tags, Optional<Integer> words) {
    return ModelShape.of(
        family,
        imageSizePx,
        embedDim,
        depths,
        heads,
        window,
        tags,
        new ModelShape.HeadSizes(head.hidden(), head.intermediate(), head.layers(), head.heads()),
        text.map(
            t ->
                new Architecture.Text(
                    t.encoderLayers(),
                    t.decoderLayers(),
                    t.heads(),
                    words.orElseThrow() + 2,
                    t.positions())));
  }
}
