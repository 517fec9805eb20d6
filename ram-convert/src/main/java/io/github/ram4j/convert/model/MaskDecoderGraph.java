package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.SamLayout;
import io.github.ram4j.convert.layout.SamNames;
import io.github.ram4j.convert.layout.Weights;
import java.util.List;

/**
 * Emits SAM's mask decoder, with the prompts' points as an input: an embedding and prompts to masks
 * and their quality.
 *
 * @see "modeling/mask_decoder.py, transformer.py (segment-anything, dca509f)"
 */
public final class MaskDecoderGraph {
  private static final float EPSILON = 1e-5f;

  private final Graph graph;
  private final Weights weights;
  private final SamLayout sizes;
  private final Layers layers;
  private final PromptTokens prompts;
  private final TwoWayAttention attention;
  private final int grid;
  private final int width;

  private MaskDecoderGraph(
      Graph graph, Weights weights, SamLayout sizes, int grid, int imageSizePx) {
    this.graph = graph;
    this.weights = weights;
    this.sizes = sizes;
    this.layers = new Layers(graph, weights, EPSILON);
    this.prompts = new PromptTokens(graph, weights, sizes.width(), imageSizePx);
    this.attention = new TwoWayAttention(graph, weights, layers, sizes.width());
    this.grid = grid;
    this.width = sizes.width();
  }

  /**
   * Emits the graph, with inputs and outputs as {@link SegmentationGraphs#maskDecoder} has them.
   *
   * @param weights by published names; must stay open until the graph is written
   * @param grid places along a side of the embedding
   * @param imageSizePx side of the model's input
   */
  public static Graph of(
      Weights weights, SamLayout sizes, int grid, int imageSizePx, Numerics numerics) {
    Graph graph = new Graph(SegmentationGraphs.MASK_DECODER, numerics);
    new MaskDecoderGraph(graph, weights, sizes, grid, imageSizePx).emit();
    return graph;
  }

  private void emit() {
    Value embedding =
        graph.input(
            SegmentationGraphs.EMBEDDING,
            SegmentationGraphs.IMAGES,
            (long) grid * grid,
            (long) sizes.rowWidth());
    List<Value> maps = sizes.second() ? maps(embedding) : List.of(embedding);
    Value first = prompts.emit(sizes);
    Value answers = graph.integerInput(SegmentationGraphs.ANSWERS, SegmentationGraphs.ANSWERS);
    String noMask = SamNames.PROMPTS + "no_mask_embed.weight";
    Value image =
        graph.emit(
            Op.ADD,
            "image",
            maps.get(0),
            graph.exact(noMask, List.of((long) width), weights.direct(noMask, 1, width)));
    Value places = prompts.places(grid);
    Value tokens = first;
    for (int i = 0; i < sizes.layers(); i++) {
      String name = SamLayout.layer(i);
      Value own = plus(name + "self_attn.placed", tokens, first);
      Value attended =
          i == 0
              ? attention.amongTokens(name + "self_attn", tokens, tokens)
              : plus(
                  name + "self_attn.sum",
                  tokens,
                  attention.amongTokens(name + "self_attn", own, tokens));
      tokens = layers.normalize(name + "norm1", attended, width);
      Value placed = plus(name + "image.placed", image, places);
      tokens =
          toPlaces(
              name + "cross_attn_token_to_image", name + "norm2", tokens, first, placed, image);
      tokens = feedForward(name, tokens);
      image = toTokens(name, image, placed, tokens, first);
    }
    String last = SamLayout.transformer();
    Value placed = plus(last + "image.placed", image, places);
    tokens =
        toPlaces(
            last + "final_attn_token_to_image",
            last + "norm_final_attn",
            tokens,
            first,
            placed,
            image);
    new MaskHeads(graph, weights, layers, sizes, grid)
        .emit(tokens, image, maps.subList(1, maps.size()), answers);
  }

  /** Emits the embedding proper and the finer maps of its rows. */
  private List<Value> maps(Value embedding) {
    Value lengths = graph.integers(width, 4L * sizes.finerWidth(), 16L * sizes.finestWidth());
    return graph.emit(
        Op.SPLIT,
        List.of("embedding.proper", "embedding.finer", "embedding.finest"),
        List.of(Attribute.of("axis", 2L)),
        embedding,
        lengths);
  }

  private Value plus(String name, Value one, Value other) {
    return graph.emit(Op.ADD, name, one, other);
  }

  private Value toPlaces(
      String name, String norm, Value tokens, Value first, Value placed, Value image) {
    Value attended =
        attention.toPlaces(
            name, plus(name + ".tokens", tokens, first), placed, image, sizes.inner());
    return layers.normalize(norm, plus(name + ".sum", tokens, attended), width);
  }

  private Value toTokens(String name, Value image, Value placed, Value tokens, Value first) {
    String cross = name + "cross_attn_image_to_token";
    Value update =
        attention.toTokens(
            cross, placed, plus(cross + ".tokens", tokens, first), tokens, sizes.inner());
    Value bias = layers.vector(cross + ".out_proj.bias", width);
    return layers.normalizeSum(name + "norm4", update, bias, image, width);
  }

  private Value feedForward(String name, Value tokens) {
    Value wide = layers.linear(name + "mlp.lin1", tokens, sizes.feedForward(), width);
    Value active = graph.emit(Op.RELU, name + "mlp.relu", wide);
    Value update = layers.linear(name + "mlp.lin2", active, width, sizes.feedForward());
    return layers.normalize(name + "norm3", plus(name + "mlp.sum", tokens, update), width);
  }
}
