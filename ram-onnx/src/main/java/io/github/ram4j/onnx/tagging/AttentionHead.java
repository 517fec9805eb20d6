package io.github.ram4j.onnx.tagging;

import ai.onnxruntime.OnnxTensor;
import io.github.ram4j.ModelException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagAttention;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.bundle.ImageResize;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.runtime.RuntimeOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A session of a bundle's open tagging head that gives the shares of its attention, too. The graph
 * is the bundle's, opened once more with values of its layers as outputs: recognizing needs none of
 * it, and no bundle keeps anything for it. Thread-safe.
 */
final class AttentionHead implements AutoCloseable {
  private static final String LAYERS = "head-layers";
  private static final String HEADS = "head-heads";
  private static final String WINDOW = "window";

  private final OpenHead head;
  private final List<String> outputs;
  private final int heads;
  private final int memoryRows;
  private final int side;
  private final int window;

  private AttentionHead(OpenHead head, Bundle bundle, List<String> outputs, int memoryRows) {
    this.head = head;
    this.outputs = outputs;
    this.heads = bundle.manifest().size(HEADS);
    this.memoryRows = memoryRows;
    this.side = side(bundle, memoryRows);
    this.window =
        bundle.manifest().sizes().containsKey(WINDOW)
            ? Math.min(side, bundle.manifest().size(WINDOW))
            : side;
  }

  /** Opens the head of a bundle that was opened before and has one. */
  static AttentionHead open(Bundle bundle, RuntimeOptions options, int memoryRows)
      throws IOException {
    side(bundle, memoryRows);
    List<String> outputs =
        IntStream.range(0, bundle.manifest().size(LAYERS))
            .mapToObj(TaggingGraphs::attentionShares)
            .toList();
    return new AttentionHead(
        OpenHead.openWith(bundle, options, outputs), bundle, outputs, memoryRows);
  }

  /** The side of the map of tokens, which must lie over the whole image. */
  private static int side(Bundle bundle, int memoryRows) {
    int side = (int) Math.sqrt(memoryRows - 1);
    Optional<ImagePreparation> image = bundle.manifest().image();
    boolean whole = image.filter(found -> found.resize() == ImageResize.SQUASH).isPresent();
    if (side * side != memoryRows - 1 || !whole) {
      throw new ModelException(
          "model %s: attention: expected a square of tokens of images resized to a square, found %d tokens of images by %s"
              .formatted(
                  bundle.name(),
                  memoryRows - 1,
                  image.map(found -> found.resize().id()).orElse("nothing")));
    }
    return side;
  }

  /**
   * Finds where some tags look in an image, into their places.
   *
   * @param image float32 [1, memory rows, width]
   */
  void attend(OnnxTensor image, TagInputs tags, IntFunction<Tag> names, TagAttention... maps) {
    float[][] sums = new float[tags.count()][side * side];
    head.run(
        image,
        tags,
        result -> {
          for (String output : outputs) {
            add(head.floats(result, output, 1, tags.count(), heads, memoryRows), sums);
          }
        });
    for (int i = 0; i < sums.length; i++) {
      int place = tags.place(i);
      maps[place] = TagAttention.of(names.apply(place), side, side, inRows(sums[i]));
    }
  }

  /** Adds the shares of all parts, without the image's mean, of one of the layers. */
  private void add(float[] shares, float[][] sums) {
    float part = 1f / (heads * outputs.size());
    for (int tag = 0; tag < sums.length; tag++) {
      for (int of = 0; of < heads; of++) {
        int from = (tag * heads + of) * memoryRows + 1;
        for (int token = 0; token < sums[tag].length; token++) {
          sums[tag][token] += shares[from + token] * part;
        }
      }
    }
  }

  /** Tokens, which come window by window, in rows of the map. */
  private float[] inRows(float[] tokens) {
    float[] rows = new float[tokens.length];
    int inWindow = window * window;
    int across = side / window;
    for (int token = 0; token < tokens.length; token++) {
      int ofWindow = token % inWindow;
      int row = token / inWindow / across * window + ofWindow / window;
      int column = token / inWindow % across * window + ofWindow % window;
      rows[row * side + column] = tokens[token];
    }
    return rows;
  }

  @Override
  public void close() {
    head.close();
  }
}
