package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sizes of SAM's prompt encoder and mask decoder, by their tensors, which MobileSAM has, too.
 *
 * @param width of tokens and of an embedding's row
 * @param maskChannels channels of a low-res mask on its way to the embedding
 * @param layers of the two-way transformer
 * @param inner width of its cross-attentions
 * @param feedForward width of its feed-forward layers
 * @param answers mask tokens
 * @param qualityWidth hidden width of the head that predicts the quality
 * @param second whether it is SAM 2's, which has a token more and finer maps of the image
 */
public record SamLayout(
    int width,
    int maskChannels,
    int layers,
    int inner,
    int feedForward,
    int answers,
    int qualityWidth,
    boolean second) {

  /** The heads of all attentions of the decoder, which no tensor tells. */
  public static final int HEADS = 8;

  private static final String TRANSFORMER = SamNames.DECODER + "transformer.";

  /** The token that SAM 2 has before the others. */
  public static final String OBJECT_TOKEN = SamNames.DECODER + "obj_score_token.weight";

  /** A token that SAM-HQ adds to the mask decoder. */
  private static final String HIGH_QUALITY = SamNames.DECODER + "hf_token.weight";

  /**
   * Reads the sizes.
   *
   * @param weights by published names
   * @throws ModelException if tensors are missing or are those of another model
   */
  public static SamLayout read(Weights weights) {
    if (weights.has(HIGH_QUALITY)) {
      throw new ModelException(
          "%s: expected SAM or MobileSAM, found SAM-HQ, which has a tensor %s; it is not converted"
              .formatted(weights.source(), HIGH_QUALITY));
    }
    long[] tokens = weights.shape(SamNames.DECODER + "mask_tokens.weight", 2);
    int layers = 0;
    while (weights.has(layer(layers) + "norm1.weight")) {
      layers++;
    }
    if (layers == 0) {
      weights.shape(layer(0) + "norm1.weight", 1);
    }
    SamLayout sizes =
        new SamLayout(
            (int) tokens[1],
            (int) weights.shape(SamNames.PROMPTS + "mask_downscaling.3.weight", 4)[0],
            layers,
            (int) weights.shape(layer(0) + "cross_attn_token_to_image.q_proj.weight", 2)[0],
            (int) weights.shape(layer(0) + "mlp.lin1.weight", 2)[0],
            (int) tokens[0],
            (int) weights.shape(SamNames.DECODER + "iou_prediction_head.layers.0.weight", 2)[0],
            weights.has(OBJECT_TOKEN));
    sizes.require(weights);
    return sizes;
  }

  private void require(Weights weights) {
    if (width % (2 * HEADS) != 0 || inner % HEADS != 0 || maskChannels % 4 != 0 || answers < 2) {
      throw new ModelException(
          ("%s: mask decoder: expected widths that are multiples of %d heads, channels of masks"
                  + " that are a multiple of 4, and 2 answers or more, found widths %d and %d, %d"
                  + " channels, %d answers")
              .formatted(weights.source(), HEADS, width, inner, maskChannels, answers));
    }
  }

  /** The number of tokens that come before those of the answers. */
  public int tokensBeforeAnswers() {
    return second ? 2 : 1;
  }

  /** The width of the map of twice the embedding's sides. */
  public int finerWidth() {
    return width / 4;
  }

  /** The width of the map of four times the embedding's sides. */
  public int finestWidth() {
    return width / 8;
  }

  /**
   * The width of an embedding's row: the embedding proper, and for SAM 2 the four places of the
   * finer map that are one of the embedding, and the sixteen of the finest.
   */
  public int rowWidth() {
    return second ? width + 4 * finerWidth() + 16 * finestWidth() : width;
  }

  /** Prefix of a layer of the two-way transformer. */
  public static String layer(int index) {
    return TRANSFORMER + "layers." + index + ".";
  }

  /** Prefix of the last attention and its norm. */
  public static String transformer() {
    return TRANSFORMER;
  }

  /** The sizes by name, as in the manifest. */
  public SortedMap<String, String> describe() {
    SortedMap<String, String> named = new TreeMap<>();
    named.put("decoder-layers", String.valueOf(layers));
    named.put("decoder-heads", String.valueOf(HEADS));
    return named;
  }
}
