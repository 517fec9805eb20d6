package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.HieraLayout;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.layout.SamLayout;
import io.github.ram4j.convert.layout.SamNames;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.List;

/**
 * Emits SAM 2's image encoder for single images: a Hiera and the neck behind it.
 *
 * <p>A row of the embedding has all that the mask decoder needs of a place: the embedding proper,
 * then its four places of the next finer map, then its sixteen of the finest. The decoder's
 * projections of the finer maps follow the neck's with nothing between, so each pair is one
 * product.
 *
 * @see "sam2/modeling/backbones/image_encoder.py, sam2_base.py (sam2, 2b90b9f)"
 */
public final class HieraEncoderGraph {
  private static final float EPSILON = 1e-6f;
  private static final String NO_MEMORY = SamNames.NO_MEMORY;

  private final Graph graph;
  private final Weights weights;
  private final HieraLayout sizes;
  private final Layers layers;
  private final SamLayout decoder;
  private final int width;

  private HieraEncoderGraph(Graph graph, Weights weights, HieraLayout sizes, SamLayout decoder) {
    this.graph = graph;
    this.weights = weights;
    this.sizes = sizes;
    this.layers = new Layers(graph, weights, EPSILON);
    this.decoder = decoder;
    this.width = decoder.width();
  }

  /**
   * Emits the encoder, with input and output as {@link SegmentationGraphs#imageEncoder} has them.
   *
   * @param weights by published names; must stay open until the graph is written
   * @param decoder sizes of the mask decoder
   */
  public static Graph of(Weights weights, HieraLayout sizes, SamLayout decoder, Numerics numerics) {
    Graph graph = new Graph(SegmentationGraphs.IMAGE_ENCODER, numerics);
    Value image =
        graph.input(
            SegmentationGraphs.IMAGE,
            1,
            3,
            (long) HieraLayout.IMAGE_PX,
            (long) HieraLayout.IMAGE_PX);
    List<Value> stages = new HieraGraph(graph, weights, sizes).emit(image);
    new HieraEncoderGraph(graph, weights, sizes, decoder).neck(stages);
    return graph;
  }

  private void neck(List<Value> stages) {
    int embedded = HieraLayout.EMBEDDED_STAGE;
    long places = (long) sizes.grid() * sizes.grid();
    Value all =
        graph.emit(
            Op.CONCAT,
            "rows",
            List.of(Attribute.of("axis", 1L)),
            withCoarser(stages.get(embedded), stages.get(embedded + 1)),
            finer(stages.get(1), 1, "conv_s1", decoder.finerWidth()),
            finer(stages.get(0), 0, "conv_s0", decoder.finestWidth()));
    Value straight =
        graph.emit(
            Op.GATHER,
            "rows.straight",
            List.of(Attribute.of("axis", 0L)),
            all,
            graph.integers(new QuadOrder(sizes.grid()).indices()));
    long row = decoder.rowWidth();
    graph.output(
        layers.reshape(SegmentationGraphs.EMBEDDING, straight, 1, places, row), 1, places, row);
  }

  /** Emits the embedding proper: a map, and the coarser one behind it repeated. */
  private Value withCoarser(Value map, Value coarser) {
    Value own = lateral(map, HieraLayout.EMBEDDED_STAGE, true);
    Value above = lateral(coarser, HieraLayout.EMBEDDED_STAGE + 1, false);
    Value squares = layers.reshape("neck.squares", own, -1, 4, width);
    Value one = layers.reshape("neck.coarser", above, -1, 1, width);
    Value sum = graph.emit(Op.ADD, "neck.sum", squares, one);
    return layers.reshape("neck.rows", sum, -1, width);
  }

  private Value lateral(Value map, int stage, boolean withNoMemory) {
    String name = HieraLayout.lateral(stage);
    int in = sizes.width(stage);
    weights.requireShape(name + ".weight", width, in, 1, 1);
    weights.requireShape(name + ".bias", width);
    if (withNoMemory) {
      weights.requireShape(NO_MEMORY, 1, 1, width);
    }
    TensorSource bias =
        out -> {
          float[] sums = weights.floats(name + ".bias", width);
          float[] added = withNoMemory ? weights.floats(NO_MEMORY, 1, 1, width) : new float[width];
          for (int i = 0; i < width; i++) {
            sums[i] += added[i];
          }
          out.accept(sums, 0, width);
        };
    TensorSource matrix =
        out -> {
          float[] kernels = weights.floats(name + ".weight", width, in, 1, 1);
          out.accept(Matrices.transpose(kernels, width, in), 0, kernels.length);
        };
    return graph.products().of(name, map, in, width, matrix, bias);
  }

  /** Emits a finer map as the mask decoder projects it, a row for each place of the embedding. */
  private Value finer(Value map, int stage, String projection, int out) {
    String lateral = HieraLayout.lateral(stage);
    String last = SamNames.DECODER + projection;
    int in = sizes.width(stage);
    weights.requireShape(lateral + ".weight", width, in, 1, 1);
    weights.requireShape(lateral + ".bias", width);
    weights.requireShape(last + ".weight", out, width, 1, 1);
    weights.requireShape(last + ".bias", out);
    TensorSource matrix =
        sink -> {
          float[] kernels = weights.floats(lateral + ".weight", width, in, 1, 1);
          float[] columns = Matrices.transpose(kernels, width, in);
          float[] weight = weights.floats(last + ".weight", out, width, 1, 1);
          float[] joined = Matrices.linear(columns, in, width, weight, new float[out]);
          sink.accept(joined, 0, joined.length);
        };
    TensorSource bias =
        sink -> {
          float[] before = weights.floats(lateral + ".bias", width);
          float[] joined =
              Matrices.linear(
                  before,
                  1,
                  width,
                  weights.floats(last + ".weight", out, width, 1, 1),
                  weights.floats(last + ".bias", out));
          sink.accept(joined, 0, joined.length);
        };
    Value rows = graph.products().of(last, map, in, out, matrix, bias);
    long each = (long) out << (2 * (HieraLayout.EMBEDDED_STAGE - stage));
    return layers.reshape(last + ".rows", rows, -1, each);
  }
}
