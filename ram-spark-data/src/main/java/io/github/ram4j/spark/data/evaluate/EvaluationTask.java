package io.github.ram4j.spark.data.evaluate;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.data.Example;
import io.github.ram4j.spark.data.infer.DataModel;
import io.github.ram4j.spark.data.infer.EntryImages;
import io.github.ram4j.spark.data.infer.RecognizedEntries;
import io.github.ram4j.spark.data.table.Entry;
import io.github.ram4j.spark.data.table.ImageLocations;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/** A task that recognizes labelled images and cuts scores and labels into pieces. */
record EvaluationTask(DataModel model, Images images, TagBlocks blocks, boolean skipUnreadable)
    implements PairFlatMapFunction<Iterator<Entry<LabelledImage>>, Integer, Piece> {

  /** Images below a folder. */
  record Images(ImageLocations locations) implements EntryImages<LabelledImage> {
    @Override
    public Example example(LabelledImage value) {
      return Example.of(value.name(), List.of());
    }

    @Override
    public ImageSource image(LabelledImage value) throws IOException {
      return locations.open(value.name());
    }
  }

  @Override
  public Iterator<Tuple2<Integer, Piece>> call(Iterator<Entry<LabelledImage>> entries)
      throws IOException {
    Recognizer recognizer = model.recognizer();
    TagVocabulary vocabulary = recognizer.vocabulary();
    RecognizedEntries<LabelledImage> recognized =
        RecognizedEntries.ofTask(entries, images, recognizer, !skipUnreadable);
    return new ScoredPieces(recognized, vocabulary, blocks);
  }
}
