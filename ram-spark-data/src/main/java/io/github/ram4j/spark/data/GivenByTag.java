package io.github.ram4j.spark.data;

import io.github.ram4j.data.GivenLogits;
import io.github.ram4j.data.GivenQuantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/**
 * The logits of given tags, brought together by tags. A tag's logits are sorted before anything is
 * taken from them, so that the order in which they arrive is of no consequence.
 */
final class GivenByTag {
  private static final int FIRST_CAPACITY = 16;

  private GivenByTag() {}

  /** The quantiles of each tag, over all images that could be read. */
  static <T> List<GivenQuantiles> quantiles(
      JavaRDD<Part.Item<T>> items, int tags, CleanNumbers numbers) {
    List<GivenQuantiles> quantiles =
        new ArrayList<>(Collections.nCopies(tags, GivenQuantiles.NONE));
    items
        .mapPartitionsToPair(new OfPartition<T>())
        .groupByKey()
        .mapValues(parts -> GivenQuantiles.of(joined(parts), numbers.options()))
        .collect()
        .forEach(tag -> quantiles.set(tag._1(), tag._2()));
    return quantiles;
  }

  private static float[] joined(Iterable<float[]> parts) {
    float[] all = new float[0];
    for (float[] part : parts) {
      int size = all.length;
      all = Arrays.copyOf(all, Math.addExact(size, part.length));
      System.arraycopy(part, 0, all, size, part.length);
    }
    return all;
  }

  /** The logits of a partition's items, by tag. */
  private record OfPartition<T>()
      implements PairFlatMapFunction<Iterator<Part.Item<T>>, Integer, float[]> {
    @Override
    public Iterator<Tuple2<Integer, float[]>> call(Iterator<Part.Item<T>> items) {
      Map<Integer, float[]> logits = new HashMap<>();
      Map<Integer, Integer> counts = new HashMap<>();
      while (items.hasNext()) {
        GivenLogits given = Objects.requireNonNull(items.next().logits());
        IntStream.range(0, given.size())
            .filter(i -> !Float.isNaN(given.logit(i)))
            .forEach(
                i -> {
                  int count = counts.merge(given.tag(i), 1, Integer::sum);
                  float[] some = logits.getOrDefault(given.tag(i), new float[FIRST_CAPACITY]);
                  float[] enough = count > some.length ? Arrays.copyOf(some, 2 * count) : some;
                  enough[count - 1] = given.logit(i);
                  logits.put(given.tag(i), enough);
                });
      }
      return logits.entrySet().stream()
          .map(
              tag ->
                  new Tuple2<>(
                      tag.getKey(), Arrays.copyOf(tag.getValue(), counts.get(tag.getKey()))))
          .iterator();
    }
  }
}
