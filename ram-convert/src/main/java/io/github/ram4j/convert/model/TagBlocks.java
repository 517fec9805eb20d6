package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Operand;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The tags of a head cut into blocks of equal size, and those into pieces where wanted; the last
 * are filled up with tags of zeros, which are cut off again. A GPU is given all at once: it wants
 * tall products.
 */
final class TagBlocks {
  /**
   * The most tags of a block. More than the width of their rows: so ONNX Runtime's threads share a
   * product's rows, not its columns. Measured; see docs/lab-notes.md.
   */
  private static final int MOST_TAGS = 960;

  private final Graph graph;
  private final Weights weights;
  private final Layers layers;
  private final int[] chosen;
  private final int blocks;
  private final int tagsPerBlock;
  private final int pieces;
  private final int tagsPerPiece;

  /**
   * Blocks of some tags.
   *
   * @param chosen rows of the checkpoint's tags, in the order of the logits
   * @param mostOfPiece the most tags of a piece of a block
   */
  TagBlocks(Graph graph, Weights weights, Layers layers, int[] chosen, int mostOfPiece) {
    this.graph = graph;
    this.weights = weights;
    this.layers = layers;
    this.chosen = chosen;
    this.blocks = graph.isInBlocks() ? ceilDiv(chosen.length, MOST_TAGS) : 1;
    int tags = ceilDiv(chosen.length, blocks);
    this.pieces = graph.isInBlocks() ? ceilDiv(tags, mostOfPiece) : 1;
    this.tagsPerPiece = ceilDiv(tags, pieces);
    this.tagsPerBlock = pieces * tagsPerPiece;
  }

  private static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  int tagsPerBlock() {
    return tagsPerBlock;
  }

  /** The tags of a piece. */
  int tagsPerPiece() {
    return tagsPerPiece;
  }

  /** How many pieces a block has. */
  int pieces() {
    return pieces;
  }

  int blocks() {
    return blocks;
  }

  /** The tags of all blocks, those of zeros too. */
  int paddedTags() {
    return blocks * tagsPerBlock;
  }

  /** The chosen tags' rows of a tensor, and rows of zeros behind them. */
  TensorSource rowsOf(String tensor, long rowElements, long... shape) {
    return Padding.end(
        weights.rows(tensor, chosen, rowElements, shape),
        (paddedTags() - chosen.length) * rowElements);
  }

  /** The same, read. */
  float[] readRowsOf(String tensor, int rowElements, long... shape) {
    try {
      return TensorSource.read(
          rowsOf(tensor, rowElements, shape), Math.multiplyExact(paddedTags(), rowElements));
    } catch (IOException e) {
      throw new IllegalStateException("copying in memory cannot fail", e);
    }
  }

  /**
   * Adds a constant that is cut into blocks.
   *
   * @param elements of {@link #paddedTags()} tags, block after block
   * @param perTag the dimensions after the tags
   */
  Value constant(String name, TensorSource elements, long... perTag) {
    List<Long> shape = new ArrayList<>();
    shape.add((long) tagsPerBlock);
    Arrays.stream(perTag).forEach(shape::add);
    return constantOfBlocks(name, elements, shape);
  }

  /** The same, with the whole shape of a block. */
  Value constantOfBlocks(String name, TensorSource elements, List<Long> block) {
    return graph.weight(name, ofAllBlocks(block), elements);
  }

  /** The same, as {@linkplain Products#byteRows 8-bit integers}. */
  Operand byteRows(String name, TensorSource elements, List<Long> block) {
    return graph.products().byteRows(name, ofAllBlocks(block), elements);
  }

  /** The shape of a block that is cut into pieces, where it is: [pieces, tags, …]. */
  List<Long> inPieces(long... perTag) {
    List<Long> shape = new ArrayList<>();
    if (pieces > 1) {
      shape.add((long) pieces);
    }
    shape.add((long) tagsPerPiece);
    Arrays.stream(perTag).forEach(shape::add);
    return shape;
  }

  private List<Long> ofAllBlocks(List<Long> block) {
    List<Long> shape = new ArrayList<>(block);
    if (blocks > 1) {
      shape.add(0, (long) blocks);
    }
    return shape;
  }

  /**
   * Emits what becomes of the tags.
   *
   * @param constants made by this object
   * @param body given a block of each constant, makes [batch, tags of a block]
   * @return [batch, tags], named {@code logits}
   */
  Value emit(List<Value> constants, Function<List<Value>, Value> body) {
    Value ofBatch =
        blocks == 1
            ? body.apply(constants)
            : layers.transpose(
                "logits.of_batch",
                graph.scan("blocks", constants, block -> List.of(body.apply(block))).get(0),
                1L,
                0L,
                2L);
    if (paddedTags() == chosen.length) {
      return layers.reshape("logits", ofBatch, -1, chosen.length);
    }
    Value padded = layers.reshape("logits.padded", ofBatch, -1, paddedTags());
    return graph.emit(
        Op.SLICE,
        "logits",
        padded,
        graph.integers(0),
        graph.integers(chosen.length),
        graph.integers(1));
  }
}
