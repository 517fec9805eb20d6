package io.github.ram4j.spark.data.evaluate;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.TruthLabels;
import io.github.ram4j.evaluate.TruthMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import scala.Tuple2;

/** Images of a task that are cut into pieces together. Not thread-safe. */
final class ScoredBatch {
  private final TagVocabulary vocabulary;
  private final TagBlocks blocks;
  private final long firstPlace;
  private final List<LabelledImage> images = new ArrayList<>();
  private final List<float[]> scores = new ArrayList<>();
  private int skipped;

  ScoredBatch(TagVocabulary vocabulary, TagBlocks blocks, long firstPlace) {
    this.vocabulary = vocabulary;
    this.blocks = blocks;
    this.firstPlace = firstPlace;
  }

  void add(LabelledImage image, Recognition recognition) {
    float[] row = new float[vocabulary.size()];
    recognition.scores().get(row);
    images.add(image);
    scores.add(row);
  }

  void skip() {
    skipped++;
  }

  int size() {
    return images.size() + skipped;
  }

  /** The pieces by block, and the totals. */
  List<Tuple2<Integer, Piece>> pieces() {
    List<Tuple2<Integer, Piece>> pieces = new ArrayList<>();
    TruthLabels labels =
        TruthLabels.of(vocabulary, images.stream().map(LabelledImage::tags).toList())
            .withNeutral(images.stream().map(LabelledImage::neutral).toList());
    SortedMap<String, Integer> unknown = new TreeMap<>(labels.unknown());
    pieces.add(new Tuple2<>(TagBlocks.TOTALS, new Piece.Totals(images.size(), skipped, unknown)));
    for (int block = 0; block < blocks.count() && !images.isEmpty(); block++) {
      pieces.add(new Tuple2<>(block, piece(labels.matrix(), block)));
    }
    return pieces;
  }

  private Piece piece(TruthMatrix truth, int block) {
    int from = blocks.from(block);
    int to = blocks.to(block);
    float[][] columns = new float[images.size()][];
    int[][] shown = new int[images.size()][];
    int[][] neutral = new int[images.size()][];
    for (int i = 0; i < columns.length; i++) {
      int image = i;
      columns[i] = Arrays.copyOfRange(scores.get(i), from, to);
      shown[i] = IntStream.range(0, to - from).filter(t -> truth.shows(image, from + t)).toArray();
      neutral[i] =
          IntStream.range(0, to - from).filter(t -> truth.isNeutral(image, from + t)).toArray();
    }
    return new Piece.Scores(firstPlace, columns, shown, neutral);
  }
}
