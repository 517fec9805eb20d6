package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.layout.SamLayout;
import io.github.ram4j.convert.layout.SamNames;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.List;

/**
 * Emits SAM's encoder of low-res masks. Its result is what the mask decoder gets in place of the
 * embedding, so the vector that stands for no mask, which the decoder adds, is taken away here.
 */
public final class MaskEncoderGraph {
  private static final float EPSILON = 1e-6f;
  private static final String DOWNSCALING = SamNames.PROMPTS + "mask_downscaling.";

  /** The elements of a square of two by two. */
  private static final int SQUARE = 4;

  private final Graph graph;
  private final Weights weights;
  private final Layers layers;
  private final int channels;
  private final int width;
  private final int grid;
  private final int rowWidth;

  private MaskEncoderGraph(Graph graph, Weights weights, SamLayout sizes, int grid) {
    this.graph = graph;
    this.weights = weights;
    this.layers = new Layers(graph, weights, EPSILON);
    this.channels = sizes.maskChannels();
    this.width = sizes.width();
    this.grid = grid;
    this.rowWidth = sizes.rowWidth();
  }

  /**
   * Emits the graph, with inputs and output as {@link SegmentationGraphs#maskEncoder} has them.
   *
   * @param weights by published names; must stay open until the graph is written
   * @param grid places along a side of the embedding
   */
  public static Graph of(Weights weights, SamLayout sizes, int grid, Numerics numerics) {
    Graph graph = new Graph(SegmentationGraphs.MASK_ENCODER, numerics);
    new MaskEncoderGraph(graph, weights, sizes, grid).emit();
    return graph;
  }

  private void emit() {
    long places = (long) grid * grid;
    long side = (long) SegmentationGraphs.LOW_RES_SCALE * grid;
    Value embedding = graph.input(SegmentationGraphs.EMBEDDING, 1, places, (long) rowWidth);
    Value mask = graph.input(SegmentationGraphs.LOW_RES, SegmentationGraphs.PROMPTS, 1, side, side);
    Value split = layers.reshape("low_res.split", mask, -1, grid, 2, 2, grid, 2, 2);
    Value ordered = layers.transpose("low_res.ordered", split, 0L, 1L, 4L, 2L, 5L, 3L, 6L);
    int first = channels / SQUARE;
    Value fine = layers.reshape("low_res.squares", ordered, -1, places * SQUARE, SQUARE);
    Value once = activated("0", "1", fine, SQUARE, first);
    Value coarse = layers.reshape("low_res.places", once, -1, places, (long) SQUARE * first);
    Value rows = activated("3", "4", coarse, SQUARE * first, channels);
    Value dense =
        graph
            .products()
            .of(
                DOWNSCALING + "6",
                rows,
                channels,
                width,
                matrix(DOWNSCALING + "6", channels, width, 1),
                biasWithoutNoMask());
    Value sum =
        rowWidth == width
            ? graph.emit(Op.ADD, SegmentationGraphs.MASKED_EMBEDDING, embedding, dense)
            : withFinerMaps(embedding, dense);
    graph.output(sum, SegmentationGraphs.PROMPTS, places, (long) rowWidth);
  }

  /** Emits the sum with the embedding proper, and the rest of its rows for each mask. */
  private Value withFinerMaps(Value embedding, Value dense) {
    Value zero = graph.scalar(0);
    Value first =
        graph.emit(
            Op.SLICE, "dense.one", dense, graph.integers(0), graph.integers(1), graph.integers(2));
    Value zeros = graph.emit(Op.MUL, "dense.zeros", first, zero);
    List<Value> parts =
        graph.emit(
            Op.SPLIT,
            List.of("embedding.proper", "embedding.finer"),
            List.of(Attribute.of("axis", 2L)),
            embedding,
            graph.integers(width, (long) rowWidth - width));
    return graph.emit(
        Op.CONCAT,
        SegmentationGraphs.MASKED_EMBEDDING,
        List.of(Attribute.of("axis", 2L)),
        graph.emit(Op.ADD, "embedding.sum", parts.get(0), dense),
        graph.emit(Op.ADD, "embedding.each", parts.get(1), zeros));
  }

  /** Emits a convolution of stride 2 over squares, its LayerNorm over channels, and GELU. */
  private Value activated(String convolution, String norm, Value squares, int in, int out) {
    String name = DOWNSCALING + convolution;
    Value made =
        graph
            .products()
            .of(
                name,
                squares,
                in,
                out,
                matrix(name, in / SQUARE, out, 2),
                weights.direct(name + ".bias", out));
    return layers.gelu(
        DOWNSCALING + norm + ".gelu", layers.normalize(DOWNSCALING + norm, made, out));
  }

  /** The kernels [out, in, side, side] as a matrix [side · side · in, out], channels last. */
  private TensorSource matrix(String name, int in, int out, int side) {
    weights.requireShape(name + ".weight", out, in, side, side);
    return sink -> {
      int square = side * side;
      float[] kernels = weights.floats(name + ".weight", out, in, side, side);
      float[] rows = new float[kernels.length];
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          for (int place = 0; place < square; place++) {
            rows[(o * square + place) * in + i] = kernels[(o * in + i) * square + place];
          }
        }
      }
      float[] matrix = Matrices.transpose(rows, out, square * in);
      sink.accept(matrix, 0, matrix.length);
    };
  }

  private TensorSource biasWithoutNoMask() {
    String bias = DOWNSCALING + "6.bias";
    String noMask = SamNames.PROMPTS + "no_mask_embed.weight";
    weights.requireShape(bias, width);
    weights.requireShape(noMask, 1, width);
    return sink -> {
      float[] sums = weights.floats(bias, width);
      float[] without = weights.floats(noMask, 1, width);
      for (int i = 0; i < width; i++) {
        sums[i] -= without[i];
      }
      sink.accept(sums, 0, width);
    };
  }
}
