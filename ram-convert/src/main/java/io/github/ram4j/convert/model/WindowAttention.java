package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.TensorSource;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.model.Architecture.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits the attention of a stage's windows, from queries, keys and values to what they attend to.
 *
 * <p>Unshifted windows are all alike; shifted ones are of up to four {@linkplain WindowKind kinds},
 * each with a bias that its mask is part of. As many windows go through one operator as their
 * scores fit into the processor's second caches; the others follow in turn.
 */
final class WindowAttention {
  /** What the scores of the windows in one operator may take: measured, see docs/performance.md. */
  private static final long SCORES_BYTES = 7L << 19;

  private final Graph graph;
  private final Layers layers;
  private final Stage stage;
  private final int width;

  WindowAttention(Graph graph, Layers layers, Stage stage, int width) {
    this.graph = graph;
    this.layers = layers;
    this.stage = stage;
    this.width = width;
  }

  /**
   * Emits it.
   *
   * @param projected queries, keys and values, each [batch · tokens, width], window after window
   * @param table of the relative position bias, [(2·window − 1)², heads]
   * @param shifted whether the windows are the shifted ones, kind after kind
   * @return [batch · tokens, width]
   */
  Value emit(String name, List<Value> projected, float[] table, boolean shifted) {
    if (!shifted) {
      Value bias = bias(name, PositionBias.plain(table, stage));
      return rows(name, attend(name, projected, stage.windows(), bias));
    }
    List<WindowKind> kinds = WindowKind.of(stage);
    long[] lengths =
        kinds.stream().mapToLong(kind -> (long) kind.windows().length * tokens()).toArray();
    List<List<Value>> split = new ArrayList<>();
    for (Value part : projected) {
      Value maps = layers.reshape(part.name() + ".maps", part, -1, stage.tokens(), width);
      List<String> names = new ArrayList<>();
      for (int kind = 0; kind < lengths.length; kind++) {
        names.add(part.name() + ".kind." + kind);
      }
      split.add(
          graph.emit(
              Op.SPLIT, names, List.of(Attribute.of("axis", 1L)), maps, graph.integers(lengths)));
    }
    Value[] attended = new Value[lengths.length];
    for (int i = 0; i < attended.length; i++) {
      int kind = i;
      String ofKind = name + ".kind." + i;
      int[] windows = kinds.get(i).windows();
      Value bias = bias(ofKind, PositionBias.masked(table, stage, windows[0]));
      List<Value> parts = split.stream().map(part -> part.get(kind)).toList();
      Value context = attend(ofKind, parts, windows.length, bias);
      attended[i] = layers.reshape(ofKind + ".map", context, -1, lengths[i], width);
    }
    Value maps =
        graph.emit(Op.CONCAT, name + ".kinds", List.of(Attribute.of("axis", 1L)), attended);
    return rows(name, maps);
  }

  private Value rows(String name, Value attended) {
    return layers.reshape(name + ".context", attended, -1, width);
  }

  /** Some windows of each picture, all with the same bias; gives [batch · windows, …, width]. */
  private Value attend(String name, List<Value> parts, int windows, Value bias) {
    int together = together(windows);
    boolean all = together == windows;
    Value queries = parts.get(0);
    String cut = queries.name() + ".windows";
    List<Value> operands =
        List.of(
            all
                ? layers.reshape(cut, queries, -1, tokens(), width)
                : layers.reshape(cut, queries, -1, together, tokens(), width),
            perHead(parts.get(1), all ? 0 : together),
            perHead(parts.get(2), all ? 0 : together));
    return all
        ? attention(name, operands, bias)
        : graph
            .scan(
                name + ".windows",
                operands,
                slice -> List.of(attention(name + ".few", slice, bias)))
            .get(0);
  }

  /**
   * Keys or values as [batch · windows, heads, tokens, head width], which the attention would else
   * make of them in twice the time; or as [.., together, ..].
   */
  private Value perHead(Value part, int together) {
    long heads = stage.heads();
    String split = part.name() + ".split";
    String ofHeads = part.name() + ".heads";
    return together == 0
        ? layers.transpose(
            ofHeads,
            layers.reshape(split, part, -1, tokens(), heads, width / heads),
            0L,
            2L,
            1L,
            3L)
        : layers.transpose(
            ofHeads,
            layers.reshape(split, part, -1, together, tokens(), heads, width / heads),
            0L,
            1L,
            3L,
            2L,
            4L);
  }

  private Value attention(String name, List<Value> operands, Value bias) {
    return graph.emit(
        Op.MULTI_HEAD_ATTENTION,
        name,
        List.of(Attribute.of("num_heads", (long) stage.heads())),
        operands.get(0),
        operands.get(1),
        operands.get(2),
        null,
        null,
        bias);
  }

  /** The largest part of so many windows whose scores are few enough. */
  private int together(int windows) {
    long scores = stage.heads() * tokens() * tokens() * Float.BYTES;
    int together = windows;
    if (!graph.isInBlocks()) {
      return together;
    }
    while (together > 1 && (windows % together != 0 || together * scores > SCORES_BYTES)) {
      together--;
    }
    return together;
  }

  private Value bias(String name, TensorSource elements) {
    return graph.weight(
        name + ".position_bias", List.of(1L, (long) stage.heads(), tokens(), tokens()), elements);
  }

  private long tokens() {
    return stage.windowTokens();
  }
}
