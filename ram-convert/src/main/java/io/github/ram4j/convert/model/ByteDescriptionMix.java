package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Operand;
import io.github.ram4j.convert.graph.Products;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import java.util.List;

/**
 * Multi-description reweighting in int8. The table of embeddings, which every image reads whole,
 * takes a quarter of its float32 size.
 *
 * <p>An embedding is e = (q − z)·s with its own scale s. So the similarity is s·((q − z)·p), whose
 * bracket is a product with the image's integers. The weighted sum Σ w·e is Σ (w·s)·(q − z), a
 * product with w·s quantized per tag.
 */
final class ByteDescriptionMix implements DescriptionMix {
  private final Graph graph;
  private final Layers layers;
  private final int tags;
  private final int width;
  private final Operand table;
  private final Operand images;

  /**
   * Creates a mix.
   *
   * @param tags number of tags of a call
   * @param width of an embedding
   * @param table [.., tags, descriptions, width] and its scales
   * @param images the image embeddings to compare with, a column each: int8 [width, batch], and
   *     their scales
   */
  ByteDescriptionMix(
      Graph graph, Layers layers, int tags, int width, Operand table, Operand images) {
    this.graph = graph;
    this.layers = layers;
    this.tags = tags;
    this.width = width;
    this.table = table;
    this.images = images;
  }

  @Override
  public List<Value> constants() {
    return List.of(table.value(), table.scales());
  }

  @Override
  public Value emit(String name, List<Value> block) {
    Value texts = block.get(0);
    Value scales =
        layers.reshape(name + ".scales", block.get(1), tags, 1, Architecture.DESCRIPTIONS_PER_TAG);
    Value nearness = graph.emit(Op.MUL, name + ".nearness", products(name, texts), scales);
    Value shares = new Softmax(graph).emit(name + ".shares", nearness);
    Value weights = graph.emit(Op.MUL, name + ".weights", shares, scales);
    Operand bytes = graph.products().positiveByteRows(weights);
    Value sums =
        graph.emit(
            Op.MATMUL_INTEGER_TO_FLOAT,
            name + ".sums",
            bytes.value(),
            texts,
            graph.scalar(1),
            graph.scalar(1),
            null,
            graph.products().byteScalar(Products.BYTE_ROWS_ZERO));
    return graph.emit(Op.MUL, name, sums, bytes.scales());
  }

  /**
   * Emits the embeddings' integers times the images, without the embeddings' scales: [tags, batch,
   * texts].
   */
  private Value products(String name, Value texts) {
    Value rows = layers.reshape(name + ".rows", texts, -1, width);
    Value products =
        graph.emit(
            Op.MATMUL_INTEGER_TO_FLOAT,
            name + ".products",
            rows,
            images.value(),
            graph.scalar(1),
            images.scales(),
            graph.products().byteScalar(Products.BYTE_ROWS_ZERO));
    Value perTag =
        layers.reshape(
            name + ".products.per_tag", products, tags, Architecture.DESCRIPTIONS_PER_TAG, -1);
    return layers.transpose(name + ".products.of_image", perTag, 0L, 2L, 1L);
  }
}
