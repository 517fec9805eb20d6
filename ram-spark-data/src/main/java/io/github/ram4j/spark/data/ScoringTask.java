package io.github.ram4j.spark.data;

import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.spark.data.infer.DataModel;
import io.github.ram4j.spark.data.infer.RecognizedEntries;
import io.github.ram4j.spark.data.table.Entry;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * A task that recognizes the images of its partition with the executor's model, and applies a rule.
 *
 * @param <T> text of a line, or a row
 */
record ScoringTask<T>(DataModel model, ExampleImages<T> images, RuleFactory<T> rule, boolean strict)
    implements FlatMapFunction<Iterator<Entry<T>>, Part<T>> {

  /** Maker of a task's rule. */
  @FunctionalInterface
  interface RuleFactory<T> extends Serializable {
    PartRule<T> rule(TagVocabulary vocabulary);
  }

  @Override
  public Iterator<Part<T>> call(Iterator<Entry<T>> entries) throws IOException {
    Recognizer recognizer = model.recognizer();
    PartRule<T> part = rule.rule(recognizer.vocabulary());
    RecognizedEntries<T> recognized = RecognizedEntries.ofTask(entries, images, recognizer, strict);
    return new CountedParts<>(recognized, part::apply, part.counts());
  }
}
