package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.SamLayout;
import io.github.ram4j.convert.layout.SamNames;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits the end of SAM's mask decoder: the image scaled up, each answer's mask as its product with
 * the answer's token, and the quality of each.
 *
 * <p>Scaling up by two is a product that gives four places for one. The four stay side by side, so
 * that channels are last throughout, and only the masks themselves are put in order.
 */
final class MaskHeads {
  private static final String UPSCALING = SamNames.DECODER + "output_upscaling.";
  private static final String QUALITY = SamNames.DECODER + "iou_prediction_head";
  private static final float EPSILON = 1e-6f;

  /** The places that scaling up makes of one. */
  private static final int SQUARE = 4;

  private static final int LAYERS = 3;

  private final Graph graph;
  private final Weights weights;
  private final Layers layers;
  private final SamLayout sizes;
  private final int grid;
  private final int width;

  MaskHeads(Graph graph, Weights weights, Layers layers, SamLayout sizes, int grid) {
    this.graph = graph;
    this.weights = weights;
    this.layers = layers;
    this.sizes = sizes;
    this.grid = grid;
    this.width = sizes.width();
  }

  /**
   * Emits the outputs.
   *
   * @param tokens [prompts, tokens, width]
   * @param image [prompts, places, width]
   * @param finer SAM 2's finer maps, [images, places, 4 · width / 4] and [images, places, 16 ·
   *     width / 8]; none for SAM
   * @param answers int64 [answers], the answers that are wanted
   */
  void emit(Value tokens, Value image, List<Value> finer, Value answers) {
    int narrow = width / 8;
    Value large = upscaled(image, finer);
    Value factors = chosen("factors", factors(tokens, narrow), answers);
    Value columns = layers.transpose("factors.columns", factors, 0L, 2L, 1L);
    Value squares = graph.emit(Op.MATMUL, "masks.squares", large, columns);
    long side = (long) SegmentationGraphs.LOW_RES_SCALE * grid;
    Value masks = inOrder(layers.transpose("masks.answers", squares, 0L, 2L, 1L), side);
    graph.output(masks, SegmentationGraphs.PROMPTS, SegmentationGraphs.ANSWERS, side, side);
    Value quality =
        three(
            QUALITY,
            token("quality.token", tokens, sizes.tokensBeforeAnswers() - 1),
            width,
            sizes.qualityWidth(),
            sizes.answers());
    if (sizes.second()) {
      quality = graph.emit(Op.SIGMOID, "quality.share", quality);
    }
    graph.output(
        graph.emit(
            Op.GATHER,
            SegmentationGraphs.QUALITY,
            List.of(Attribute.of("axis", 1L)),
            quality,
            answers),
        SegmentationGraphs.PROMPTS,
        SegmentationGraphs.ANSWERS);
  }

  /** Emits masks row by row from places that were twice made four. */
  private Value inOrder(Value squares, long side) {
    Value split = layers.reshape("masks.split", squares, 0, 0, grid, grid, 2, 2, 2, 2);
    Value ordered = layers.transpose("masks.ordered", split, 0L, 1L, 2L, 4L, 6L, 3L, 5L, 7L);
    return layers.reshape(SegmentationGraphs.MASKS, ordered, 0, 0, side, side);
  }

  private Value chosen(String name, Value rows, Value answers) {
    return graph.emit(
        Op.GATHER, name + ".chosen", List.of(Attribute.of("axis", 1L)), rows, answers);
  }

  /** Emits the image at four times its sides, [prompts, places · 16, width / 8]. */
  private Value upscaled(Value image, List<Value> finer) {
    int half = width / 4;
    int narrow = width / 8;
    String first = UPSCALING + "0";
    String second = UPSCALING + "3";
    Value four = squares(first, image, width, half);
    if (sizes.second()) {
      four = graph.emit(Op.ADD, first + ".sum", four, finer.get(0));
    }
    Value twice = layers.reshape(first + ".places", four, 0, -1, half);
    Layers norms = new Layers(graph, weights, EPSILON);
    Value normal = norms.normalizeBiased(UPSCALING + "1", twice, first + ".bias", half);
    Value active = layers.gelu(UPSCALING + "1.gelu", normal);
    Value bias =
        graph.exact(second + ".bias", List.of((long) SQUARE * narrow), repeated(second, narrow));
    Value sixteen = squares(second, active, half, narrow);
    if (sizes.second()) {
      Value finest =
          layers.reshape(second + ".finest", finer.get(1), 0, -1, (long) SQUARE * narrow);
      sixteen = graph.emit(Op.ADD, second + ".sum", sixteen, finest);
    }
    Value made = layers.geluOfBiased(second + ".gelu", sixteen, bias);
    return layers.reshape(second + ".places", made, 0, -1, narrow);
  }

  /** Emits a transposed convolution of stride 2 without its bias, [prompts, places, 4 · out]. */
  private Value squares(String name, Value rows, int in, int out) {
    weights.requireShape(name + ".weight", in, out, 2, 2);
    weights.requireShape(name + ".bias", out);
    return graph.products().of(name, rows, in, (long) SQUARE * out, matrix(name, in, out), null);
  }

  /** The kernels [in, out, 2, 2] as a matrix [in, 4 · out]. */
  private TensorSource matrix(String name, int in, int out) {
    return sink -> {
      float[] kernels = weights.floats(name + ".weight", in, out, 2, 2);
      float[] row = new float[SQUARE * out];
      for (int i = 0; i < in; i++) {
        for (int channel = 0; channel < out; channel++) {
          for (int place = 0; place < SQUARE; place++) {
            row[place * out + channel] = kernels[(i * out + channel) * SQUARE + place];
          }
        }
        sink.accept(row, 0, row.length);
      }
    };
  }

  private TensorSource repeated(String name, int out) {
    return sink -> {
      float[] bias = weights.floats(name + ".bias", out);
      for (int place = 0; place < SQUARE; place++) {
        sink.accept(bias, 0, out);
      }
    };
  }

  /** Emits each answer's factors of the channels, [prompts, answers, width / 8]. */
  private Value factors(Value tokens, int narrow) {
    List<Value> each = new ArrayList<>();
    for (int answer = 0; answer < sizes.answers(); answer++) {
      String name = SamNames.DECODER + "output_hypernetworks_mlps." + answer;
      Value made =
          three(
              name,
              token(name + ".token", tokens, sizes.tokensBeforeAnswers() + answer),
              width,
              width,
              narrow);
      each.add(layers.reshape(name + ".row", made, -1, 1, narrow));
    }
    return graph.emit(
        Op.CONCAT, "factors", List.of(Attribute.of("axis", 1L)), each.toArray(Value[]::new));
  }

  private Value token(String name, Value tokens, int index) {
    Value one =
        graph.emit(
            Op.GATHER, name, List.of(Attribute.of("axis", 1L)), tokens, graph.integers(index));
    return layers.reshape(name + ".row", one, -1, width);
  }

  /** Emits three Linear layers with ReLU between them. */
  private Value three(String name, Value rows, int in, int hidden, int out) {
    Value made = rows;
    for (int i = 0; i < LAYERS; i++) {
      String layer = name + ".layers." + i;
      boolean last = i == LAYERS - 1;
      made = layers.linear(layer, made, last ? out : hidden, i == 0 ? in : hidden);
      made = last ? made : graph.emit(Op.RELU, layer + ".relu", made);
    }
    return made;
  }
}
