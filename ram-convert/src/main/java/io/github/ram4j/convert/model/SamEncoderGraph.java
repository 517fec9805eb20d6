package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.layout.SamNames;
import io.github.ram4j.convert.layout.TinyVitLayout;
import io.github.ram4j.convert.layout.VitLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.List;

/** Emits SAM's image encoder: a transformer of either kind, and the neck behind it. */
public final class SamEncoderGraph {
  private static final float EPSILON = 1e-6f;
  private static final String NECK = SamNames.ENCODER + "neck.";
  private static final int KERNEL = 3;

  private final Graph graph;
  private final Weights weights;
  private final Layers layers;
  private final int grid;
  private final int width;

  private SamEncoderGraph(Graph graph, Weights weights, int grid, int width) {
    this.graph = graph;
    this.weights = weights;
    this.layers = new Layers(graph, weights, EPSILON);
    this.grid = grid;
    this.width = width;
  }

  /**
   * Emits SAM's encoder, with input and output as {@link SegmentationGraphs#imageEncoder} has them.
   *
   * @param weights by published names; must stay open until the graph is written
   * @param width of an embedding's row
   */
  public static Graph of(Weights weights, VitLayout sizes, int width, Numerics numerics) {
    Graph graph = new Graph(SegmentationGraphs.IMAGE_ENCODER, numerics);
    Value rows = new VitGraph(graph, weights, sizes).emit(image(graph, sizes.imageSizePx()));
    new SamEncoderGraph(graph, weights, sizes.grid(), width).neck(rows, sizes.width());
    return graph;
  }

  /**
   * Emits MobileSAM's encoder, with the same input and output.
   *
   * @param weights by published names; must stay open until the graph is written
   * @param width of an embedding's row
   */
  public static Graph of(Weights weights, TinyVitLayout sizes, int width, Numerics numerics) {
    Graph graph = new Graph(SegmentationGraphs.IMAGE_ENCODER, numerics);
    Value rows = new TinyVitGraph(graph, weights, sizes).emit(image(graph, TinyVitLayout.IMAGE_PX));
    new SamEncoderGraph(graph, weights, sizes.grid(), width).neck(rows, sizes.width());
    return graph;
  }

  private static Value image(Graph graph, long size) {
    return graph.input(SegmentationGraphs.IMAGE, 1, 3, size, size);
  }

  /** Emits two convolutions, each with a LayerNorm over channels. */
  private void neck(Value rows, int in) {
    weights.requireShape(NECK + "0.weight", width, in, 1, 1);
    Value narrow =
        graph.products().of(NECK + "0", rows, in, width, transposed(NECK + "0.weight", in), null);
    Value normal = layers.normalize(NECK + "1", narrow, width);
    Value map =
        layers.reshape(
            NECK + "map",
            layers.transpose(NECK + "channels", normal, 1L, 0L),
            1,
            width,
            grid,
            grid);
    List<Long> shape = List.of((long) width, (long) width, (long) KERNEL, (long) KERNEL);
    Value kernels =
        graph.weight(
            NECK + "2.weight",
            shape,
            weights.direct(NECK + "2.weight", width, width, KERNEL, KERNEL));
    Value mixed =
        graph.emit(
            Op.CONV,
            NECK + "2",
            List.of(
                Attribute.of("kernel_shape", (long) KERNEL, (long) KERNEL),
                Attribute.of("pads", 1L, 1L, 1L, 1L)),
            map,
            kernels);
    Value flat = layers.reshape(NECK + "flat", mixed, width, -1);
    Value places = layers.transpose(NECK + "places", flat, 1L, 0L);
    Value embedded = layers.normalize(NECK + "3", places, width);
    graph.output(
        layers.reshape(SegmentationGraphs.EMBEDDING, embedded, 1, (long) grid * grid, width),
        1,
        (long) grid * grid,
        width);
  }

  /** A 1×1 convolution's kernels as a right operand, [in, out]. */
  private TensorSource transposed(String name, int in) {
    return out -> {
      float[] kernels = weights.floats(name, width, in, 1, 1);
      float[] matrix = Matrices.transpose(kernels, width, in);
      out.accept(matrix, 0, matrix.length);
    };
  }
}
