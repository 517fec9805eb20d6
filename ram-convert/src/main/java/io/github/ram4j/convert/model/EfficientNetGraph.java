package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.EfficientNetLayout;
import io.github.ram4j.convert.layout.EfficientNetLayout.Block;
import io.github.ram4j.convert.layout.EfficientNetLayout.Convolution;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Emits an EfficientNet-Lite up to its features, the means over the last map. Convolutions are
 * padded as TensorFlow's SAME: of an odd number of zeros, the one more is right and below.
 *
 * @see "efficientnet_lite_pytorch/model.py (efficientnet-lite-pytorch 0.1.0)"
 */
public final class EfficientNetGraph {
  private static final int CHANNELS = 3;

  /** The largest value of the activation, ReLU6. */
  private static final float LARGEST = 6;

  private final Graph graph;
  private final EfficientNetLayout sizes;

  /** The side of the map that was emitted last. */
  private int side;

  private EfficientNetGraph(Graph graph, EfficientNetLayout sizes) {
    this.graph = graph;
    this.sizes = sizes;
    this.side = sizes.imageSizePx();
  }

  /**
   * Emits the image encoder: {@code image}, float32 [batch, 3, size, size], gives {@code rows},
   * float32 [batch, 1, features].
   *
   * @param graph an empty graph
   */
  public static void emit(Graph graph, EfficientNetLayout sizes) {
    new EfficientNetGraph(graph, sizes).emit();
  }

  private void emit() {
    Value map =
        graph.input(TaggingGraphs.IMAGE, TaggingGraphs.BATCH, CHANNELS, (long) side, (long) side);
    map = activated(sizes.stem(), map);
    for (Block block : sizes.blocks()) {
      map = block(block, map);
    }
    map = activated(sizes.head(), map);
    Value means = graph.emit(Op.GLOBAL_AVERAGE_POOL, "means", map);
    int features = sizes.head().out();
    Value rows = new Shapes(graph).reshape(TaggingGraphs.ROWS, means, -1, 1, features);
    graph.output(rows, TaggingGraphs.BATCH, 1, features);
  }

  private Value block(Block block, Value map) {
    Optional<Convolution> expand = block.expand();
    Value wide = expand.isPresent() ? activated(expand.get(), map) : map;
    Value narrow = convolution(block.project(), activated(block.depthwise(), wide));
    return block.isResidual()
        ? graph.emit(Op.ADD, block.project().name() + ".sum", narrow, map)
        : narrow;
  }

  private Value activated(Convolution convolution, Value map) {
    return graph.emit(
        Op.CLIP,
        convolution.name() + ".relu6",
        convolution(convolution, map),
        graph.scalar(0),
        graph.scalar(LARGEST));
  }

  private Value convolution(Convolution convolution, Value map) {
    String name = convolution.name();
    List<Long> shape = Arrays.stream(EfficientNetLayout.shape(convolution)).boxed().toList();
    Value kernels = graph.weight(name + ".weight", shape, sizes.kernels(convolution));
    Value bias =
        graph.exact(name + ".bias", List.of((long) convolution.out()), sizes.bias(convolution));
    return graph.emit(Op.CONV, name, attributes(convolution), map, kernels, bias);
  }

  /** The attributes, by the side of the input; the side becomes that of the output. */
  private List<Attribute> attributes(Convolution convolution) {
    long kernel = convolution.kernel();
    long stride = convolution.stride();
    int out = (side + convolution.stride() - 1) / convolution.stride();
    long zeros = Math.max(0, (out - 1) * stride + kernel - side);
    long before = zeros / 2;
    long after = zeros - before;
    side = out;
    return List.of(
        Attribute.of("kernel_shape", kernel, kernel),
        Attribute.of("strides", stride, stride),
        Attribute.of("pads", before, before, after, after),
        Attribute.of("group", (long) convolution.groups()));
  }
}
