package io.github.ram4j.spark.data;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.data.CleanLimits;
import io.github.ram4j.data.CleanOptions;
import io.github.ram4j.data.CleanRule;
import io.github.ram4j.data.PassCounts;
import io.github.ram4j.data.ScoredExamples.Scored;
import io.github.ram4j.data.TagCleaner;
import io.github.ram4j.spark.data.infer.DataModel;
import io.github.ram4j.spark.data.infer.RecognizedEntries.Recognized;
import io.github.ram4j.spark.data.table.ExampleTable;
import io.github.ram4j.spark.data.table.OutputFolder;
import java.io.IOException;
import org.apache.spark.api.java.JavaRDD;

/**
 * {@link TagCleaner} as a job of Spark: the same marks, lines and report.
 *
 * <p>Immutable and thread-safe.
 */
public final class SparkTagCleaner {
  private final DataModel model;
  private final CleanNumbers numbers;

  /**
   * Makes a cleaner with a model.
   *
   * @param model as {@link io.github.ram4j.spark.TaggingOptions#withModel} takes it; opened once by
   *     each executor, and closed with it
   * @param options the rule
   */
  public SparkTagCleaner(String model, CleanOptions options) {
    this.model = DataModel.of(model);
    this.numbers = CleanNumbers.of(options);
  }

  /**
   * Reads a table and writes another.
   *
   * @param job the tables
   * @return the report, and images that could not be read
   * @throws IOException if a table cannot be read or written, or, if strict, an image
   * @throws io.github.ram4j.data.ExampleException if a line is no example
   */
  public DataPassResult clean(DataJob job) throws IOException {
    String mark = numbers.remove() ? TagCleaner.REMOVED : TagCleaner.MARKED;
    return SparkFailures.explained(() -> clean(job, job.open(mark)));
  }

  private <T> DataPassResult clean(DataJob job, ExampleTable<T> table) throws IOException {
    TagVocabulary vocabulary = model.vocabulary();
    CleanNumbers options = numbers;
    ExampleImages<T> images = new ExampleImages<>(table.format(), job.locations());
    ScoringTask<T> task =
        new ScoringTask<>(
            model,
            images,
            tags -> new Scoring<>(new CleanRule(tags, options.options())),
            options.strict());
    CleanRule rule = new CleanRule(vocabulary, options.options());
    try (OutputFolder output = job.output();
        ScoredTable<T> scored = new ScoredTable<>(table.entries(), task)) {
      PassCounts counts = scored.counts(rule.counts());
      CleanLimits limits =
          rule.limits(GivenByTag.quantiles(scored.items(), vocabulary.size(), options), counts);
      MarkingTask<T> marking =
          new MarkingTask<>(model, images, options, job.context().broadcast(limits));
      JavaRDD<Part<T>> marked = scored.items().mapPartitions(marking, true);
      table.write(ScoredTable.items(marked).map(item -> item.entry().value()), output.partial());
      counts.addAll(ScoredTable.counts(marked, rule.counts()));
      DataPassResult result =
          new DataPassResult(rule.report(limits, counts, model.family()), scored.unreadable());
      output.finish();
      return result;
    }
  }

  /** The first pass in one task. */
  private static final class Scoring<T> implements PartRule<T> {
    private final CleanRule rule;
    private final PassCounts counts;

    Scoring(CleanRule rule) {
      this.rule = rule;
      this.counts = rule.counts();
    }

    @Override
    public Part.Item<T> apply(Recognized<T> recognized) {
      Scored scored = recognized.scored();
      return new Part.Item<>(
          recognized.entry(),
          rule.score(scored.example(), scored.recognition(), counts),
          recognized.unreadable());
    }

    @Override
    public PassCounts counts() {
      return counts;
    }
  }
}
