package io.github.ram4j.spark;

import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * A function for {@code mapPartitions} of RDDs and Datasets: encoded images → their results, each
 * with its image's key, in the order of the partition. {@link RamTagger} does the same to the
 * columns of a DataFrame.
 *
 * <pre>{@code
 * JavaRDD<Tuple2<String, Row>> results = images.mapPartitions(TagFunction.of(spark, options));
 * }</pre>
 *
 * <p>Serializable. The model is opened in the process that runs the function.
 *
 * @param <K> a key, which is kept
 */
public final class TagFunction<K>
    implements FlatMapFunction<Iterator<Tuple2<K, byte[]>>, Tuple2<K, Row>>,
        MapPartitionsFunction<Tuple2<K, byte[]>, Tuple2<K, Row>> {
  private static final long serialVersionUID = 1;

  private final TaggingOptions options;
  private final TaggingMetrics metrics;

  private TagFunction(TaggingOptions options, TaggingMetrics metrics) {
    this.options = options;
    this.metrics = metrics;
  }

  /**
   * A function that tags.
   *
   * @param <K> a key, which is kept
   * @param spark a session of the application whose counts it adds to
   * @param options the model, and the results that are wanted
   * @return the function
   */
  public static <K> TagFunction<K> of(SparkSession spark, TaggingOptions options) {
    return new TagFunction<>(options, TaggingMetrics.of(spark));
  }

  /**
   * The type of a result.
   *
   * @param options the model, and the results that are wanted
   * @return the fields that {@link RamTagger} describes
   */
  public static StructType schema(TaggingOptions options) {
    return ResultRows.schema(options);
  }

  /**
   * Tags the images of a partition.
   *
   * @param images keys and encoded images; a null in place of bytes gets an error
   * @return keys and results, computed as they are asked for and some images ahead
   */
  @Override
  public Iterator<Tuple2<K, Row>> call(Iterator<Tuple2<K, byte[]>> images) {
    return new TaggedPartition<Tuple2<K, byte[]>, Tuple2<K, Row>>(
        new TaggedPartition.Setting(options, null, new ImageInput.Encoded(), metrics),
        images,
        image -> image._2(),
        (image, result) -> new Tuple2<>(image._1(), result));
  }

  /** The options, as plans of Spark show them. */
  @Override
  public String toString() {
    return "TagFunction(" + options + ")";
  }
}
