package io.github.ram4j.bundle;

import io.github.ram4j.ModelFamily;

/**
 * The graphs of models that find boxes for words, as the converter writes them and {@code ram-onnx}
 * runs them: Grounding DINO and its kin. One caption and one image go through at a time. The text
 * encoder runs once for a caption, the image encoder once for an image of any size, the other two
 * for each caption of an image.
 *
 * <p>Nothing that depends on an image's size is computed in a graph: windows, places and masks are
 * inputs.
 */
public final class LocatingGraphs {
  /** Grounding DINO, MM-Grounding-DINO and LLMDet. */
  public static final ModelFamily GROUNDING_DINO = new ModelFamily("grounding-dino");

  /** The graph from token ids to text features. */
  public static final String TEXT_ENCODER = "text_encoder";

  /** The graph from pixels to the image's features, those of all levels one after the other. */
  public static final String IMAGE_ENCODER = "image_encoder";

  /** The graph that fuses the features of image and text. */
  public static final String FEATURE_ENCODER = "feature_encoder";

  /** The graph from fused features to boxes and logits. */
  public static final String BOX_DECODER = "box_decoder";

  /** Token ids, int64 [1, tokens]. */
  public static final String IDS = "ids";

  /** Positions, which begin anew in each sub-sentence, int64 [1, tokens]. */
  public static final String POSITIONS = "positions";

  /** The attention bias, 0 where a token sees another, float32 [1, 1, tokens, tokens]. */
  public static final String TEXT_BIAS = "text_bias";

  /** Sine features of the positions, float32 [tokens, width]. */
  public static final String TEXT_PLACES = "text_places";

  /** Text features, float32 [tokens, width]. */
  public static final String TEXT = "text";

  /** Pixels, float32 [1, 3, height, width], both sides multiples of 4. */
  public static final String IMAGE = "image";

  /**
   * For each place of the windows of a stage, window after window, its token; the number of tokens
   * stands for a place outside of the map. The stage follows.
   */
  public static final String WINDOWS = "windows.";

  /** For each token, its place in {@link #WINDOWS}. */
  public static final String PLACES_IN_WINDOWS = "window_places.";

  /** As {@link #WINDOWS}, of the shifted windows. */
  public static final String SHIFTED = "shifted.";

  /** As {@link #PLACES_IN_WINDOWS}, of the shifted windows. */
  public static final String PLACES_IN_SHIFTED = "shifted_places.";

  /** The bias that keeps parts of a shifted window apart, float32 [windows, 1, places, places]. */
  public static final String APART = "apart.";

  /**
   * The four tokens of each square that the next stage merges, with the number of tokens for a
   * place outside of the map.
   */
  public static final String SQUARES = "squares.";

  /** The shape of the last stage's map, int64 [4]: 1, rows, columns, channels. */
  public static final String LAST_MAP = "last_map";

  /** Rows of zeros that follow the last level, float32 [filler, width]. */
  public static final String FILLER = "filler";

  /** The output of a stage's normalized map, float32 [tokens, channels]. The stage follows. */
  public static final String MAP = "map.";

  /** The image's features, float32 [places, width]: level by level, row by row, then filler. */
  public static final String FEATURES = "features";

  /** Sine features of the places, float32 [places, width]. */
  public static final String PLACES = "places";

  /** The level of each place, int64 [places]. */
  public static final String LEVEL_OF_PLACE = "level_of_place";

  /** The centre of each place in its map, x and y from 0 to 1, float32 [places, 2]. */
  public static final String CENTRES = "centres";

  /** Width and height of each level, float32 [levels, 2]. */
  public static final String LEVEL_SIZES = "level_sizes";

  /** The first place of each level, float32 [levels]. */
  public static final String LEVEL_STARTS = "level_starts";

  /** 0 for a place, a large negative number for filler, float32 [1, places]. */
  public static final String PLACE_BIAS = "place_bias";

  /** The fused features of the image, float32 [places, width]. */
  public static final String MEMORY = "memory";

  /** The fused features of the text, float32 [tokens, width]. */
  public static final String MEMORY_TEXT = "memory_text";

  /** 1 for a place that may become a box, else 0, float32 [places, 1]. */
  public static final String VALID = "valid";

  /** The logits of each place's first box: x, y, width, height; float32 [places, 4]. */
  public static final String PROPOSALS = "proposals";

  /** The number of queries, int64 [1]. */
  public static final String COUNT = "count";

  /** A logit for each query and token, float32 [queries, tokens]. */
  public static final String LOGITS = "logits";

  /** The boxes: centre x, centre y, width, height, from 0 to 1; float32 [queries, 4]. */
  public static final String BOXES = "boxes";

  /** The place of each query, the best first, int64 [queries]. */
  public static final String CHOSEN = "chosen";

  /** The score of each query's place, float32 [queries]. */
  public static final String CHOSEN_SCORES = "chosen_scores";

  /** The token vocabulary of a bundle. */
  public static final String WORDS_FILE_NAME = "vocab.txt";

  /** The number of places is a multiple of this: filler makes it so. */
  public static final int PLACE_BLOCK = 128;

  /** The side of a patch of the backbone, in pixels. */
  public static final int PATCH = 4;

  /** The size by which a manifest has {@link LocatingSizes#width}. */
  public static final String SIZE_WIDTH = "width";

  /** The size by which a manifest has {@link LocatingSizes#levels}. */
  public static final String SIZE_LEVELS = "levels";

  /** The size by which a manifest has {@link LocatingSizes#maps}. */
  public static final String SIZE_MAPS = "maps";

  /** The size by which a manifest has {@link LocatingSizes#queries}. */
  public static final String SIZE_QUERIES = "queries";

  /** The size by which a manifest has {@link LocatingSizes#window}. */
  public static final String SIZE_WINDOW = "window";

  /** The sizes by which a manifest has {@link LocatingSizes#depths}. */
  public static final String SIZE_DEPTHS = "depths";

  /** The size by which a manifest has {@link LocatingSizes#textTokens}. */
  public static final String SIZE_TEXT_TOKENS = "text-tokens";

  /** The size by which a manifest has {@link LocatingSizes#vocabulary}. */
  public static final String SIZE_VOCABULARY = "vocabulary";

  private static final String TOKENS_AXIS = "tokens";
  private static final String PLACES_AXIS = "places";
  private static final String QUERIES_AXIS = "queries";
  private static final int CORNERS = 4;

  private LocatingGraphs() {}

  /**
   * The text encoder: {@link #IDS}, {@link #POSITIONS} and {@link #TEXT_BIAS} give {@link #TEXT}.
   *
   * @param sizes of the model
   * @return its specification
   */
  public static GraphSpec textEncoder(LocatingSizes sizes) {
    return graph(TEXT_ENCODER)
        .withInput(IDS, TensorSpec.int64(1, TOKENS_AXIS))
        .withInput(POSITIONS, TensorSpec.int64(1, TOKENS_AXIS))
        .withInput(TEXT_BIAS, TensorSpec.float32(1, 1, TOKENS_AXIS, TOKENS_AXIS))
        .withOutput(TEXT, TensorSpec.float32(TOKENS_AXIS, sizes.width()));
  }

  /**
   * The image encoder: {@link #IMAGE}, the windows of each stage, {@link #LAST_MAP} and {@link
   * #FILLER} give {@link #FEATURES}. Outputs beside it are the maps of stages.
   *
   * @param sizes of the model
   * @return its specification
   */
  public static GraphSpec imageEncoder(LocatingSizes sizes) {
    GraphSpec spec =
        graph(IMAGE_ENCODER)
            .withInput(IMAGE, TensorSpec.float32(1, 3, "height", "width"))
            .withInput(LAST_MAP, TensorSpec.int64(CORNERS))
            .withInput(FILLER, TensorSpec.float32(FILLER, sizes.width()))
            .withOutput(FEATURES, TensorSpec.float32(PLACES_AXIS, sizes.width()));
    int places = sizes.window() * sizes.window();
    for (int stage = 0; stage < sizes.stages(); stage++) {
      String tokens = TOKENS_AXIS + "_" + stage;
      spec =
          spec.withInput(WINDOWS + stage, TensorSpec.int64("in_windows_" + stage))
              .withInput(PLACES_IN_WINDOWS + stage, TensorSpec.int64(tokens));
      if (sizes.isShifted(stage)) {
        spec =
            spec.withInput(SHIFTED + stage, TensorSpec.int64("in_shifted_" + stage))
                .withInput(PLACES_IN_SHIFTED + stage, TensorSpec.int64(tokens))
                .withInput(
                    APART + stage, TensorSpec.float32("windows_" + stage, 1, places, places));
      }
      if (stage + 1 < sizes.stages()) {
        spec = spec.withInput(SQUARES + stage, TensorSpec.int64("in_squares_" + stage));
      }
    }
    return spec;
  }

  /**
   * The feature encoder: {@link #FEATURES}, {@link #PLACES}, {@link #LEVEL_OF_PLACE}, {@link
   * #CENTRES}, {@link #PLACE_BIAS}, {@link #LEVEL_SIZES}, {@link #LEVEL_STARTS}, {@link #TEXT},
   * {@link #TEXT_BIAS} and {@link #TEXT_PLACES} give {@link #MEMORY} and {@link #MEMORY_TEXT}.
   *
   * @param sizes of the model
   * @return its specification
   */
  public static GraphSpec featureEncoder(LocatingSizes sizes) {
    int width = sizes.width();
    return levels(graph(FEATURE_ENCODER), sizes)
        .withInput(FEATURES, TensorSpec.float32(PLACES_AXIS, width))
        .withInput(PLACES, TensorSpec.float32(PLACES_AXIS, width))
        .withInput(LEVEL_OF_PLACE, TensorSpec.int64(PLACES_AXIS))
        .withInput(CENTRES, TensorSpec.float32(PLACES_AXIS, 2))
        .withInput(PLACE_BIAS, TensorSpec.float32(1, PLACES_AXIS))
        .withInput(TEXT, TensorSpec.float32(TOKENS_AXIS, width))
        .withInput(TEXT_BIAS, TensorSpec.float32(1, 1, TOKENS_AXIS, TOKENS_AXIS))
        .withInput(TEXT_PLACES, TensorSpec.float32(TOKENS_AXIS, width))
        .withOutput(MEMORY, TensorSpec.float32(PLACES_AXIS, width))
        .withOutput(MEMORY_TEXT, TensorSpec.float32(TOKENS_AXIS, width));
  }

  /**
   * The box decoder: {@link #MEMORY}, {@link #MEMORY_TEXT}, {@link #VALID}, {@link #PROPOSALS},
   * {@link #LEVEL_SIZES}, {@link #LEVEL_STARTS} and {@link #COUNT} give {@link #LOGITS}, {@link
   * #BOXES}, {@link #CHOSEN} and {@link #CHOSEN_SCORES}.
   *
   * @param sizes of the model
   * @return its specification
   */
  public static GraphSpec boxDecoder(LocatingSizes sizes) {
    return levels(graph(BOX_DECODER), sizes)
        .withInput(MEMORY, TensorSpec.float32(PLACES_AXIS, sizes.width()))
        .withInput(MEMORY_TEXT, TensorSpec.float32(TOKENS_AXIS, sizes.width()))
        .withInput(VALID, TensorSpec.float32(PLACES_AXIS, 1))
        .withInput(PROPOSALS, TensorSpec.float32(PLACES_AXIS, CORNERS))
        .withInput(COUNT, TensorSpec.int64(1))
        .withOutput(LOGITS, TensorSpec.float32(QUERIES_AXIS, TOKENS_AXIS))
        .withOutput(BOXES, TensorSpec.float32(QUERIES_AXIS, CORNERS))
        .withOutput(CHOSEN, TensorSpec.int64(QUERIES_AXIS))
        .withOutput(CHOSEN_SCORES, TensorSpec.float32(QUERIES_AXIS));
  }

  private static GraphSpec levels(GraphSpec spec, LocatingSizes sizes) {
    return spec.withInput(LEVEL_SIZES, TensorSpec.float32(sizes.levels(), 2))
        .withInput(LEVEL_STARTS, TensorSpec.float32(sizes.levels()));
  }

  private static GraphSpec graph(String name) {
    return GraphSpec.of(TaggingGraphs.fileName(name));
  }
}
