package io.github.ram4j.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The job of {@link TagImages}: files listed, those that are new tagged, their results added. */
final class TagJob {
  private static final int TASKS_EACH_CORE = 4;

  final List<String> images = new ArrayList<>();
  @Nullable String output;
  TaggingOptions options = TaggingOptions.defaults();
  boolean byDate;
  ResultTable.Existing existing = ResultTable.Existing.SKIP;
  int tasks;
  String glob = "*.{jpg,jpeg,JPG,JPEG,png,PNG,webp,WEBP,gif,GIF,bmp,BMP,tif,tiff,TIF,TIFF}";

  /** Counts of a run. */
  record Report(long images, long failed, long modelsOpened) {
    @Override
    public String toString() {
      return "%d images tagged, %d of them failed; %d models opened"
          .formatted(images, failed, modelsOpened);
    }
  }

  /** Tags what is pending; nothing where nothing is. */
  Report run(SparkSession spark) {
    String folder = String.valueOf(output);
    ResultTable table = byDate ? ResultTable.byDate(folder) : ResultTable.byHash(folder);
    TaggingMetrics metrics = TaggingMetrics.of(spark);
    long before = metrics.images();
    long failed = metrics.failed();
    long opened = metrics.modelsOpened();
    // Without their content: files are read where they are tagged, those alone that are pending.
    Dataset<Row> listed =
        spark
            .read()
            .format("binaryFile")
            .option("recursiveFileLookup", true)
            .option("pathGlobFilter", glob)
            .load(images.toArray(String[]::new))
            .select(ResultTable.PATH, ResultTable.MODIFIED, ResultTable.LENGTH);
    int count = tasks > 0 ? tasks : TASKS_EACH_CORE * spark.sparkContext().defaultParallelism();
    spark.sparkContext().setJobDescription("ram4j: tag images, " + options);
    table
        .withExisting(existing)
        .withTasks(count)
        .update(
            listed,
            new RamTagger()
                .setInputCol(ResultTable.PATH)
                .setOutputCol(ResultTable.RESULT)
                .setOptions(options));
    return new Report(
        metrics.images() - before, metrics.failed() - failed, metrics.modelsOpened() - opened);
  }
}
