package io.github.ram4j.spark.data.evaluate;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.spark.data.infer.RecognizedEntries;
import io.github.ram4j.spark.data.infer.RecognizedEntries.Recognized;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import scala.Tuple2;

/** The pieces of a task, made while they are asked for. Not thread-safe. */
final class ScoredPieces implements Iterator<Tuple2<Integer, Piece>> {
  /** Images of a piece. */
  private static final int IMAGES = 256;

  private final RecognizedEntries<LabelledImage> images;
  private final TagVocabulary vocabulary;
  private final TagBlocks blocks;
  private final Deque<Tuple2<Integer, Piece>> pieces = new ArrayDeque<>();

  ScoredPieces(
      RecognizedEntries<LabelledImage> images, TagVocabulary vocabulary, TagBlocks blocks) {
    this.images = images;
    this.vocabulary = vocabulary;
    this.blocks = blocks;
  }

  @Override
  public boolean hasNext() {
    if (pieces.isEmpty() && images.hasNext()) {
      Recognized<LabelledImage> image = images.next();
      ScoredBatch batch = new ScoredBatch(vocabulary, blocks, image.entry().place());
      add(batch, image);
      while (batch.size() < IMAGES && images.hasNext()) {
        add(batch, images.next());
      }
      pieces.addAll(batch.pieces());
    }
    return !pieces.isEmpty();
  }

  private static void add(ScoredBatch batch, Recognized<LabelledImage> image) {
    if (image.scored().recognition() == null) {
      batch.skip();
    } else {
      batch.add(image.entry().value(), image.scored().recognition());
    }
  }

  @Override
  public Tuple2<Integer, Piece> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("pieces: expected a next one, found the end");
    }
    return pieces.remove();
  }
}
