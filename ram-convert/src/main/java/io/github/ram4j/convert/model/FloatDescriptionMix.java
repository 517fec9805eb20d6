package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import java.util.List;

/** Multi-description reweighting in float32. */
final class FloatDescriptionMix implements DescriptionMix {
  private final Graph graph;
  private final Layers layers;
  private final Value table;
  private final Value images;

  /**
   * Creates a mix.
   *
   * @param table [.., tags, descriptions, width]
   * @param images the image embeddings to compare with, a column each: [width, batch]
   */
  FloatDescriptionMix(Graph graph, Layers layers, Value table, Value images) {
    this.graph = graph;
    this.layers = layers;
    this.table = table;
    this.images = images;
  }

  @Override
  public List<Value> constants() {
    return List.of(table);
  }

  @Override
  public Value emit(String name, List<Value> block) {
    return emit(name, block.get(0), null);
  }

  /**
   * Emits the mix of given texts.
   *
   * @param texts [tags, descriptions, width]
   * @param bias attention bias, [tags, 1, descriptions], or null
   * @return [tags, batch, width]
   */
  Value emit(String name, Value texts, Value bias) {
    Value nearness = graph.emit(Op.MATMUL, name + ".nearness", texts, images);
    Value ofImage = layers.transpose(name + ".of_image", nearness, 0L, 2L, 1L);
    Value biased = bias == null ? ofImage : graph.emit(Op.ADD, name + ".biased", ofImage, bias);
    Value shares = new Softmax(graph).emit(name + ".shares", biased);
    return graph.emit(Op.MATMUL, name, shares, texts);
  }
}
