package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.List;

/** RAM++: each tag's 51 text embeddings, mixed by how near each is to the picture. */
final class ReweightedTagRows implements TagRows {
  private static final long TEXTS = Architecture.DESCRIPTIONS_PER_TAG;

  private final Graph graph;
  private final Layers layers;
  private final Architecture sizes;
  private final TagBlocks blocks;
  private final Value table;
  private final Value picture;

  /**
   * Emits what depends on the picture alone.
   *
   * @param memory [batch · image rows, memory width]
   */
  ReweightedTagRows(
      Graph graph,
      Weights weights,
      Layers layers,
      Architecture sizes,
      TagBlocks blocks,
      Value memory) {
    this.graph = graph;
    this.layers = layers;
    this.sizes = sizes;
    this.blocks = blocks;
    long width = sizes.tagWidth();
    this.table =
        blocks.constant(
            "label_embed",
            blocks.rowsOf("label_embed", TEXTS * width, sizes.tags() * TEXTS, width),
            TEXTS,
            width);
    this.picture = picture(weights, memory);
  }

  /** The first image row at length 1, times exp(reweight_scale), as a column: [width, batch]. */
  private Value picture(Weights weights, Value memory) {
    long width = sizes.tagWidth();
    Value images = layers.reshape("reweight.images", memory, -1, sizes.memoryRows(), width);
    Value mean =
        graph.emit(
            Op.GATHER,
            "reweight.mean",
            List.of(Attribute.of("axis", 1L)),
            images,
            graph.integers(0));
    Value flat = layers.reshape("reweight.flat", mean, -1, width);
    Value unit =
        graph.emit(
            Op.LP_NORMALIZATION,
            "reweight.unit",
            List.of(Attribute.of("axis", -1L), Attribute.of("p", 2L)),
            flat);
    float factor = (float) Math.exp(weights.floats("reweight_scale")[0]);
    Value scaled =
        graph.emit(
            Op.MUL,
            "reweight.scaled",
            unit,
            graph.exact("reweight_scale.exp", List.of(), TensorSource.of(new float[] {factor})));
    return layers.transpose("reweight.columns", scaled, 1L, 0L);
  }

  @Override
  public boolean hasQueries() {
    return false;
  }

  @Override
  public List<Value> constants() {
    return List.of(table);
  }

  @Override
  public Start of(List<Value> block) {
    Value texts = block.get(0);
    Value nearness = graph.emit(Op.MATMUL, "reweight.nearness", texts, picture);
    Value ofBatch = layers.transpose("reweight.of_batch", nearness, 2L, 0L, 1L);
    Value shares =
        graph.emit(Op.SOFTMAX, "reweight.shares", List.of(Attribute.of("axis", -1L)), ofBatch);
    Value row = layers.reshape("reweight.row", shares, -1, blocks.tagsPerBlock(), 1, TEXTS);
    Value mixed = graph.emit(Op.MATMUL, "reweight.mixed", row, texts);
    Value rows = layers.reshape("reweight.rows", mixed, -1, sizes.tagWidth());
    Value projected = layers.linear("wordvec_proj", rows, sizes.hidden(), sizes.tagWidth());
    Value active = graph.emit(Op.RELU, "tags.active", projected);
    return new Start(
        layers.reshape("tags.start", active, -1, blocks.tagsPerBlock(), sizes.hidden()), null);
  }
}
