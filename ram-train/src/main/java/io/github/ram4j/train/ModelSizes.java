package io.github.ram4j.train;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.ModelShape;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Sizes of a new model. Their consistency is checked when the model is made. Immutable and
 * thread-safe.
 */
public final class ModelSizes {
  /** Number of tokens of captions besides the token vocabulary: [DEC] and [ENC]. */
  private static final int ADDED_TOKENS = 2;

  private final ModelFamily family;
  private final int imageSizePx;
  private final Encoder encoder;
  private final Head head;
  private final Optional<Text> text;

  /** A Swin Transformer. */
  private record Encoder(int embedDim, List<Integer> depths, List<Integer> heads, int window) {}

  /**
   * The tagging head.
   *
   * @param hidden width of its rows
   * @param intermediate width inside its feed-forward layers
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
   * @param positions tokens that a text can have at most, 40 or more
   */
  public record Text(int encoderLayers, int decoderLayers, int heads, int positions) {}

  private ModelSizes(
      ModelFamily family, int imageSizePx, Encoder encoder, Head head, Optional<Text> text) {
    this.family = Objects.requireNonNull(family, "family");
    this.imageSizePx = imageSizePx;
    this.encoder = encoder;
    this.head = Objects.requireNonNull(head, "head");
    this.text = text;
  }

  /**
   * The published sizes of a family without captions: Swin-L for RAM and RAM++, Swin-B for
   * Tag2Text, an input of 384 pixels, a tagging head of 2 layers and 768 numbers.
   *
   * @param family RAM, RAM++ or Tag2Text
   * @return the sizes
   */
  public static ModelSizes published(ModelFamily family) {
    boolean base = family.equals(ModelFamily.TAG2TEXT);
    List<Integer> heads = base ? List.of(4, 8, 16, 32) : List.of(6, 12, 24, 48);
    Encoder swin = new Encoder(base ? 128 : 192, List.of(2, 2, 18, 2), heads, 12);
    return new ModelSizes(family, 384, swin, new Head(768, 3072, 2, 4), Optional.empty());
  }

  /**
   * Sizes with another input.
   *
   * @param sidePx side of the square input, a multiple of 4
   * @return new sizes
   */
  public ModelSizes withImageSize(int sidePx) {
    return new ModelSizes(family, sidePx, encoder, head, text);
  }

  /**
   * Sizes with another window of the image encoder's attention.
   *
   * @param tokens side of a window, which divides the sides of all larger maps
   * @return new sizes
   */
  public ModelSizes withWindow(int tokens) {
    return with(new Encoder(encoder.embedDim(), encoder.depths(), encoder.heads(), tokens));
  }

  /**
   * Sizes with another width of the image encoder.
   *
   * @param embedDim of the first Swin stage; each later stage has twice the width
   * @return new sizes
   */
  public ModelSizes withEmbedDim(int embedDim) {
    return with(new Encoder(embedDim, encoder.depths(), encoder.heads(), encoder.window()));
  }

  /**
   * Sizes with other stages of the image encoder.
   *
   * @param depths blocks of each stage
   * @param heads attention heads of each stage
   * @return new sizes
   */
  public ModelSizes withStages(List<Integer> depths, List<Integer> heads) {
    List<Integer> blocks = List.copyOf(depths);
    return with(new Encoder(encoder.embedDim(), blocks, List.copyOf(heads), encoder.window()));
  }

  private ModelSizes with(Encoder changed) {
    return new ModelSizes(family, imageSizePx, changed, head, text);
  }

  /**
   * Sizes with another tagging head.
   *
   * @param changed the head
   * @return new sizes
   */
  public ModelSizes withHead(Head changed) {
    return new ModelSizes(family, imageSizePx, encoder, changed, text);
  }

  /**
   * Sizes with a caption half.
   *
   * @param captions the caption half
   * @return new sizes
   */
  public ModelSizes withText(Text captions) {
    return new ModelSizes(family, imageSizePx, encoder, head, Optional.of(captions));
  }

  /** Returns whether the model writes captions. */
  boolean hasText() {
    return text.isPresent();
  }

  /**
   * The shape with its tags and tokens.
   *
   * @param tokens of the token vocabulary; empty for a model without captions
   * @throws IllegalArgumentException if sizes do not fit each other
   */
  ModelShape shape(int tags, Optional<Integer> tokens) {
    return ModelShape.of(
        family,
        imageSizePx,
        encoder.embedDim(),
        encoder.depths(),
        encoder.heads(),
        encoder.window(),
        tags,
        new ModelShape.HeadSizes(head.hidden(), head.intermediate(), head.layers(), head.heads()),
        text.map(
            t ->
                new Architecture.Text(
                    t.encoderLayers(),
                    t.decoderLayers(),
                    t.heads(),
                    tokens.orElseThrow() + ADDED_TOKENS,
                    t.positions())));
  }
}
