package io.github.ram4j.convert.model.grounding;

import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.GroundingLayout;
import io.github.ram4j.convert.layout.GroundingSizes;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.model.Layers;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits a Swin that takes images of any size. Tokens are in the order of rows; indices that come
 * with the image lead to windows and back, and to the squares that are merged. A row of zeros
 * stands for places outside of the map.
 *
 * @see "swin_transformer.py (GroundingDINO, 856dde2)"
 */
final class AnySizeSwin {
  private static final String SWIN = "backbone.0.";
  private static final int CHANNELS = 3;
  private static final int SQUARE = 4;
  private static final String QKV = "qkv.";

  private final Emitter to;
  private final Graph graph;
  private final Layers layers;
  private final GroundingSizes sizes;

  AnySizeSwin(Emitter to) {
    this.to = to;
    this.graph = to.graph();
    this.layers = to.layers();
    this.sizes = to.sizes();
  }

  /** Emits the encoder and returns the normalized maps of the last stages, [tokens, channels]. */
  List<Value> emit() {
    List<Value> maps = new ArrayList<>();
    Value rows = patches(graph.input(LocatingGraphs.IMAGE, 1, CHANNELS, "height", "width"));
    for (int stage = 0; stage < sizes.stages(); stage++) {
      StageEnd end = stage(stage, rows);
      boolean last = stage + 1 == sizes.stages();
      Value sum;
      if (stage < sizes.firstMap()) {
        Value unbiased = to.add(prefix(stage) + "unbiased", end.update(), end.skip());
        sum = to.add(prefix(stage) + "end", unbiased, end.bias());
      } else {
        int width = sizes.stageWidth(stage);
        Layers.Residual mapped =
            layers.addAndNormalize(
                SWIN + "norm" + stage, end.update(), end.bias(), end.skip(), width);
        maps.add(layers.reshape(LocatingGraphs.MAP + stage, mapped.normalized(), -1, width));
        sum = mapped.sum();
      }
      rows = last ? sum : merge(stage, sum);
    }
    return maps;
  }

  private static String prefix(int stage) {
    return "%slayers.%d.".formatted(SWIN, stage);
  }

  private Value patches(Value image) {
    String proj = SWIN + "patch_embed.proj";
    long width = sizes.embedDim();
    long patch = LocatingGraphs.PATCH;
    List<Long> shape = List.of(width, (long) CHANNELS, patch, patch);
    Value kernels =
        graph.weight(
            proj + ".weight",
            shape,
            to.weights().direct(proj + ".weight", width, CHANNELS, patch, patch));
    Value cut =
        graph.emit(
            Op.CONV,
            proj,
            List.of(
                Attribute.of("kernel_shape", patch, patch), Attribute.of("strides", patch, patch)),
            image,
            kernels);
    Value columns = layers.reshape(proj + ".columns", cut, width, -1);
    Value rows = layers.transpose(proj + ".rows", columns, 1L, 0L);
    return layers.normalizeBiased(
        SWIN + "patch_embed.norm", rows, proj + ".bias", sizes.embedDim());
  }

  /** The end of a stage: the last product without its bias, the bias, and the rows before. */
  private record StageEnd(Value update, Value bias, Value skip) {}

  private StageEnd stage(int index, Value input) {
    int width = sizes.stageWidth(index);
    StageWindows windows = new StageWindows(index);
    Value sum = input;
    Value normalized = layers.normalize(block(index, 0) + "norm1", input, width);
    for (int block = 0; ; block++) {
      String name = block(index, block);
      Value attended = windows.attention(block, normalized);
      Layers.Residual middle =
          layers.addAndNormalize(
              name + "norm2", attended, attentionBias(name + "attn.", width), sum, width);
      Value update =
          layers.feedForward(
              name + "mlp.fc1", name + "mlp.fc2", middle.normalized(), width, 4 * width);
      Value bias = layers.vector(name + "mlp.fc2.bias", width);
      if (block + 1 == sizes.depths().get(index)) {
        return new StageEnd(update, bias, middle.sum());
      }
      Layers.Residual end =
          layers.addAndNormalize(
              block(index, block + 1) + "norm1", update, bias, middle.sum(), width);
      normalized = end.normalized();
      sum = end.sum();
    }
  }

  private static String block(int stage, int block) {
    return "%sblocks.%d.".formatted(prefix(stage), block);
  }

  /**
   * Adds attention's constant bias: that of proj plus proj of the values' bias, which every
   * weighted mean of values contains.
   */
  private Value attentionBias(String name, int width) {
    float[] bias =
        Matrices.linear(
            partBias(name, 2, width),
            1,
            width,
            to.weights().floats(name + "proj.weight", width, width),
            to.weights().floats(name + "proj.bias", width));
    return to.constant(name + "proj.bias", List.of((long) width), bias);
  }

  private float[] partBias(String name, int part, int width) {
    return to.layout().partBias(name.substring(0, name.length() - 1), "." + QKV, part, width);
  }

  private Value merge(int index, Value rows) {
    int width = sizes.stageWidth(index);
    String name = prefix(index) + "downsample.";
    Value squares = graph.integerInput(LocatingGraphs.SQUARES + index, "in_squares_" + index);
    Value gathered = to.gather(name + "squares", withZeros(name + "rows", rows, width), 0, squares);
    Value wide = layers.reshape(name + "wide", gathered, -1, (long) SQUARE * width);
    Value normalized = layers.normalize(name + "norm", wide, SQUARE * width);
    return layers.product(name + "reduction", normalized, 2 * width, SQUARE * width);
  }

  /** Appends a row of zeros, which stands for places outside of the map. */
  private Value withZeros(String name, Value rows, int width) {
    Value zeros = to.constant(name + ".zero", List.of(1L, (long) width), new float[width]);
    return to.concat(name + ".padded", 0, List.of(rows, zeros));
  }

  /** The windows of a stage: its indices, and the attention within windows. */
  private final class StageWindows {
    private final int index;
    private final int width;
    private final Value windows;
    private final Value places;
    private Value shifted;
    private Value shiftedPlaces;
    private Value apart;

    StageWindows(int index) {
      this.index = index;
      this.width = sizes.stageWidth(index);
      this.windows = graph.integerInput(LocatingGraphs.WINDOWS + index, "in_windows_" + index);
      this.places = graph.integerInput(LocatingGraphs.PLACES_IN_WINDOWS + index, "tokens_" + index);
      if (sizes.depths().get(index) > 1) {
        long inWindow = (long) sizes.window() * sizes.window();
        this.shifted = graph.integerInput(LocatingGraphs.SHIFTED + index, "in_shifted_" + index);
        this.shiftedPlaces =
            graph.integerInput(LocatingGraphs.PLACES_IN_SHIFTED + index, "tokens_" + index);
        this.apart =
            graph.input(LocatingGraphs.APART + index, "windows_" + index, 1, inWindow, inWindow);
      }
    }

    /**
     * Emits window attention up to the product with proj; the residual connection adds its bias.
     */
    Value attention(int block, Value normalized) {
      boolean isShifted = block % 2 == 1;
      String name = AnySizeSwin.block(index, block) + "attn";
      long inWindow = (long) sizes.window() * sizes.window();
      Value inWindows =
          to.gather(
              name + ".windows",
              withZeros(name + ".rows", normalized, width),
              0,
              isShifted ? shifted : windows);
      List<Value> operands = new ArrayList<>();
      for (int part = 0; part < GroundingLayout.PARTS.size(); part++) {
        Value projected = projection(name, part, inWindows);
        operands.add(layers.reshape(projected.name() + ".cut", projected, -1, inWindow, width));
      }
      Value bias = positionBias(name);
      if (isShifted) {
        bias = to.add(name + ".apart", bias, apart);
      }
      long heads = sizes.stageHeads().get(index);
      Value attended =
          graph.emit(
              Op.ATTENTION,
              name,
              List.of(Attribute.of("q_num_heads", heads), Attribute.of("kv_num_heads", heads)),
              operands.get(0),
              operands.get(1),
              operands.get(2),
              bias);
      Value flat = layers.reshape(name + ".flat", attended, -1, width);
      Value back = to.gather(name + ".back", flat, 0, isShifted ? shiftedPlaces : places);
      return layers.product(name + ".proj", back, width, width);
    }

    /**
     * Emits a part of the qkv Linear layer, with a bias for the queries only: the keys' bias adds a
     * constant to all scores of a query, which softmax cancels, and the values' bias is in {@link
     * #attentionBias}.
     */
    private Value projection(String name, int part, Value rows) {
      TensorSource bias = part > 0 ? null : TensorSource.of(partBias(name + ".", 0, width));
      return graph
          .products()
          .of(
              "%s.%s".formatted(name, GroundingLayout.PARTS.get(part)),
              rows,
              width,
              width,
              to.layout().part(name, "." + QKV, part, width),
              bias);
    }

    private Value positionBias(String name) {
      int window = sizes.window();
      int heads = sizes.stageHeads().get(index);
      int side = 2 * window - 1;
      float[] table =
          to.weights().floats(name + ".relative_position_bias_table", (long) side * side, heads);
      int tokens = window * window;
      float[] bias = new float[heads * tokens * tokens];
      for (int i = 0; i < bias.length; i++) {
        int from = i / tokens % tokens;
        int into = i % tokens;
        int dy = from / window - into / window + window - 1;
        int dx = from % window - into % window + window - 1;
        bias[i] = table[(dy * side + dx) * heads + i / (tokens * tokens)];
      }
      return graph.weight(
          name + ".position_bias",
          List.of(1L, (long) heads, (long) tokens, (long) tokens),
          TensorSource.of(bias));
    }
  }
}
