package io.github.ram4j.spark.data.evaluate;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.TagEvaluation;
import io.github.ram4j.spark.data.infer.DataModel;
import io.github.ram4j.spark.data.table.Entry;
import io.github.ram4j.spark.data.table.ImageLocations;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Figures of each tag over all images, and counts of the images.
 *
 * @param tags in the order of the vocabulary; none if no image has scores
 * @param images number of images with scores
 * @param skipped number of images that could not be read
 * @param unknown tags of the truth that the model lacks, each with the number of images with scores
 */
public record TagFigures(
    List<TagEvaluation> tags, int images, int skipped, SortedMap<String, Integer> unknown) {

  /** What a block of tags, or the totals, come to. */
  private record Result(List<TagEvaluation> tags, Piece.@Nullable Totals totals)
      implements Serializable {}

  /**
   * Recognizes and evaluates, on the executors.
   *
   * @param images in their order
   * @param model of the executors
   * @param locations of the images
   * @param thresholds of the model's tags, to evaluate with
   * @param blocks of its tags
   * @param skipUnreadable whether images that cannot be read are left out; otherwise one ends the
   *     job
   * @return the figures
   */
  public static TagFigures of(
      JavaRDD<Entry<LabelledImage>> images,
      DataModel model,
      ImageLocations locations,
      float[] thresholds,
      TagBlocks blocks,
      boolean skipUnreadable) {
    EvaluationTask task =
        new EvaluationTask(model, new EvaluationTask.Images(locations), blocks, skipUnreadable);
    JavaPairRDD<Integer, Piece> pieces = images.mapPartitionsToPair(task);
    List<Tuple2<Integer, Result>> results =
        pieces
            .groupByKey(Math.max(images.getNumPartitions(), 1))
            .mapToPair(
                block ->
                    new Tuple2<>(
                        block._1(), result(block._1(), block._2(), model, thresholds, blocks)))
            .collect();
    return together(results);
  }

  private static Result result(
      int block, Iterable<Piece> pieces, DataModel model, float[] thresholds, TagBlocks blocks)
      throws IOException {
    if (block == TagBlocks.TOTALS) {
      return new Result(List.of(), totals(pieces));
    }
    TagVocabulary vocabulary = model.recognizer().vocabulary().withThresholds(thresholds);
    return new Result(BlockEvaluation.of(blocks.of(vocabulary, block), pieces), null);
  }

  private static Piece.Totals totals(Iterable<Piece> pieces) {
    int images = 0;
    int skipped = 0;
    SortedMap<String, Integer> unknown = new TreeMap<>();
    for (Piece piece : pieces) {
      Piece.Totals some = (Piece.Totals) piece;
      images = Math.addExact(images, some.images());
      skipped = Math.addExact(skipped, some.skipped());
      some.unknown().forEach((tag, count) -> unknown.merge(tag, count, Integer::sum));
    }
    return new Piece.Totals(images, skipped, unknown);
  }

  private static TagFigures together(List<Tuple2<Integer, Result>> results) {
    List<TagEvaluation> tags = new ArrayList<>();
    Piece.Totals totals = new Piece.Totals(0, 0, new TreeMap<>());
    List<Tuple2<Integer, Result>> ordered = new ArrayList<>(results);
    ordered.sort((one, other) -> Integer.compare(one._1(), other._1()));
    for (Tuple2<Integer, Result> block : ordered) {
      tags.addAll(block._2().tags());
      totals = block._2().totals() == null ? totals : block._2().totals();
    }
    return new TagFigures(tags, totals.images(), totals.skipped(), totals.unknown());
  }
}
