package io.github.ram4j.data;

import io.github.ram4j.Recognizer;
import io.github.ram4j.data.ScoredExamples.Scored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Generator of tags that a model predicts and examples lack.
 *
 * <p>A tag is added if its score is greater than its threshold and the example has no tag of that
 * name, in either language. It is added to the example's tags, after the given ones, so that the
 * file is ready for training. It is also added to the field {@value #FIELD} with its score and
 * threshold, best first, after the tags of an earlier pass.
 *
 * <p>Not thread-safe; one pass at a time. The caller owns and closes the recognizer.
 */
public final class TagGenerator {
  /** The further field of added tags. */
  public static final String FIELD = "generated";

  private final Recognizer recognizer;
  private final GenerateOptions options;
  private final GenerateRule rule;
  private final DataProgress progress;

  /**
   * Makes a generator with a model.
   *
   * @param recognizer the model; borrowed
   * @param options thresholds, and the treatment of unreadable images
   * @param progress listener of a pass
   * @throws IllegalArgumentException if a threshold is outside [0, 1]
   */
  public TagGenerator(Recognizer recognizer, GenerateOptions options, DataProgress progress) {
    this.recognizer = recognizer;
    this.options = options;
    this.rule = new GenerateRule(recognizer.vocabulary(), options);
    this.progress = progress;
  }

  /**
   * Reads a file of examples and writes another.
   *
   * @param in JSON Lines
   * @param out the output; it appears when it is complete, and replaces an older file
   * @return the report
   * @throws IOException if a file cannot be read or written, or, if strict, an image
   * @throws ExampleException if a line is no example
   * @throws io.github.ram4j.ImageException if strict, and an image cannot be decoded
   */
  public DataReport generate(Path in, Path out) throws IOException {
    PassCounts counts = rule.counts();
    try (ExampleReader reader = ExampleReader.open(in);
        ExamplePass examples = new ExamplePass(reader, recognizer, options.strict(), progress);
        ExampleWriter writer = new ExampleWriter(out)) {
      for (Optional<Scored> next = examples.next(); next.isPresent(); next = examples.next()) {
        Scored scored = next.get();
        Example after = rule.apply(counts.images(), scored.example(), scored.recognition(), counts);
        writer.write(reader.movedTo(out, after));
      }
      writer.finish();
      return rule.report(counts, recognizer.model().family());
    }
  }
}
