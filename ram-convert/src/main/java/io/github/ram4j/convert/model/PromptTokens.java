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
 * Emits the tokens of prompts, and the places of an image, as SAM's prompt encoder has them: sines
 * and cosines of random projections.
 *
 * @see "modeling/prompt_encoder.py (segment-anything, dca509f)"
 */
final class PromptTokens {
  private static final String GAUSSIAN =
      SamNames.PROMPTS + "pe_layer.positional_encoding_gaussian_matrix";

  /** The vectors of all kinds, as some files of Hugging Face have them. */
  private static final String KINDS_TOGETHER = SamNames.PROMPTS + "point_embeddings.weight";

  /** The kinds of points that a weight is added for; another label is no point. */
  private static final int KINDS = 4;

  private final Graph graph;
  private final Weights weights;
  private final int width;
  private final int imageSizePx;

  PromptTokens(Graph graph, Weights weights, int width, int imageSizePx) {
    this.graph = graph;
    this.weights = weights;
    this.width = width;
    this.imageSizePx = imageSizePx;
  }

  /**
   * Emits the inputs and a prompt's tokens: that of the quality, after SAM 2's own one, those of
   * the answers, and one for each point.
   *
   * @return [prompts, tokens, width]
   */
  Value emit(SamLayout sizes) {
    Value points =
        graph.input(
            SegmentationGraphs.POINTS, SegmentationGraphs.PROMPTS, SegmentationGraphs.PLACES, 2L);
    Value labels =
        graph.integerInput(
            SegmentationGraphs.LABELS, SegmentationGraphs.PROMPTS, SegmentationGraphs.PLACES);
    Value middles = graph.emit(Op.ADD, "points.middles", points, graph.scalar(0.5f));
    Value twice = graph.emit(Op.MUL, "points.twice", middles, graph.scalar(2f / imageSizePx));
    Value waves = waves(graph.emit(Op.SUB, "points.centred", twice, graph.scalar(1)));
    Value kept =
        graph.emit(Op.MUL, "points.kept", waves, ofLabel("labels.is_point", isPoint(), 1, labels));
    Value placed =
        graph.emit(Op.ADD, "points.tokens", kept, ofLabel("labels.kinds", kinds(), width, labels));
    String tokens = SamNames.DECODER + "tokens";
    long count = (long) sizes.tokensBeforeAnswers() + sizes.answers();
    Value own = graph.exact(tokens, List.of(1L, count, (long) width), ownTokens(sizes));
    Value prompts =
        graph.emit(
            Op.SHAPE,
            "prompts",
            List.of(Attribute.of("start", 0L), Attribute.of("end", 1L)),
            labels);
    Value shape =
        graph.emit(
            Op.CONCAT,
            "prompts.shape",
            List.of(Attribute.of("axis", 0L)),
            prompts,
            graph.integers(1, 1));
    Value each = graph.emit(Op.EXPAND, tokens + ".each", own, shape);
    return graph.emit(Op.CONCAT, "tokens", List.of(Attribute.of("axis", 1L)), each, placed);
  }

  /** Emits sines and cosines of projected points, which are from −1 to 1. */
  private Value waves(Value centred) {
    Value matrix =
        graph.exact(GAUSSIAN, List.of(2L, width / 2L), weights.direct(GAUSSIAN, 2, width / 2));
    Value projected = graph.emit(Op.MATMUL, "points.projected", centred, matrix);
    Value angles =
        graph.emit(Op.MUL, "points.angles", projected, graph.scalar((float) (2 * Math.PI)));
    Value sines = graph.emit(Op.SIN, "points.sines", angles);
    Value cosines = graph.emit(Op.COS, "points.cosines", angles);
    return graph.emit(Op.CONCAT, "points.waves", List.of(Attribute.of("axis", 2L)), sines, cosines);
  }

  /** Emits the row of a table for each label; the last one is that of −1. */
  private Value ofLabel(String name, TensorSource table, int columns, Value labels) {
    Value rows = graph.exact(name + ".table", List.of(KINDS + 1L, (long) columns), table);
    return graph.emit(Op.GATHER, name, List.of(Attribute.of("axis", 0L)), rows, labels);
  }

  private static TensorSource isPoint() {
    return TensorSource.of(new float[] {1, 1, 1, 1, 0});
  }

  private TensorSource kinds() {
    List<TensorSource> rows = new ArrayList<>();
    if (weights.has(KINDS_TOGETHER)) {
      rows.add(weights.direct(KINDS_TOGETHER, KINDS, width));
    } else {
      for (int kind = 0; kind < KINDS; kind++) {
        String name = SamNames.PROMPTS + "point_embeddings." + kind + ".weight";
        rows.add(weights.direct(name, 1, width));
      }
    }
    rows.add(weights.direct(SamNames.PROMPTS + "not_a_point_embed.weight", 1, width));
    return joined(rows);
  }

  private TensorSource ownTokens(SamLayout sizes) {
    List<TensorSource> rows = new ArrayList<>();
    if (sizes.second()) {
      rows.add(weights.direct(SamLayout.OBJECT_TOKEN, 1, width));
    }
    rows.add(weights.direct(SamNames.DECODER + "iou_token.weight", 1, width));
    rows.add(weights.direct(SamNames.DECODER + "mask_tokens.weight", sizes.answers(), width));
    return joined(rows);
  }

  private static TensorSource joined(List<TensorSource> rows) {
    return out -> {
      for (TensorSource row : rows) {
        row.writeTo(out);
      }
    };
  }

  /** The places of an embedding's rows: [grid · grid, width]. */
  Value places(int grid) {
    weights.requireShape(GAUSSIAN, 2, width / 2);
    return graph.exact(
        "places",
        List.of((long) grid * grid, (long) width),
        out -> {
          int half = width / 2;
          float[] matrix = weights.floats(GAUSSIAN, 2, half);
          float[] row = new float[width];
          for (int place = 0; place < grid * grid; place++) {
            int down = place / grid;
            int across = place % grid;
            double x = 2 * (across + 0.5) / grid - 1;
            double y = 2 * (down + 0.5) / grid - 1;
            for (int i = 0; i < half; i++) {
              double angle = 2 * Math.PI * (x * matrix[i] + y * matrix[half + i]);
              row[i] = (float) Math.sin(angle);
              row[half + i] = (float) Math.cos(angle);
            }
            out.accept(row, 0, width);
          }
        });
  }
}
