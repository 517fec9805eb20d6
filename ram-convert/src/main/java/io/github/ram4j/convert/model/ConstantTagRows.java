package io.github.ram4j.convert.model;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.layout.TensorNames;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.List;

/**
 * Constant rows of tags: independent of the image, like the queries of the first layer. RAM:
 * relu(wordvec_proj(label_embed)); Tag2Text: the learned label embeddings.
 */
final class ConstantTagRows implements TagRows {
  private final List<Value> constants;

  /**
   * Computes the rows and queries.
   *
   * @param query prefix of the first layer's query projection
   */
  ConstantTagRows(Weights weights, Architecture sizes, TagBlocks blocks, String query) {
    int hidden = sizes.hidden();
    float[] rows = rows(weights, sizes, blocks);
    float[] queries =
        Matrices.linear(
            rows,
            blocks.paddedTags(),
            hidden,
            weights.floats(query + "weight", hidden, hidden),
            weights.floats(query + "bias", hidden));
    int heads = sizes.headHeads();
    this.constants =
        List.of(
            blocks.constant("tags.start", TensorSource.of(rows), hidden),
            blocks.constantOfBlocks(
                "tags.queries",
                TensorSource.of(perHead(queries, blocks, heads, hidden / heads)),
                List.of((long) heads, (long) blocks.tagsPerBlock(), (long) hidden / heads)));
  }

  private static float[] rows(Weights weights, Architecture sizes, TagBlocks blocks) {
    int width = sizes.tagWidth();
    if (sizes.family().equals(ModelFamily.TAG2TEXT)) {
      return blocks.readRowsOf(TensorNames.TAG2TEXT_LABELS, width, sizes.tags(), width);
    }
    float[] rows =
        Matrices.linear(
            blocks.readRowsOf(TensorNames.LABELS, width, sizes.tags(), width),
            blocks.paddedTags(),
            width,
            weights.floats(TensorNames.LABEL_PROJECTION + ".weight", sizes.hidden(), width),
            weights.floats(TensorNames.LABEL_PROJECTION + ".bias", sizes.hidden()));
    Matrices.reluInPlace(rows);
    return rows;
  }

  /** Reorders [blocks · tags, hidden] to [blocks, heads, tags, width], times 1/√width. */
  private static float[] perHead(float[] rows, TagBlocks blocks, int heads, int width) {
    float scale = (float) (1 / Math.sqrt(width));
    float[] result = new float[rows.length];
    int to = 0;
    for (int block = 0; block < blocks.blocks(); block++) {
      for (int head = 0; head < heads; head++) {
        for (int tag = 0; tag < blocks.tagsPerBlock(); tag++) {
          int from = ((block * blocks.tagsPerBlock() + tag) * heads + head) * width;
          for (int k = 0; k < width; k++) {
            result[to++] = rows[from + k] * scale;
          }
        }
      }
    }
    return result;
  }

  @Override
  public boolean hasQueries() {
    return true;
  }

  @Override
  public List<Value> constants() {
    return constants;
  }

  @Override
  public Start of(List<Value> block) {
    return new Start(block.get(0), block.get(1));
  }
}
