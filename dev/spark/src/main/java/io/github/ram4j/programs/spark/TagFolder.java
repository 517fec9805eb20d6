package io.github.ram4j.programs.spark;

import static org.apache.spark.sql.functions.col;

import io.github.ram4j.spark.RamTagger;
import io.github.ram4j.spark.SharedModels;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** An example that embeds Spark in an application and shows the tags of a folder of images. */
public final class TagFolder {
  private TagFolder() {}

  /**
   * Runs.
   *
   * @param arguments a folder of images
   */
  public static void main(String[] arguments) {
    // The tasks are threads of this JVM, one for each processor.
    SparkSession spark = SparkSession.builder().master("local[*]").appName("tags").getOrCreate();
    try {
      Dataset<Row> images = spark.read().format("binaryFile").load(arguments[0]);
      Dataset<Row> tagged = new RamTagger().setTopK(3).transform(images).cache();
      tagged
          .select(col("path"), col("ram.tags.english"), col("ram.tags.score"), col("ram.error"))
          .orderBy("path")
          .show(100, false);
      System.out.printf(
          "%d images, %d with tags, %d with errors%n",
          tagged.count(),
          tagged.where("size(ram.tags) > 0").count(),
          tagged.where("ram.error is not null").count());
    } finally {
      spark.stop();
      SharedModels.closeAll();
    }
  }
}
