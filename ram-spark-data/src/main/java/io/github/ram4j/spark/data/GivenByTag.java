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
      Map<Integer, Logits> logits = new HashMap<>();
      while (items.hasNext()) {
        GivenLogits given = Objects.requireNonNull(items.next().logits());
        for (int i = 0; i < given.size(); i++) {
          if (!Float.isNaN(given.logit(i))) {
            logits.computeIfAbsent(given.tag(i), tag -> new Logits()).add(given.logit(i));
          }
        }
      }
      return logits.entrySet().stream()
          .map(tag -> new Tuple2<>(tag.getKey(), tag.getValue().toArray()))
          .iterator();
    }
  }

  /** Logits of one tag. */
  private static final class Logits {
    private float[] some = new float[FIRST_CAPACITY];
    private int size;

    void add(float logit) {
      if (size == some.length) {
        some = Arrays.copyOf(some, Math.multiplyExact(size, 2));
      }
      some[size++] = logit;
    }

    float[] toArray() {
      return Arrays.copyOf(some, size);
    }
  }
}
