package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.SamNames;
import io.github.ram4j.convert.layout.TinyVitLayout;
import io.github.ram4j.convert.layout.TinyVitLayout.Convolution;
import io.github.ram4j.convert.layout.TinyVitLayout.Stage;
import io.github.ram4j.convert.layout.Weights;
import java.util.List;

/**
 * Emits MobileSAM's TinyViT: convolutions, then blocks that attend within windows.
 *
 * @see "MobileSAM/mobile_sam/modeling/tiny_vit_sam.py (MobileSAM, 34bbbfd)"
 */
final class TinyVitGraph {
  private static final float EPSILON = 1e-5f;

  private final Graph graph;
  private final TinyVitLayout sizes;
  private final Layers layers;
  private final TinyVitAttention attention;

  TinyVitGraph(Graph graph, Weights weights, TinyVitLayout sizes) {
    this.graph = graph;
    this.sizes = sizes;
    this.layers = new Layers(graph, weights, EPSILON);
    this.attention = new TinyVitAttention(graph, weights, layers);
  }

  /**
   * Emits the transformer.
   *
   * @param image [1, 3, size, size]
   * @return [places, width]
   */
  Value emit(Value image) {
    List<Convolution> patches = sizes.patches();
    Value map = convolution(patches.get(1), activated(patches.get(0), image));
    int side = TinyVitLayout.IMAGE_PX / 4;
    for (int block = 0; block < sizes.stages().get(0).depth(); block++) {
      List<Convolution> three = sizes.block(block);
      Value sum = graph.emit(Op.ADD, three.get(2).name() + ".sum", map, all(three, map));
      map = layers.gelu(three.get(2).name() + ".gelu", sum);
    }
    for (int stage = 1; ; stage++) {
      List<Convolution> down = sizes.downsampling(stage - 1);
      side /= down.get(1).stride();
      Value rows = stage(stage, rows(down.get(2).name(), all(down, map), down.get(2).out()), side);
      if (stage == sizes.stages().size() - 1) {
        return rows;
      }
      map = map(SamNames.ENCODER + "layers." + stage, rows, side);
    }
  }

  /** Emits three convolutions with an activation between them. */
  private Value all(List<Convolution> three, Value map) {
    Value wide = activated(three.get(1), activated(three.get(0), map));
    return convolution(three.get(2), wide);
  }

  private Value activated(Convolution convolution, Value map) {
    return layers.gelu(convolution.name() + ".gelu", convolution(convolution, map));
  }

  private Value convolution(Convolution convolution, Value map) {
    String name = convolution.name();
    long kernel = convolution.kernel();
    long stride = convolution.stride();
    long pad = kernel / 2;
    List<Long> shape =
        List.of(
            (long) convolution.out(),
            (long) convolution.in() / convolution.groups(),
            kernel,
            kernel);
    return graph.emit(
        Op.CONV,
        name,
        List.of(
            Attribute.of("kernel_shape", kernel, kernel),
            Attribute.of("strides", stride, stride),
            Attribute.of("pads", pad, pad, pad, pad),
            Attribute.of("group", (long) convolution.groups())),
        map,
        graph.weight(name + ".weight", shape, sizes.kernels(convolution)),
        graph.exact(name + ".bias", List.of((long) convolution.out()), sizes.bias(convolution)));
  }

  /** Emits [1, channels, side, side] as rows, [places, channels]. */
  private Value rows(String name, Value map, long channels) {
    Value flat = layers.reshape(name + ".flat", map, channels, -1);
    return layers.transpose(name + ".rows", flat, 1L, 0L);
  }

  private Value map(String name, Value rows, long side) {
    Value channels = layers.transpose(name + ".channels", rows, 1L, 0L);
    return layers.reshape(name + ".map", channels, 1, -1, side, side);
  }

  /** Emits the blocks of a stage with attention, [places, width]. */
  private Value stage(int index, Value input, int side) {
    Stage stage = sizes.stages().get(index);
    WindowGrid grid = new WindowGrid(side, stage.window());
    Value sum = input;
    Value normal =
        layers.normalize(TinyVitLayout.block(index, 0) + "attn.norm", sum, stage.width());
    for (int block = 0; ; block++) {
      String name = TinyVitLayout.block(index, block);
      Value attended = attention.emit(name + "attn.", normal, stage, grid);
      Value after = graph.emit(Op.ADD, name + "attended.sum", sum, attended);
      Convolution local = sizes.local(index, block);
      Value mixed =
          rows(local.name(), convolution(local, map(local.name(), after, side)), stage.width());
      String mlp = name + "mlp.";
      Value update =
          RowScan.emit(
                  graph,
                  mlp,
                  List.of(mixed),
                  side * side,
                  stage.width(),
                  rows -> List.of(feedForward(mlp, rows.get(0), stage.width())))
              .get(0);
      Value bias = layers.vector(mlp + "fc2.bias", stage.width());
      if (block == stage.depth() - 1) {
        Value unbiased = graph.emit(Op.ADD, name + "unbiased", update, mixed);
        return graph.emit(Op.ADD, name + "sum", unbiased, bias);
      }
      Layers.Residual end =
          layers.addAndNormalize(
              TinyVitLayout.block(index, block + 1) + "attn.norm",
              update,
              bias,
              mixed,
              stage.width());
      normal = end.normalized();
      sum = end.sum();
    }
  }

  private Value feedForward(String mlp, Value rows, int width) {
    Value normal = layers.normalize(mlp + "norm", rows, width);
    return layers.feedForward(mlp + "fc1", mlp + "fc2", normal, width, 4 * width);
  }
}
