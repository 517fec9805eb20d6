package io.github.ram4j.bundle;

import io.github.ram4j.ModelFamily;
import java.util.Set;

/**
 * The graphs of models that find masks by prompts, as the converter writes them and {@code
 * ram-onnx} runs them: SAM, MobileSAM and SAM 2.
 *
 * <p>An image goes through the image encoder once. Its embedding has a row for each place of the
 * input, from left to right and down. Prompts with masks of earlier answers go through the mask
 * encoder first, which adds a mask to the embedding in place of what stands for no mask.
 */
public final class SegmentationGraphs {
  /** Segment Anything with a vision transformer: ViT-B, L or H. */
  public static final ModelFamily SAM = new ModelFamily("sam");

  /** Segment Anything with a TinyViT. */
  public static final ModelFamily MOBILE_SAM = new ModelFamily("mobile-sam");

  /**
   * Segment Anything 2 or 2.1 with a Hiera, for single images. A prompt with a box has a point more
   * than its corners, which is none; the single answer is the first one only where its mask is
   * stable.
   */
  public static final ModelFamily SAM2 = new ModelFamily("sam2");

  /** The families of models that find masks. */
  public static final Set<ModelFamily> FAMILIES = Set.of(SAM, MOBILE_SAM, SAM2);

  /** The graph from an image to its embedding. */
  public static final String IMAGE_ENCODER = TaggingGraphs.IMAGE_ENCODER;

  /** The graph that adds a low-res mask to an embedding. */
  public static final String MASK_ENCODER = "mask_encoder";

  /** The graph from an embedding and prompts to low-res masks. */
  public static final String MASK_DECODER = "mask_decoder";

  /** The input of an image. */
  public static final String IMAGE = TaggingGraphs.IMAGE;

  /** An image's embedding. */
  public static final String EMBEDDING = "embedding";

  /** The output of the mask encoder: the embedding with a mask for each prompt. */
  public static final String MASKED_EMBEDDING = "masked_embedding";

  /** The input of an earlier answer's logits. */
  public static final String LOW_RES = "low_res";

  /** The input of the prompts' points, x and y in pixels of the model's input. */
  public static final String POINTS = "points";

  /**
   * The input of what the points are: 1 inside, 0 outside, 2 and 3 the upper left and the lower
   * right corner of a box, −1 nothing.
   */
  public static final String LABELS = "labels";

  /** The input of the answers that are wanted: 0 is the single one, 1 to 3 are alternatives. */
  public static final String ANSWERS = "answers";

  /** The output of the masks' logits. */
  public static final String MASKS = "masks";

  /** The output of the quality that is predicted for each mask. */
  public static final String QUALITY = "quality";

  /** The axis of embeddings: one for all prompts, or one for each. */
  public static final String IMAGES = "images";

  /** The axis of prompts. */
  public static final String PROMPTS = "prompts";

  /** The axis of a prompt's points. */
  public static final String PLACES = "places";

  /** The size by which a manifest has the number of places along a side of the embedding. */
  public static final String SIZE_GRID = "grid";

  /** The size by which a manifest has the width of an embedding's row. */
  public static final String SIZE_EMBEDDING = "embedding";

  /** The size by which a manifest has the number of answers that can be chosen from. */
  public static final String SIZE_ANSWERS = "answers";

  /** The sides of a low-res mask for one of the grid. */
  public static final int LOW_RES_SCALE = 4;

  private SegmentationGraphs() {}

  /**
   * The image encoder: {@code image}, float32 [1, 3, size, size], gives {@code embedding}, float32
   * [1, grid · grid, width].
   *
   * @param sizePx side of the image
   * @param grid places along a side
   * @param width of a row
   * @return its specification
   */
  public static GraphSpec imageEncoder(int sizePx, int grid, int width) {
    return GraphSpec.of(TaggingGraphs.fileName(IMAGE_ENCODER))
        .withInput(IMAGE, TensorSpec.float32(1, 3, sizePx, sizePx))
        .withOutput(EMBEDDING, TensorSpec.float32(1, grid * grid, width));
  }

  /**
   * The mask encoder: {@code embedding}, float32 [1, grid · grid, width], and {@code low_res},
   * float32 [prompts, 1, 4 · grid, 4 · grid], give {@code masked_embedding}, float32 [prompts, grid
   * · grid, width].
   *
   * @param grid places along a side
   * @param width of a row
   * @return its specification
   */
  public static GraphSpec maskEncoder(int grid, int width) {
    int side = LOW_RES_SCALE * grid;
    return GraphSpec.of(TaggingGraphs.fileName(MASK_ENCODER))
        .withInput(EMBEDDING, TensorSpec.float32(1, grid * grid, width))
        .withInput(LOW_RES, TensorSpec.float32(PROMPTS, 1, side, side))
        .withOutput(MASKED_EMBEDDING, TensorSpec.float32(PROMPTS, grid * grid, width));
  }

  /**
   * The mask decoder: {@code embedding}, float32 [1 or prompts, grid · grid, width], {@code
   * points}, float32 [prompts, places, 2], {@code labels}, int64 [prompts, places], and {@code
   * answers}, int64 [answers], give {@code masks}, float32 [prompts, answers, 4 · grid, 4 · grid],
   * and {@code quality}, float32 [prompts, answers].
   *
   * @param grid places along a side
   * @param width of a row
   * @return its specification
   */
  public static GraphSpec maskDecoder(int grid, int width) {
    int side = LOW_RES_SCALE * grid;
    return GraphSpec.of(TaggingGraphs.fileName(MASK_DECODER))
        .withInput(EMBEDDING, TensorSpec.float32(IMAGES, grid * grid, width))
        .withInput(POINTS, TensorSpec.float32(PROMPTS, PLACES, 2))
        .withInput(LABELS, TensorSpec.int64(PROMPTS, PLACES))
        .withInput(ANSWERS, TensorSpec.int64(ANSWERS))
        .withOutput(MASKS, TensorSpec.float32(PROMPTS, ANSWERS, side, side))
        .withOutput(QUALITY, TensorSpec.float32(PROMPTS, ANSWERS));
  }
}
