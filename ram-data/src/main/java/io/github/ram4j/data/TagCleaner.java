package io.github.ram4j.data;

import io.github.ram4j.Recognizer;
import io.github.ram4j.data.ScoredExamples.Scored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finder of given tags that a model finds improbable, by a limit for each tag.
 *
 * <p>A tag's scores in images with it are compared with its scores in images without it, since the
 * image of a wrong tag looks like one of the latter. A given tag is improbable if its score is
 * below the tag's limit, which is the lower of
 *
 * <ul>
 *   <li>a quantile of the scores in images without the tag ({@link CleanOptions#othersQuantile()}),
 *       and
 *   <li>a quantile of the scores in its own images ({@link CleanOptions#maxShare()}), so that no
 *       tag loses a larger share of them.
 * </ul>
 *
 * <p>A tag is left alone if it has few images ({@link CleanOptions#minExamples()}), or if the model
 * does not recognize it: if half of its own images are below the first quantile.
 *
 * <p>Improbable tags are marked in the further field {@value #MARKED}, or removed and named in
 * {@value #REMOVED}, with score and limit. Tags that the model lacks stay. The tags of captions
 * stay as well, since they repeat the captions.
 *
 * <p>The file is read twice, the images once. The scores of given tags, and a histogram for each
 * tag of the vocabulary, are kept in memory. Not thread-safe; one pass at a time. The caller owns
 * and closes the recognizer.
 */
public final class TagCleaner {
  /** The further field of improbable tags. */
  public static final String MARKED = TagMarks.MARKED;

  /** The further field of removed tags. */
  public static final String REMOVED = TagMarks.REMOVED;

  private final Recognizer recognizer;
  private final CleanOptions options;
  private final CleanRule rule;
  private final DataProgress progress;

  /**
   * Makes a cleaner with a model.
   *
   * @param recognizer the model; borrowed
   * @param options the rule
   * @param progress listener of a pass
   */
  public TagCleaner(Recognizer recognizer, CleanOptions options, DataProgress progress) {
    this.recognizer = recognizer;
    this.options = options;
    this.rule = new CleanRule(recognizer.vocabulary(), options);
    this.progress = progress;
  }

  /**
   * Reads a file of examples and writes another.
   *
   * @param in JSON Lines; must not change meanwhile
   * @param out the output; it appears when it is complete, and replaces an older file
   * @return the report
   * @throws IOException if a file cannot be read or written, or, if strict, an image
   * @throws ExampleException if a line is no example
   * @throws io.github.ram4j.ImageException if strict, and an image cannot be decoded
   */
  public DataReport clean(Path in, Path out) throws IOException {
    try (ExampleWriter writer = new ExampleWriter(out)) {
      PassCounts counts = rule.counts();
      GivenScores scores = score(in, counts);
      CleanLimits limits =
          rule.limits(
              Stream.of(scores.byTag(recognizer.vocabulary().size()))
                  .map(given -> GivenQuantiles.of(given, options))
                  .toList(),
              counts);
      rewrite(in, out, writer, scores.fromTheFirst(), limits, counts);
      writer.finish();
      return rule.report(limits, counts, recognizer.model().family());
    }
  }

  /** The first pass: all images through the model. */
  private GivenScores score(Path in, PassCounts counts) throws IOException {
    GivenScores scores = new GivenScores();
    try (ExampleReader reader = ExampleReader.open(in);
        ExamplePass examples = new ExamplePass(reader, recognizer, options.strict(), progress)) {
      for (Optional<Scored> next = examples.next(); next.isPresent(); next = examples.next()) {
        scores.add(rule.score(next.get().example(), next.get().recognition(), counts));
      }
    }
    return scores;
  }

  /** The second pass: writes the marked or cleaned examples. */
  private void rewrite(
      Path in,
      Path out,
      ExampleWriter writer,
      GivenScores.Cursor scores,
      CleanLimits limits,
      PassCounts counts)
      throws IOException {
    try (ExampleReader reader = ExampleReader.open(in)) {
      long place = 0;
      for (Optional<Example> next = reader.next(); next.isPresent(); next = reader.next()) {
        GivenLogits logits = scores.next();
        if (logits == null || !rule.fits(next.get(), logits)) {
          throw new IOException(in + ": expected the file to stay as it is, found other lines");
        }
        Example marked = rule.mark(place++, next.get(), logits, limits, counts);
        writer.write(reader.movedTo(out, marked));
      }
    }
  }
}
