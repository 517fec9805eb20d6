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
 * The tags of a head in blocks of equal size, optionally cut into pieces. The last ones are padded
 * with tags of zeros, whose logits are dropped. Graphs for GPUs, which prefer tall products, have
 * one block.
 */
final class TagBlocks {
  /**
   * The most tags of a block: more than the width of their rows, so that ONNX Runtime's threads
   * share a product's rows, not its columns. Measured; see docs/lab-notes.md.
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
   * Cuts tags into blocks.
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

  /** The number of tags, without padding. */
  int tags() {
    return chosen.length;
  }

  int tagsPerBlock() {
    return tagsPerBlock;
  }

  /** The number of tags of a piece. */
  int tagsPerPiece() {
    return tagsPerPiece;
  }

  /** The number of pieces of a block. */
  int pieces() {
    return pieces;
  }

  int blocks() {
    return blocks;
  }

  /** The number of tags of all blocks, including padding. */
  int paddedTags() {
    return blocks * tagsPerBlock;
  }

  /** Returns the chosen tags' rows of a tensor, followed by rows of zeros as padding. */
  TensorSource rowsOf(String tensor, long rowElements, long... shape) {
    return Padding.end(
        weights.rows(tensor, chosen, rowElements, shape),
        (paddedTags() - chosen.length) * rowElements);
  }

  /** Reads the rows of {@link #rowsOf}. */
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
   * @param elements the elements of {@link #paddedTags()} tags, block after block
   * @param perTag the dimensions after the tags
   */
  Value constant(String name, TensorSource elements, long... perTag) {
    List<Long> shape = new ArrayList<>();
    shape.add((long) tagsPerBlock);
    Arrays.stream(perTag).forEach(shape::add);
    return constantOfBlocks(name, elements, shape);
  }

  /** Adds a constant that is cut into blocks of a given shape. */
  Value constantOfBlocks(String name, TensorSource elements, List<Long> block) {
    return graph.weight(name, ofAllBlocks(block), elements);
  }

  /**
   * Adds a constant that is cut into blocks of a given shape, as {@linkplain
   * io.github.ram4j.convert.graph.Products#byteRows 8-bit integers}.
   */
  Operand byteRows(String name, TensorSource elements, List<Long> block) {
    return graph.products().byteRows(name, ofAllBlocks(block), elements);
  }

  /** Returns the shape of a block: [pieces, tags, …], or [tags, …] for a single piece. */
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
   * Emits the logits of the tags, block by block.
   *
   * @param constants constants made by this object
   * @param body emits [batch, tags of a block] from a block of each constant
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
