package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.bundle.TensorPlace;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Operand;
import io.github.ram4j.convert.graph.ProductProbe;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.TensorNames;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * RAM++'s multi-description reweighting of each tag's 51 text embeddings by their similarity to the
 * image.
 */
final class ReweightedTagRows implements TagRows {
  private static final long TEXTS = Architecture.DESCRIPTIONS_PER_TAG;

  /** The most tags of a piece, whose float32 embeddings fit a processor's last-level cache. */
  static final int MOST_TAGS = 100;

  /** The product's name of the whole mix in choices of precision. */
  private static final String MIXED = "reweight.mixed";

  private final Graph graph;
  private final Layers layers;
  private final Architecture sizes;
  private final TagBlocks blocks;
  private final DescriptionMix mix;
  private final DescriptionMix probe;

  /**
   * Emits the part that depends on the image alone.
   *
   * @param memory [batch · image rows, memory width]
   */
  ReweightedTagRows(
      Graph graph,
      Weights weights,
      Layers layers,
      Architecture sizes,
      TagBlocks blocks,
      Value memory) {
    this.graph = graph;
    this.layers = layers;
    this.sizes = sizes;
    this.blocks = blocks;
    long width = sizes.tagWidth();
    TensorSource texts =
        blocks.rowsOf(TensorNames.LABELS, TEXTS * width, sizes.tags() * TEXTS, width);
    Value sources = ImageColumns.emit(graph, weights, layers, sizes, memory);
    this.mix = graph.isInt8(MIXED) ? ofBytes(texts, sources) : ofFloats(texts, sources);
    this.probe = graph.isProbing() ? ofBytes(texts, sources) : null;
  }

  private DescriptionMix ofFloats(TensorSource texts, Value sources) {
    Value table =
        blocks.constantOfBlocks(
            TensorNames.LABELS, texts, blocks.inPieces(TEXTS, sizes.tagWidth()));
    // Blocks and their pieces follow each other, and padding is at the end alone.
    graph.locate(
        TaggingGraphs.LABEL_EMBEDDINGS,
        table,
        List.of((long) blocks.tags(), TEXTS, (long) sizes.tagWidth()));
    return new FloatDescriptionMix(graph, layers, table, sources);
  }

  private DescriptionMix ofBytes(TensorSource texts, Value sources) {
    long width = sizes.tagWidth();
    Operand table = blocks.byteRows(TensorNames.LABELS, texts, blocks.inPieces(TEXTS, width));
    List<Long> rows = List.of((long) blocks.tags(), TEXTS);
    graph.locate(TaggingGraphs.LABEL_EMBEDDINGS, table.value(), List.of(rows.get(0), TEXTS, width));
    graph.locate(TensorPlace.scales(TaggingGraphs.LABEL_EMBEDDINGS), table.scales(), rows);
    Operand columns =
        graph.products().byteColumns(layers.reshape("reweight.batch", sources, 1, width, -1));
    Value bytes = layers.reshape("reweight.batch.columns", columns.value(), width, -1);
    return new ByteDescriptionMix(
        graph,
        layers,
        blocks.tagsPerPiece(),
        (int) width,
        table,
        new Operand(bytes, columns.scales()));
  }

  @Override
  public boolean hasQueries() {
    return false;
  }

  @Override
  public List<Value> constants() {
    return probe == null
        ? mix.constants()
        : Stream.concat(mix.constants().stream(), probe.constants().stream()).toList();
  }

  @Override
  public Start of(List<Value> block) {
    int ofMix = mix.constants().size();
    Value mixed = mixed(block.subList(0, ofMix));
    if (probe != null) {
      List<Value> ofProbe = block.subList(ofMix, block.size());
      mixed = ProductProbe.emit(graph, MIXED, mixed, probe.emit(MIXED + ".probe", ofProbe));
    }
    Value ofBatch = layers.transpose("reweight.of_batch", mixed, 1L, 0L, 2L);
    Value rows = layers.reshape("reweight.rows", ofBatch, -1, sizes.tagWidth());
    HeadAxes axes = HeadAxes.ofTags(blocks.tagsPerBlock());
    return new Start(LabelProjection.emit(graph, layers, sizes, axes, rows), null);
  }

  /**
   * Emits the mix piece by piece: a piece's embeddings are read twice, the second time from a
   * cache.
   */
  private Value mixed(List<Value> block) {
    if (blocks.pieces() == 1) {
      return mix.emit(MIXED, block);
    }
    Value stacked =
        graph
            .scan(MIXED + ".pieces", block, piece -> List.of(mix.emit(MIXED + ".piece", piece)))
            .get(0);
    return layers.reshape(MIXED, stacked, blocks.tagsPerBlock(), -1, sizes.tagWidth());
  }
}
