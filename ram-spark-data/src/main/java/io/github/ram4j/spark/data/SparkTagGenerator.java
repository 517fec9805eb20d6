package io.github.ram4j.spark.data;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.data.Example;
import io.github.ram4j.data.GenerateOptions;
import io.github.ram4j.data.GenerateRule;
import io.github.ram4j.data.PassCounts;
import io.github.ram4j.data.ScoredExamples.Scored;
import io.github.ram4j.data.TagGenerator;
import io.github.ram4j.spark.data.infer.DataModel;
import io.github.ram4j.spark.data.infer.RecognizedEntries.Recognized;
import io.github.ram4j.spark.data.table.Entry;
import io.github.ram4j.spark.data.table.ExampleTable;
import io.github.ram4j.spark.data.table.OutputFolder;
import java.io.IOException;
import org.apache.spark.api.java.JavaRDD;

/**
 * {@link TagGenerator} as a job of Spark: the same tags, lines and report.
 *
 * <p>Immutable and thread-safe.
 */
public final class SparkTagGenerator {
  private final DataModel model;
  private final GenerateOptions options;

  /**
   * Makes a generator with a model.
   *
   * @param model as {@link io.github.ram4j.spark.TaggingOptions#withModel} takes it; opened once by
   *     each executor, and closed with it
   * @param options thresholds, and the treatment of unreadable images
   */
  public SparkTagGenerator(String model, GenerateOptions options) {
    this.model = DataModel.of(model);
    this.options = options;
  }

  /**
   * Reads a table and writes another.
   *
   * @param job the tables
   * @return the report, and images that could not be read
   * @throws IOException if a table cannot be read or written, or, if strict, an image
   * @throws io.github.ram4j.data.ExampleException if a line is no example
   */
  public DataPassResult generate(DataJob job) throws IOException {
    return SparkFailures.explained(() -> generate(job, job.open(TagGenerator.FIELD)));
  }

  private <T> DataPassResult generate(DataJob job, ExampleTable<T> table) throws IOException {
    TagVocabulary vocabulary = model.vocabulary();
    float[] thresholds = options.thresholds().thresholds(vocabulary);
    ExampleImages<T> images = new ExampleImages<>(table.format(), job.locations());
    ScoringTask<T> task =
        new ScoringTask<>(
            model,
            images,
            tags -> new Generating<>(rule(tags, thresholds), images),
            options.strict());
    GenerateRule rule = rule(vocabulary, thresholds);
    try (OutputFolder output = job.output();
        ScoredTable<T> scored = new ScoredTable<>(table.entries(), task)) {
      JavaRDD<T> values = scored.items().map(item -> item.entry().value());
      table.write(values, output.partial());
      DataPassResult result =
          new DataPassResult(
              rule.report(scored.counts(rule.counts()), model.family()), scored.unreadable());
      output.finish();
      return result;
    }
  }

  private static GenerateRule rule(TagVocabulary vocabulary, float[] thresholds) {
    return new GenerateRule(vocabulary.withThresholds(thresholds), GenerateOptions.defaults());
  }

  /** The rule in one task. */
  private static final class Generating<T> implements PartRule<T> {
    private final GenerateRule rule;
    private final ExampleImages<T> images;
    private final PassCounts counts;

    Generating(GenerateRule rule, ExampleImages<T> images) {
      this.rule = rule;
      this.images = images;
      this.counts = rule.counts();
    }

    @Override
    public Part.Item<T> apply(Recognized<T> recognized) {
      Entry<T> entry = recognized.entry();
      Scored scored = recognized.scored();
      Example after = rule.apply(entry.place(), scored.example(), scored.recognition(), counts);
      T changed = images.changed(entry.value(), after);
      return new Part.Item<>(new Entry<>(entry.place(), changed), null, recognized.unreadable());
    }

    @Override
    public PassCounts counts() {
      return counts;
    }
  }
}
