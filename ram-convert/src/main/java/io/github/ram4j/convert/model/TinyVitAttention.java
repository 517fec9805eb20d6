package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.layout.TinyVitLayout.Stage;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.List;

/**
 * Emits TinyViT's attention within windows, with a bias for each distance.
 *
 * <p>What pads the map is zeros before the LayerNorm, so its keys and values are those of the
 * norm's shift: one row stands for all.
 */
final class TinyVitAttention {
  private static final List<String> PARTS = List.of("q", "k", "v");

  private final Graph graph;
  private final Weights weights;
  private final Layers layers;

  TinyVitAttention(Graph graph, Weights weights, Layers layers) {
    this.graph = graph;
    this.weights = weights;
    this.layers = layers;
  }

  /**
   * Emits the attention with its output projection and bias.
   *
   * @param name prefix of the attention
   * @param normal normalized rows, [places, width]
   * @return [places, width]
   */
  Value emit(String name, Value normal, Stage stage, WindowGrid grid) {
    int width = stage.width();
    weights.requireShape(name + "qkv.weight", 3L * width, width);
    weights.requireShape(name + "qkv.bias", 3L * width);
    Value queries = inWindows(part(name, 0, normal, stage), name, 0, stage, grid);
    Value keys = inWindows(part(name, 1, normal, stage), name, 1, stage, grid);
    Value values = inWindows(part(name, 2, normal, stage), name, 2, stage, grid);
    Value attended = attention(name, List.of(queries, keys, values), stage);
    Value rows = layers.reshape(name + "rows", attended, -1, width);
    Value straight =
        graph.emit(
            Op.GATHER,
            name + "straight",
            List.of(Attribute.of("axis", 0L)),
            rows,
            graph.integers(grid.back()));
    return graph
        .products()
        .of(
            name + "proj",
            straight,
            width,
            width,
            weights.transposed(name + "proj.weight", 0, width, width, width),
            outputBias(name, stage));
  }

  /** Emits queries with their bias; keys' and values' are cancelled or in the output's. */
  private Value part(String name, int part, Value normal, Stage stage) {
    int width = stage.width();
    TensorSource matrix =
        out -> {
          float[] columns = Matrices.transpose(ofPart(name, part, stage), width, width);
          out.accept(columns, 0, columns.length);
        };
    TensorSource bias =
        part > 0
            ? null
            : out -> {
              float[] biases = biasOfPart(name, part, stage);
              out.accept(biases, 0, biases.length);
            };
    return graph.products().of(name + PARTS.get(part), normal, width, width, matrix, bias);
  }

  /** The rows of a part of qkv, whose rows are those of each head in turn: [width, width]. */
  private float[] ofPart(String name, int part, Stage stage) {
    int width = stage.width();
    float[] all = weights.floats(name + "qkv.weight", 3L * width, width);
    return rowsOfPart(all, part, stage, width);
  }

  private float[] biasOfPart(String name, int part, Stage stage) {
    return rowsOfPart(weights.floats(name + "qkv.bias", 3L * stage.width()), part, stage, 1);
  }

  private static float[] rowsOfPart(float[] all, int part, Stage stage, int columns) {
    int head = stage.width() / stage.heads() * columns;
    float[] found = new float[stage.heads() * head];
    for (int i = 0; i < stage.heads(); i++) {
      System.arraycopy(all, (PARTS.size() * i + part) * head, found, i * head, head);
    }
    return found;
  }

  private Value inWindows(Value rows, String name, int part, Stage stage, WindowGrid grid) {
    String node = rows.name();
    TensorSource padding =
        out -> {
          float[] shift = weights.floats(name + "norm.bias", stage.width());
          float[] row =
              Matrices.linear(
                  shift, 1, stage.width(), ofPart(name, part, stage), new float[stage.width()]);
          out.accept(row, 0, row.length);
        };
    Value padded =
        graph.emit(
            Op.CONCAT,
            node + ".padded",
            List.of(Attribute.of("axis", 0L)),
            rows,
            graph.exact(node + ".padding", List.of(1L, (long) stage.width()), padding));
    Value placed =
        graph.emit(
            Op.GATHER,
            node + ".placed",
            List.of(Attribute.of("axis", 0L)),
            padded,
            graph.integers(grid.places(grid.grid() * grid.grid())));
    return layers.reshape(node + ".windows", placed, grid.windows(), grid.places(), stage.width());
  }

  private Value attention(String name, List<Value> parts, Stage stage) {
    long heads = stage.heads();
    long head = stage.width() / heads;
    long places = (long) stage.window() * stage.window();
    Value bias =
        graph.weight(
            name + "attention_bias", List.of(1L, heads, places, places), distanceBias(name, stage));
    if (graph.isPortable()) {
      StandardOps ops = layers.standard();
      List<Value> each =
          parts.stream()
              .map(part -> ops.perHead(part.name() + ".heads", part, heads, head))
              .toList();
      return ops.attention(
          name + "attended", each.get(0), each.get(1), each.get(2), bias, heads, head);
    }
    return graph.emit(
        Op.ATTENTION,
        name + "attended",
        List.of(Attribute.of("q_num_heads", heads), Attribute.of("kv_num_heads", heads)),
        parts.get(0),
        parts.get(1),
        parts.get(2),
        bias);
  }

  /** The bias of each pair of places, by their distances in rows and columns. */
  private TensorSource distanceBias(String name, Stage stage) {
    int side = stage.window();
    int places = side * side;
    weights.requireShape(name + "attention_biases", stage.heads(), places);
    return out -> {
      float[] table = weights.floats(name + "attention_biases", stage.heads(), places);
      float[] row = new float[places];
      for (int head = 0; head < stage.heads(); head++) {
        for (int query = 0; query < places; query++) {
          for (int key = 0; key < places; key++) {
            int down = Math.abs(query / side - key / side);
            int across = Math.abs(query % side - key % side);
            row[key] = table[head * places + down * side + across];
          }
          out.accept(row, 0, places);
        }
      }
    };
  }

  /** The bias of the output projection, and what the values' bias adds to every row. */
  private TensorSource outputBias(String name, Stage stage) {
    int width = stage.width();
    return out -> {
      float[] bias =
          Matrices.linear(
              biasOfPart(name, 2, stage),
              1,
              width,
              weights.floats(name + "proj.weight", width, width),
              weights.floats(name + "proj.bias", width));
      out.accept(bias, 0, bias.length);
    };
  }
}
