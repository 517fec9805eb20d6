package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits the attention of a stage's windows, from queries, keys and values to the attended rows.
 *
 * <p>Unshifted windows are all alike; shifted ones are groups of a few {@linkplain WindowKind
 * kinds}. One operator processes as many groups as have scores that fit the processor's L2 caches;
 * further groups follow in turn.
 */
final class WindowAttention {
  /** The most bytes of the scores in one operator; measured, see docs/lab-notes.md. */
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
   * Emits the attention.
   *
   * @param projected queries, keys and values, each [batch · tokens, width], group after group
   * @param table the table of the relative position bias, [(2·window − 1)², heads]
   * @param shifted true if the groups are those of the shifted windows, kind by kind
   * @return [batch · tokens, width]
   */
  Value emit(String name, List<Value> projected, float[] table, boolean shifted) {
    if (!shifted) {
      WindowKind kind = WindowKind.unshifted(stage);
      return rows(name, attend(name, projected, kind, bias(name, table, kind)));
    }
    List<WindowKind> kinds = WindowKind.shifted(stage);
    long[] lengths = kinds.stream().mapToLong(WindowAttention::tokensOfAll).toArray();
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
      int index = i;
      WindowKind kind = kinds.get(i);
      String ofKind = name + ".kind." + i;
      List<Value> parts = split.stream().map(part -> part.get(index)).toList();
      Value context = attend(ofKind, parts, kind, bias(ofKind, table, kind));
      attended[i] = layers.reshape(ofKind + ".map", context, -1, lengths[i], width);
    }
    Value maps =
        graph.emit(Op.CONCAT, name + ".kinds", List.of(Attribute.of("axis", 1L)), attended);
    return rows(name, maps);
  }

  /**
   * Emits the attention of a few unshifted windows, at most {@link #together}.
   *
   * @param projected queries, keys and values, each [windows · tokens, width]
   * @param table of the relative position bias
   * @return [windows · tokens, width]
   */
  Value ofFew(String name, List<Value> projected, float[] table) {
    WindowKind kind = WindowKind.unshifted(stage);
    Value bias = bias(name, table, kind);
    return rows(name, attention(name, operands(projected, kind, 0), bias));
  }

  private static long tokensOfAll(WindowKind kind) {
    return (long) kind.origins().size() * kind.tokens();
  }

  private Value rows(String name, Value attended) {
    return layers.reshape(name + ".context", attended, -1, width);
  }

  /** Emits the attention of all groups of a kind, [batch · groups, …, width]. */
  private Value attend(String name, List<Value> parts, WindowKind kind, Value bias) {
    int together = together(kind);
    if (together == kind.origins().size()) {
      return attention(name, operands(parts, kind, 0), bias);
    }
    return graph
        .scan(
            name + ".windows",
            operands(parts, kind, together),
            slice -> List.of(attention(name + ".few", slice, bias)))
        .get(0);
  }

  /**
   * Emits queries, keys and values in the operator's shape, [batch · groups, tokens, width].
   *
   * @param together number of groups of a slice, 0 for all
   */
  private List<Value> operands(List<Value> parts, WindowKind kind, int together) {
    return parts.stream()
        .map(
            part -> {
              String cut = part.name() + ".windows";
              return together == 0
                  ? layers.reshape(cut, part, -1, kind.tokens(), width)
                  : layers.reshape(cut, part, -1, together, kind.tokens(), width);
            })
        .toList();
  }

  private Value attention(String name, List<Value> operands, Value bias) {
    long heads = stage.heads();
    if (graph.isReproducible()) {
      return reproducible(name, operands, bias);
    }
    if (graph.isPortable()) {
      List<Value> parts = operands.stream().map(this::perHead).toList();
      return layers
          .standard()
          .attention(name, parts.get(0), parts.get(1), parts.get(2), bias, heads, width / heads);
    }
    return graph.emit(
        Op.ATTENTION,
        name,
        List.of(Attribute.of("q_num_heads", heads), Attribute.of("kv_num_heads", heads)),
        operands.get(0),
        operands.get(1),
        operands.get(2),
        bias);
  }

  /** Emits the attention as products and a reproducible {@link Softmax}. */
  private Value reproducible(String name, List<Value> operands, Value bias) {
    List<Value> heads = operands.stream().map(this::perHead).toList();
    double scale = 1 / Math.sqrt((double) width / stage.heads());
    Value scores =
        graph.emit(
            Op.FUSED_MATMUL,
            name + ".scores",
            List.of(Attribute.of("alpha", (float) scale), Attribute.of("transB", 1L)),
            heads.get(0),
            heads.get(1));
    Value biased = graph.emit(Op.ADD, name + ".biased", scores, bias);
    Softmax.Exponentials shares = new Softmax(graph).exponentials(name + ".softmax", biased);
    Value sums = graph.emit(Op.MATMUL, name + ".weighted", shares.values(), heads.get(2));
    Value context = graph.emit(Op.DIV, name + ".heads", sums, shares.sums());
    Value ordered = layers.transpose(name + ".ordered", context, 0L, 2L, 1L, 3L);
    // 0 copies the operands' number of tokens.
    return layers.reshape(name, ordered, 0, 0, width);
  }

  /** Splits [groups, tokens, width] into [groups, heads, tokens, width of a head]. */
  private Value perHead(Value operand) {
    String name = operand.name() + ".heads";
    long heads = stage.heads();
    Value split = layers.reshape(name + ".split", operand, 0, 0, heads, width / heads);
    return layers.transpose(name, split, 0L, 2L, 1L, 3L);
  }

  /** The largest number of a kind's groups whose scores fit one operator; divides their number. */
  int together(WindowKind kind) {
    int groups = kind.origins().size();
    if (!graph.isInBlocks()) {
      return groups;
    }
    long scores = (long) stage.heads() * kind.tokens() * kind.tokens() * Float.BYTES;
    int together = groups;
    while (together > 1 && (groups % together != 0 || together * scores > SCORES_BYTES)) {
      together--;
    }
    return together;
  }

  private Value bias(String name, float[] table, WindowKind kind) {
    long tokens = kind.tokens();
    return graph.weight(
        name + ".position_bias",
        List.of(1L, (long) stage.heads(), tokens, tokens),
        PositionBias.of(table, stage, kind));
  }
}
