package io.github.ram4j.spark.data;

import io.github.ram4j.data.PassCounts;
import io.github.ram4j.spark.data.DataPassResult.UnreadableImage;
import io.github.ram4j.spark.data.infer.Unreadable;
import io.github.ram4j.spark.data.table.Entry;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.storage.StorageLevel;

/**
 * The parts of a table, kept on the executors' disks, so that no image is recognized twice. The
 * caller closes it, which frees the disks.
 */
final class ScoredTable<T> implements AutoCloseable {
  /** Levels of adding up, so that few counts of all tags meet on the driver. */
  private static final int DEPTH = 3;

  private final JavaRDD<Part<T>> parts;

  ScoredTable(JavaRDD<Entry<T>> entries, ScoringTask<T> task) {
    this.parts = entries.mapPartitions(task, true).persist(StorageLevel.DISK_ONLY());
  }

  /** The items, in the order of the table's partitions. */
  JavaRDD<Part.Item<T>> items() {
    return items(parts);
  }

  /** The counts of all partitions together. */
  PassCounts counts(PassCounts none) {
    return counts(parts, none);
  }

  static <T> JavaRDD<Part.Item<T>> items(JavaRDD<Part<T>> parts) {
    return parts.filter(part -> part instanceof Part.Item).map(part -> (Part.Item<T>) part);
  }

  /** Each partition's counts are the result of one of its tasks, so none counts twice. */
  static <T> PassCounts counts(JavaRDD<Part<T>> parts, PassCounts none) {
    Function2<PassCounts, Part<T>, PassCounts> add =
        (sum, part) -> part instanceof Part.Counts<T> counts ? sum.addAll(counts.counts()) : sum;
    return parts.treeAggregate(none, add, PassCounts::addAll, DEPTH);
  }

  /** The first images that could not be read. */
  List<UnreadableImage> unreadable() {
    return items()
        .filter(item -> item.unreadable() != null)
        .map(Part.Item::unreadable)
        .takeOrdered(DataPassResult.NAMED, new ByPlace())
        .stream()
        .map(image -> new UnreadableImage(image.image(), image.reason()))
        .toList();
  }

  private record ByPlace() implements Comparator<Unreadable>, Serializable {
    @Override
    public int compare(Unreadable one, Unreadable other) {
      return Long.compare(one.place(), other.place());
    }
  }

  @Override
  public void close() {
    parts.unpersist(false);
  }
}
