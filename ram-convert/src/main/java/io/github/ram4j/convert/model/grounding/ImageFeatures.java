package io.github.ram4j.convert.model.grounding;

import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.GroundingSizes;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.model.Layers;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits the image encoder: the backbone, and the projections of its maps to levels of one width.
 */
final class ImageFeatures {
  private static final int GROUPS = 32;
  private static final float EPSILON = 1e-5f;
  private static final long KERNEL = 3;

  private final Emitter to;
  private final Graph graph;
  private final Layers layers;
  private final GroundingSizes sizes;

  private ImageFeatures(Emitter to) {
    this.to = to;
    this.graph = to.graph();
    this.layers = to.layers();
    this.sizes = to.sizes();
  }

  static void emit(Emitter to) {
    new ImageFeatures(to).emit();
  }

  private void emit() {
    List<Value> maps = new AnySizeSwin(to).emit();
    int width = sizes.width();
    List<Value> levels = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      int channels = sizes.stageWidth(sizes.firstMap() + i);
      String name = "input_proj.%d.".formatted(i);
      levels.add(groupNorm(name + "1", pointwise(name + "0", maps.get(i), channels)));
      graph.output(maps.get(i), "tokens_" + (sizes.firstMap() + i), channels);
    }
    int last = sizes.stageWidth(sizes.stages() - 1);
    Value shape = graph.integerInput(LocatingGraphs.LAST_MAP, 4);
    Value pixels = graph.emit(Op.RESHAPE, "last_map.pixels", maps.get(maps.size() - 1), shape);
    Value map = layers.transpose("last_map.planes", pixels, 0L, 3L, 1L, 2L);
    for (int i = maps.size(); i < sizes.levels(); i++) {
      String name = "input_proj.%d.".formatted(i);
      Value planes = convolution(name + "0", map, i == maps.size() ? last : width);
      Value columns = layers.reshape(name + "columns", planes, width, -1);
      Value rows = groupNorm(name + "1", layers.transpose(name + "rows", columns, 1L, 0L));
      levels.add(rows);
      if (i + 1 < sizes.levels()) {
        Value flat = layers.transpose(name + "normed_columns", rows, 1L, 0L);
        Value likeBefore = graph.emit(Op.SHAPE, name + "shape", planes);
        map = graph.emit(Op.RESHAPE, name + "planes", flat, likeBefore);
      }
    }
    levels.add(graph.input(LocatingGraphs.FILLER, LocatingGraphs.FILLER, width));
    graph.output(to.concat(LocatingGraphs.FEATURES, 0, levels), "places", width);
  }

  /** Emits a 1×1 convolution of rows. */
  private Value pointwise(String name, Value rows, int channels) {
    int width = sizes.width();
    float[] kernels = to.weights().floats(name + ".weight", width, channels, 1, 1);
    float[] matrix = Matrices.transpose(kernels, width, channels);
    return graph
        .products()
        .of(
            name,
            rows,
            channels,
            width,
            TensorSource.of(matrix),
            to.weights().direct(name + ".bias", width));
  }

  private Value convolution(String name, Value map, int channels) {
    long width = sizes.width();
    Value kernels =
        graph.weight(
            name + ".weight",
            List.of(width, (long) channels, KERNEL, KERNEL),
            to.weights().direct(name + ".weight", width, channels, KERNEL, KERNEL));
    return graph.emit(
        Op.CONV,
        name,
        List.of(
            Attribute.of("kernel_shape", KERNEL, KERNEL),
            Attribute.of("strides", 2L, 2L),
            Attribute.of("pads", 1L, 1L, 1L, 1L)),
        map,
        kernels,
        layers.vector(name + ".bias", sizes.width()));
  }

  /** Emits GroupNorm of rows, over all rows and the channels of a group. */
  private Value groupNorm(String name, Value rows) {
    Value mean = meanOfGroups(name + ".mean", rows);
    Value centred = graph.emit(Op.SUB, name + ".centred", rows, mean);
    Value squares = to.multiply(name + ".squares", centred, centred);
    Value variance = meanOfGroups(name + ".variance", squares);
    Value above = to.add(name + ".above", variance, graph.scalar(EPSILON));
    Value deviation = graph.emit(Op.SQRT, name + ".deviation", above);
    Value gain = layers.vector(name + ".weight", sizes.width());
    Value scale = graph.emit(Op.DIV, name + ".scale", gain, deviation);
    Value scaled = to.multiply(name + ".scaled", centred, scale);
    return to.add(name, scaled, layers.vector(name + ".bias", sizes.width()));
  }

  /** Emits each channel's mean over the rows and the channels of its group, [1, width]. */
  private Value meanOfGroups(String name, Value rows) {
    List<Attribute> keep = List.of(Attribute.of("keepdims", 1L));
    long channels = sizes.width() / GROUPS;
    Value ofChannels =
        graph.emit(Op.REDUCE_MEAN, name + ".channels", keep, rows, graph.integers(0));
    Value cut = layers.reshape(name + ".cut", ofChannels, GROUPS, channels);
    Value ofGroups = graph.emit(Op.REDUCE_MEAN, name + ".groups", keep, cut, graph.integers(1));
    Value zeros = to.constant(name + ".zeros", List.of(1L, channels), new float[(int) channels]);
    return layers.reshape(name, to.add(name + ".spread", ofGroups, zeros), 1, sizes.width());
  }
}
