package io.github.ram4j.spark;

import java.io.Serializable;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * The counts of an application, as accumulators: the stages of Spark's web page show them, and this
 * has their totals. One object for each SparkContext; thread-safe.
 *
 * <p>Attempts of tasks that fail are not counted. Where the stage that tags ends its job, as in
 * {@link ResultTable#update}, each image counts once, whatever is tried again or twice. Where
 * others follow in the same job, after a shuffle, images whose result is lost are recognized again
 * and counted again: at least once. So is what two actions compute twice.
 */
public final class TaggingMetrics implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Map<SparkContext, TaggingMetrics> ALL = new WeakHashMap<>();

  private final LongAccumulator images;
  private final LongAccumulator failed;
  private final LongAccumulator modelsOpened;
  private final LongAccumulator recognizingMs;

  private TaggingMetrics(SparkContext context) {
    images = context.longAccumulator("ram4j images");
    failed = context.longAccumulator("ram4j failed images");
    modelsOpened = context.longAccumulator("ram4j models opened");
    recognizingMs = context.longAccumulator("ram4j recognizing ms");
  }

  /**
   * The counts of an application, for its driver.
   *
   * @param spark a session of it
   * @return the same for all sessions of a SparkContext
   */
  public static TaggingMetrics of(SparkSession spark) {
    synchronized (ALL) {
      return ALL.computeIfAbsent(spark.sparkContext(), TaggingMetrics::new);
    }
  }

  /**
   * The number of images that went through a model or failed.
   *
   * @return 0 or more
   */
  public long images() {
    return images.sum();
  }

  /**
   * The number of images whose result has an error.
   *
   * @return 0 or more, at most {@link #images()}
   */
  public long failed() {
    return failed.sum();
  }

  /**
   * The number of models that executors opened, one for each process and model; without those that
   * an attempt of a task opened which failed afterwards.
   *
   * @return 0 or more
   */
  public long modelsOpened() {
    return modelsOpened.sum();
  }

  /**
   * The time of all threads in models, reading and decoding of images included.
   *
   * @return milliseconds
   */
  public long recognizingMs() {
    return recognizingMs.sum();
  }

  void addImage(boolean hasFailed) {
    images.add(1L);
    if (hasFailed) {
      failed.add(1L);
    }
  }

  void addModelOpened() {
    modelsOpened.add(1L);
  }

  void addRecognizingMs(long ms) {
    recognizingMs.add(ms);
  }
}
