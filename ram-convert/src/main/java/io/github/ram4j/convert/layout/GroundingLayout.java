package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Grounding DINO in a checkpoint, the authors' or Hugging Face's: its sizes, and its tensors by
 * the authors' names. MM-Grounding-DINO and LLMDet are the same with a scale and a bias of the
 * logits, and a box head for each layer.
 */
public final class GroundingLayout {
  /** The projections of an attention, in the order of joined tensors. */
  public static final List<String> PARTS = List.of("query", "key", "value");

  private static final String QUERIES = "transformer.tgt_embed.weight";
  private static final String TEXT = "feat_map.weight";
  private static final String SWIN = "backbone.0.";
  private static final String HF_QUERIES = "model.query_position_embeddings.weight";
  private static final String HF_TEXT = "model.text_projection.weight";

  /** Attention heads that files do not record, as published. */
  private static final int HEADS = 8;

  private static final int TEXT_HEADS = 12;

  private final Weights weights;
  private final GroundingSizes sizes;

  private GroundingLayout(Weights weights) {
    this.weights = weights;
    this.sizes = readSizes();
    requireSizes();
  }

  /** Returns whether a checkpoint has the tensors that identify the family. */
  public static boolean isIn(Weights weights) {
    return (weights.has(QUERIES) && weights.has(TEXT))
        || (weights.has(HF_QUERIES) && weights.has(HF_TEXT));
  }

  /**
   * Reads the sizes.
   *
   * @throws ModelException if a tensor is missing or sizes do not fit each other
   */
  public static GroundingLayout read(Weights weights) {
    return new GroundingLayout(
        weights.has(QUERIES) ? weights : weights.renamed(GroundingNames::ofHuggingFace));
  }

  /** The tensors by the authors' names, except where queries, keys and values are apart. */
  public Weights weights() {
    return weights;
  }

  /** The sizes. */
  public GroundingSizes sizes() {
    return sizes;
  }

  /** Whether logits have a scale and a bias, as those of MM-Grounding-DINO and LLMDet. */
  public boolean scalesLogits() {
    return !classBias().isEmpty();
  }

  /** The bias of the last layer's logits, where they have one. */
  public float logitBias() {
    return weights.floats(classBias(), 1)[0];
  }

  private String classBias() {
    String last = "class_embed.%d.bias".formatted(sizes.decoderLayers() - 1);
    return Stream.of(last, "transformer.decoder." + last)
        .filter(weights::has)
        .findFirst()
        .orElse("");
  }

  /**
   * The prefix of a decoder layer's box head. The authors' layers share one, which files have by
   * any of twelve names.
   */
  public String boxHead(int layer) {
    List<String> prefixes = new ArrayList<>();
    for (String before : List.of("", "transformer.decoder.")) {
      prefixes.add("%sbbox_embed.%d".formatted(before, layer));
    }
    if (!scalesLogits()) {
      for (int i = 0; i < sizes.decoderLayers(); i++) {
        prefixes.add("bbox_embed." + i);
        prefixes.add("transformer.decoder.bbox_embed." + i);
      }
    }
    return prefixes.stream()
        .filter(prefix -> weights.has(prefix + ".layers.0.weight"))
        .findFirst()
        .orElse(prefixes.get(0));
  }

  /** The matrix of a part of an attention of joined or separate tensors, [width, width]. */
  public TensorSource part(String attention, String joined, int part, int width) {
    String all = attention + joined + "weight";
    return weights.has(all)
        ? weights.transposed(all, part * width, (part + 1) * width, 3 * width, width)
        : weights.transposed(
            "%s.%s.weight".formatted(attention, PARTS.get(part)), 0, width, width, width);
  }

  /** The bias of a part of an attention, [width]. */
  public float[] partBias(String attention, String joined, int part, int width) {
    String all = attention + joined + "bias";
    return weights.has(all)
        ? Arrays.copyOfRange(weights.floats(all, 3L * width), part * width, (part + 1) * width)
        : weights.floats("%s.%s.bias".formatted(attention, PARTS.get(part)), width);
  }

  private GroundingSizes readSizes() {
    int embedDim = size(SWIN + "patch_embed.proj.weight", 4, 0);
    List<Integer> depths = new ArrayList<>();
    List<Integer> stageHeads = new ArrayList<>();
    while (weights.has(block(depths.size(), 0) + "norm1.weight")) {
      int stage = depths.size();
      depths.add(count(block -> block(stage, block) + "norm1.weight"));
      stageHeads.add(size(block(stage, 0) + "attn.relative_position_bias_table", 2, 1));
    }
    if (depths.isEmpty()) {
      weights.requireShape(block(0, 0) + "norm1.weight", embedDim);
    }
    int rows = size(block(0, 0) + "attn.relative_position_bias_table", 2, 0);
    int window = ((int) Math.round(Math.sqrt(rows)) + 1) / 2;
    int maps =
        (int)
            IntStream.range(0, depths.size())
                .filter(i -> weights.has(SWIN + "norm" + i + ".weight"))
                .count();
    String layer = "transformer.encoder.layers.0.";
    String text = "bert.encoder.layer.0.";
    long[] levels = weights.shape("transformer.level_embed", 2);
    return new GroundingSizes(
        embedDim,
        depths,
        stageHeads,
        window,
        maps,
        size(TEXT, 2, 0),
        HEADS,
        size(layer + "self_attn.attention_weights.weight", 2, 0) / (int) levels[0] / HEADS,
        (int) levels[0],
        size(QUERIES, 2, 0),
        size(layer + "linear1.weight", 2, 0),
        size("transformer.encoder.text_layers.0.linear1.weight", 2, 0),
        size("transformer.encoder.fusion_layers.0.attn.v_proj.weight", 2, 0),
        count(i -> "transformer.encoder.layers.%d.linear1.weight".formatted(i)),
        count(i -> "transformer.decoder.layers.%d.linear1.weight".formatted(i)),
        new GroundingSizes.Text(
            size(TEXT, 2, 1),
            size(text + "intermediate.dense.weight", 2, 0),
            count(i -> "bert.encoder.layer.%d.intermediate.dense.weight".formatted(i)),
            TEXT_HEADS,
            size("bert.embeddings.word_embeddings.weight", 2, 0),
            size("bert.embeddings.position_embeddings.weight", 2, 0)));
  }

  private static String block(int stage, int block) {
    return "%slayers.%d.blocks.%d.".formatted(SWIN, stage, block);
  }

  private int size(String name, int dimensions, int axis) {
    return Math.toIntExact(weights.shape(name, dimensions)[axis]);
  }

  private int count(IntFunction<String> name) {
    int count = 0;
    while (weights.has(name.apply(count))) {
      count++;
    }
    return count;
  }

  private void requireSizes() {
    int width = sizes.width();
    require("stages of its Swin", "4", sizes.stages(), sizes.stages() == 4);
    require("maps of its Swin", "the last 1 to 4", sizes.maps(), mapsAreLast());
    require("levels", sizes.maps() + " or more", sizes.levels(), sizes.levels() >= sizes.maps());
    require("width", "a multiple of 32", width, width > 0 && width % 32 == 0);
    require("points of a head", "1 or more", sizes.points(), sizes.points() >= 1);
    require("queries", "1 or more", sizes.queries(), sizes.queries() >= 1);
    require("fusion width", "a multiple of 4", sizes.fusion(), sizes.fusion() % 4 == 0);
    require("encoder layers", "1 or more", sizes.encoderLayers(), sizes.encoderLayers() >= 1);
    require("decoder layers", "1 or more", sizes.decoderLayers(), sizes.decoderLayers() >= 1);
    int side = 2 * sizes.window() - 1;
    weights.requireShape(
        block(0, 0) + "attn.relative_position_bias_table",
        (long) side * side,
        sizes.stageHeads().get(0));
    for (int stage = 0; stage < sizes.stages(); stage++) {
      int heads = sizes.stageHeads().get(stage);
      require(
          "heads of stage " + stage,
          "a divisor of " + sizes.stageWidth(stage),
          heads,
          heads > 0 && sizes.stageWidth(stage) % heads == 0);
    }
    require(
        "width of BERT",
        "a multiple of " + TEXT_HEADS,
        sizes.text().hidden(),
        sizes.text().hidden() % TEXT_HEADS == 0);
    require("layers of BERT", "1 or more", sizes.text().layers(), sizes.text().layers() >= 1);
  }

  private boolean mapsAreLast() {
    return sizes.maps() >= 1
        && IntStream.range(sizes.firstMap(), sizes.stages())
            .allMatch(i -> weights.has(SWIN + "norm" + i + ".weight"));
  }

  private void require(String what, String expected, int found, boolean holds) {
    if (!holds) {
      throw new ModelException(
          "%s: Grounding DINO's %s: expected %s, found %d"
              .formatted(weights.source(), what, expected, found));
    }
  }
}
