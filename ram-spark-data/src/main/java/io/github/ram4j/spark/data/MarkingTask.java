package io.github.ram4j.spark.data;

import io.github.ram4j.data.CleanLimits;
import io.github.ram4j.data.CleanRule;
import io.github.ram4j.data.Example;
import io.github.ram4j.data.GivenLogits;
import io.github.ram4j.data.PassCounts;
import io.github.ram4j.spark.data.infer.DataModel;
import io.github.ram4j.spark.data.table.Entry;
import java.io.IOException;
import java.util.Iterator;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/**
 * A task of the second pass of cleaning: marks or removes what is below the limits.
 *
 * @param <T> text of a line, or a row
 */
record MarkingTask<T>(
    DataModel model, ExampleImages<T> images, CleanNumbers numbers, Broadcast<CleanLimits> limits)
    implements FlatMapFunction<Iterator<Part.Item<T>>, Part<T>> {

  @Override
  public Iterator<Part<T>> call(Iterator<Part.Item<T>> items) throws IOException {
    CleanRule rule = new CleanRule(model.recognizer().vocabulary(), numbers.options());
    PassCounts counts = rule.counts();
    return new CountedParts<>(items, item -> marked(rule, item, counts), counts);
  }

  private Part.Item<T> marked(CleanRule rule, Part.Item<T> item, PassCounts counts) {
    Entry<T> entry = item.entry();
    GivenLogits logits = Objects.requireNonNull(item.logits());
    Example before = images.example(entry.value());
    Example after = rule.mark(entry.place(), before, logits, limits.value(), counts);
    T changed = images.changed(entry.value(), after);
    return new Part.Item<>(new Entry<>(entry.place(), changed), null, item.unreadable());
  }
}
