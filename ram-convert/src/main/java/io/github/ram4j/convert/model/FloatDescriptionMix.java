package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import java.util.List;

/** The mix as float32 computes it. */
final class FloatDescriptionMix implements DescriptionMix {
  private final Graph graph;
  private final Layers layers;
  private final Value table;
  private final Value pictures;

  /**
   * A mix.
   *
   * @param table [.., tags, descriptions, width]
   * @param pictures what embeddings are near to, a column each: [width, batch]
   */
  FloatDescriptionMix(Graph graph, Layers layers, Value table, Value pictures) {
    this.graph = graph;
    this.layers = layers;
    this.table = table;
    this.pictures = pictures;
  }

  @Override
  public List<Value> constants() {
    return List.of(table);
  }

  @Override
  public Value emit(String name, List<Value> block) {
    Value texts = block.get(0);
    Value nearness = graph.emit(Op.MATMUL, name + ".nearness", texts, pictures);
    Value ofPicture = layers.transpose(name + ".of_picture", nearness, 0L, 2L, 1L);
    Value shares = new Softmax(graph).emit(name + ".shares", ofPicture);
    return graph.emit(Op.MATMUL, name, shares, texts);
  }
}
