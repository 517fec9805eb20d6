package io.github.ram4j.spark.data;

import io.github.ram4j.ImageException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.Evaluation;
import io.github.ram4j.evaluate.PublishedThresholds;
import io.github.ram4j.evaluate.run.EvaluationRow.Basis;
import io.github.ram4j.evaluate.run.EvaluationSummary;
import io.github.ram4j.evaluate.run.LabelledImages;
import io.github.ram4j.spark.data.evaluate.LabelledImage;
import io.github.ram4j.spark.data.evaluate.TagBlocks;
import io.github.ram4j.spark.data.evaluate.TagFigures;
import io.github.ram4j.spark.data.infer.DataModel;
import io.github.ram4j.spark.data.table.ImageLocations;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Evaluation of a model on labelled images as a job of Spark: the figures that {@link
 * io.github.ram4j.evaluate.run.Comparison} has of one model, to the bit.
 *
 * <p>Images are recognized on the executors. A tag's scores of all images are brought together on
 * one executor, in the order of the images, and evaluated there by the same code. The labels are in
 * the driver's memory. Immutable and thread-safe.
 */
public final class SparkEvaluator {
  private final SparkSession spark;
  private final DataModel model;
  private final SparkEvaluationOptions options;

  /**
   * Makes an evaluator of a model.
   *
   * @param spark the session; borrowed
   * @param model as {@link io.github.ram4j.spark.TaggingOptions#withModel} takes it; opened once by
   *     each executor, and closed with it
   * @param options thresholds, and the treatment of unreadable images
   */
  public SparkEvaluator(SparkSession spark, String model, SparkEvaluationOptions options) {
    this.spark = spark;
    this.model = DataModel.of(model);
    this.options = options;
  }

  /**
   * Recognizes and evaluates.
   *
   * @param name of the model in reports
   * @param images names and labels; its folder is not used
   * @param folder of the images, a path or URI that all executors see
   * @return the figures
   * @throws IOException if an image cannot be read and none may be left out
   * @throws ImageException if no image can be read
   */
  public EvaluationSummary evaluate(String name, LabelledImages images, String folder)
      throws IOException {
    return SparkFailures.explained(() -> evaluated(name, images, folder));
  }

  private EvaluationSummary evaluated(String name, LabelledImages images, String folder)
      throws IOException {
    TagVocabulary vocabulary = evaluated(model.vocabulary());
    float[] thresholds = new float[vocabulary.size()];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = vocabulary.threshold(i);
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int partitions =
        options.partitions() > 0 ? options.partitions() : 3 * context.defaultParallelism();
    TagFigures figures =
        TagFigures.of(
            context.parallelize(LabelledImage.of(images), partitions),
            model,
            locations(context, folder),
            thresholds,
            TagBlocks.of(thresholds.length, images.size()),
            options.skipUnreadable());
    if (figures.images() == 0) {
      throw new ImageException(
          "images: expected at least one of %d that can be read, found none"
              .formatted(images.size()));
    }
    Evaluation evaluation = Evaluation.ofTags(figures.images(), figures.tags());
    EvaluationSummary.Row row =
        new EvaluationSummary.Row(
            name,
            Basis.OWN,
            Double.NaN,
            figures.unknown(),
            options.countUnknown() ? evaluation.withMisses(figures.unknown()) : evaluation);
    return new EvaluationSummary(figures.images(), figures.skipped(), List.of(row));
  }

  private TagVocabulary evaluated(TagVocabulary own) {
    return options
        .thresholds()
        .map(own::withThresholds)
        .orElseGet(() -> PublishedThresholds.toEvaluate(own));
  }

  private ImageLocations locations(JavaSparkContext context, String folder) throws IOException {
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    Path path = new Path(folder);
    Path labels = new Path(path.getFileSystem(configuration).makeQualified(path), "labels");
    return new ImageLocations(
        labels, labels, context.broadcast(new SerializableConfiguration(configuration)));
  }
}
