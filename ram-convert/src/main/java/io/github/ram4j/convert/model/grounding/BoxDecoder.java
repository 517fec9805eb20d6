package io.github.ram4j.convert.model.grounding;

import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.GroundingSizes;
import io.github.ram4j.convert.model.Layers;
import java.util.List;

/**
 * Emits the box decoder: the choice of places that become queries, decoder layers, each of which
 * moves the boxes, and the logits of queries and tokens.
 *
 * @see "transformer.py and groundingdino.py (GroundingDINO, 856dde2)"
 */
final class BoxDecoder {
  private static final String QUERIES = "queries";
  private static final String PLACES = "places";
  private static final int CORNERS = 4;
  private static final int AXES = 2;
  private static final float EPSILON = 1e-3f;
  private static final double TEMPERATURE = 10_000;

  /** The order of a box's numbers in its sine features: y, x, width, height. */
  private static final long[] SINE_ORDER = {1, 0, 2, 3};

  private final Emitter to;
  private final Graph graph;
  private final Layers layers;
  private final GroundingSizes sizes;
  private final int width;
  private final Perceptron perceptron;
  private final Value sineRates;

  private BoxDecoder(Emitter to) {
    this.to = to;
    this.graph = to.graph();
    this.layers = to.layers();
    this.sizes = to.sizes();
    this.width = sizes.width();
    this.perceptron = new Perceptron(to);
    float[] rates = new float[width / 4];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = (float) (2 * Math.PI / Math.pow(TEMPERATURE, 4f * i / width));
    }
    this.sineRates = to.constant("sine.rates", List.of(1L, 1L, (long) rates.length), rates);
  }

  static void emit(Emitter to) {
    new BoxDecoder(to).emit();
  }

  private void emit() {
    Value memory = graph.input(LocatingGraphs.MEMORY, PLACES, width);
    Value text = graph.input(LocatingGraphs.MEMORY_TEXT, "tokens", width);
    DeformableAttention deformable = FusedFeatures.deformable(to);
    Value count = graph.integerInput(LocatingGraphs.COUNT, 1);
    Value boxes = chosenBoxes(memory, text, count);
    Value all =
        graph.exact(
            "transformer.tgt_embed.weight",
            List.of((long) sizes.queries(), (long) width),
            to.weights().direct("transformer.tgt_embed.weight", sizes.queries(), width));
    Value rows = graph.emit(Op.SLICE, "content", all, graph.integers(0), count, graph.integers(0));
    for (int i = 0; ; i++) {
      String layer = "transformer.decoder.layers.%d.".formatted(i);
      rows = layer(layer, rows, boxes, memory, text, deformable);
      if (i + 1 == sizes.decoderLayers()) {
        break;
      }
      boxes = moved(layer + "boxes", to.layout().boxHead(i), rows, boxes);
    }
    Value last = layers.normalize("transformer.decoder.norm", rows, width);
    String head = to.layout().boxHead(sizes.decoderLayers() - 1);
    graph.output(moved(LocatingGraphs.BOXES, head, last, boxes), QUERIES, CORNERS);
    graph.output(logits(last, text), QUERIES, "tokens");
  }

  private Value logits(Value rows, Value text) {
    if (!to.layout().scalesLogits()) {
      return to.timesTransposed(LocatingGraphs.LOGITS, rows, text);
    }
    Value products = to.timesTransposed("products", rows, text);
    Value scaled =
        to.multiply(
            "products.scaled", products, graph.scalar((float) (1 / Math.sqrt((double) width))));
    return to.add(LocatingGraphs.LOGITS, scaled, graph.scalar(to.layout().logitBias()));
  }

  /** Emits the places of the best scores, and their boxes, [queries, 4]. */
  private Value chosenBoxes(Value memory, Value text, Value count) {
    Value valid = graph.input(LocatingGraphs.VALID, PLACES, 1);
    Value proposals = graph.input(LocatingGraphs.PROPOSALS, PLACES, CORNERS);
    String output = "transformer.enc_output";
    Value validRows = to.multiply(output + ".valid", memory, valid);
    Value projected = layers.linear(output, validRows, width, width);
    Value candidates = layers.normalize(output + "_norm", projected, width);
    Value products = to.timesTransposed("candidates.products", candidates, text);
    Value scores =
        graph.emit(
            Op.REDUCE_MAX,
            "candidates.scores",
            List.of(Attribute.of("keepdims", 0L)),
            products,
            graph.integers(1));
    List<Value> best =
        graph.emit(
            Op.TOP_K,
            List.of(LocatingGraphs.CHOSEN_SCORES, LocatingGraphs.CHOSEN),
            List.of(Attribute.of("axis", 0L)),
            scores,
            count);
    graph.output(best.get(0), QUERIES);
    graph.integerOutput(best.get(1), QUERIES);
    Value rows = to.gather("candidates.chosen", candidates, 0, best.get(1));
    Value starts = to.gather("proposals.chosen", proposals, 0, best.get(1));
    Value delta =
        perceptron.emit(
            "proposals.delta",
            "transformer.enc_out_bbox_embed",
            rows,
            width,
            width,
            width,
            CORNERS);
    return graph.emit(Op.SIGMOID, "proposals.boxes", to.add("proposals.moved", delta, starts));
  }

  private Value layer(
      String layer,
      Value before,
      Value boxes,
      Value memory,
      Value text,
      DeformableAttention deformable) {
    Value places =
        perceptron.emit(
            layer + "places",
            "transformer.decoder.ref_point_head",
            sine(layer + "sine", boxes),
            CORNERS * width / 2,
            width,
            width);
    Value placed = to.add(layer + "self.placed", before, places);
    String self = layer + "self_attn.";
    Value update = to.attention(self, List.of(placed, placed, before), null, sizes.heads());
    Value rows = to.normalizeSum(layer + "norm2", update, self + "out_proj", before);

    String ofText = layer + "ca_text.";
    Value asking = to.add(layer + "text.placed", rows, places);
    update = to.attention(ofText, List.of(asking, text, text), null, sizes.heads());
    rows = to.normalizeSum(layer + "catext_norm", update, ofText + "out_proj", rows);

    String ofImage = layer + "cross_attn.";
    Value centres = deformable.inPixels(layer + "pixels", slice(layer + "centres", boxes, 0));
    Value extents =
        to.multiply(
            layer + "half_extents",
            slice(layer + "extents", boxes, AXES),
            graph.scalar(0.5f / sizes.points()));
    Value scales = deformable.scales(layer + "scales", extents);
    Value queries = to.add(layer + "image.placed", rows, places);
    update =
        deformable.emit(
            ofImage, new DeformableAttention.Queries(queries, centres, scales), memory, 0);
    rows = to.normalizeSum(layer + "norm1", update, ofImage + "output_proj", rows);
    return to.feedForward(layer, "norm3", rows, sizes.feedForward());
  }

  private Value slice(String name, Value boxes, int from) {
    return graph.emit(
        Op.SLICE,
        name,
        boxes,
        graph.integers(from),
        graph.integers(from + AXES),
        graph.integers(1));
  }

  /** Emits sine features of boxes, [queries, 4 · width / 2]. */
  private Value sine(String name, Value boxes) {
    int pairs = width / 4;
    Value ordered = to.gather(name + ".ordered", boxes, 1, graph.integers(SINE_ORDER));
    Value column = layers.reshape(name + ".column", ordered, -1, CORNERS, 1);
    Value angles = to.multiply(name + ".angles", column, sineRates);
    Value sines = graph.emit(Op.SIN, name + ".sin", angles);
    Value cosines = graph.emit(Op.COS, name + ".cos", angles);
    Value turns =
        to.concat(
            name + ".turns",
            3,
            List.of(
                layers.reshape(name + ".sin.column", sines, -1, CORNERS, pairs, 1),
                layers.reshape(name + ".cos.column", cosines, -1, CORNERS, pairs, 1)));
    return layers.reshape(name, turns, -1, (long) CORNERS * width / 2);
  }

  /** Emits boxes moved by a head: sigmoid of its answer plus the logits of the boxes. */
  private Value moved(String name, String head, Value rows, Value boxes) {
    Value delta = perceptron.emit(name + ".delta", head, rows, width, width, width, CORNERS);
    Value low = graph.emit(Op.MAX, name + ".low", boxes, graph.scalar(EPSILON));
    Value rest = graph.emit(Op.SUB, name + ".rest", graph.scalar(1), boxes);
    Value high = graph.emit(Op.MAX, name + ".high", rest, graph.scalar(EPSILON));
    Value odds = graph.emit(Op.DIV, name + ".odds", low, high);
    Value logits = graph.emit(Op.LOG, name + ".logits", odds);
    return graph.emit(Op.SIGMOID, name, to.add(name + ".sum", delta, logits));
  }
}
