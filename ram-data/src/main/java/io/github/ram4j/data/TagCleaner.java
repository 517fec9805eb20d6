package io.github.ram4j.data;

import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.data.ScoredExamples.Scored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final TagVocabulary vocabulary;
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
    this.vocabulary = recognizer.vocabulary();
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
      GivenScores scores = new GivenScores();
      TagTally[] tallies = new TagTally[vocabulary.size()];
      for (int i = 0; i < tallies.length; i++) {
        tallies[i] = new TagTally(true);
      }
      Map<String, Long> totals = score(in, scores, tallies);
      CleanLimits[] limits = limits(scores, tallies);
      ImprobableTags improbable = new ImprobableTags(vocabulary, scores, limits, options, tallies);
      rewrite(in, out, writer, improbable);
      totals.put("images with improbable tags", improbable.changed());
      writer.finish();
      return report(limits, tallies, totals);
    }
  }

  /** The first pass: all images through the model. */
  private Map<String, Long> score(Path in, GivenScores scores, TagTally[] tallies)
      throws IOException {
    try (ExampleReader reader = ExampleReader.open(in);
        ScoredExamples examples =
            new ScoredExamples(reader, recognizer, options.strict(), progress)) {
      GivenTags given = new GivenTags(vocabulary);
      for (Optional<Scored> next = examples.next(); next.isPresent(); next = examples.next()) {
        BitSet tags = given.of(next.get().example());
        Recognition recognition = next.get().recognition();
        scores.add(tags, recognition);
        for (int i = 0; recognition != null && i < tallies.length; i++) {
          tallies[i].score(tags.get(i), recognition.logits().get(i));
        }
      }
      Map<String, Long> totals = new LinkedHashMap<>();
      totals.put("pictures", examples.done());
      totals.put("images that could not be read", examples.unreadable());
      totals.put("tags given that the model does not know", given.unknown());
      return totals;
    }
  }

  private CleanLimits[] limits(GivenScores scores, TagTally[] tallies) {
    CleanLimits[] limits = new CleanLimits[tallies.length];
    float[][] byTag = scores.byTag(tallies.length);
    for (int i = 0; i < limits.length; i++) {
      limits[i] = CleanLimits.of(byTag[i], tallies[i].others, options);
    }
    return limits;
  }

  /** The second pass: writes the marked or cleaned examples. */
  private static void rewrite(Path in, Path out, ExampleWriter writer, ImprobableTags improbable)
      throws IOException {
    try (ExampleReader reader = ExampleReader.open(in)) {
      for (Optional<Example> next = reader.next(); next.isPresent(); next = reader.next()) {
        Example marked =
            improbable
                .mark(next.get())
                .orElseThrow(
                    () ->
                        new IOException(
                            in + ": expected the file to stay as it is, found other lines"));
        writer.write(reader.movedTo(out, marked));
      }
    }
  }

  private DataReport report(CleanLimits[] limits, TagTally[] tallies, Map<String, Long> totals) {
    long tags = 0;
    long flagged = 0;
    long alone = 0;
    List<TagReport> rows = new ArrayList<>();
    for (int i = 0; i < tallies.length; i++) {
      if (tallies[i].isWorthARow()) {
        String note = limits[i].note();
        double limit = note.isEmpty() ? ScoreQuantiles.sigmoid(limits[i].logit()) : Double.NaN;
        rows.add(tallies[i].report(vocabulary.tag(i).english(), limit, note));
        tags += tallies[i].given.total();
        flagged += tallies[i].changed();
        alone += note.isEmpty() ? 0 : 1;
      }
    }
    totals.put("tags given", tags);
    totals.put(options.remove() ? "tags removed" : "tags marked improbable", flagged);
    totals.put("different tags given", (long) rows.size());
    totals.put("different tags left alone", alone);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("quantile of the others' scores", Double.toString(options.othersQuantile()));
    settings.put("largest share of a tag's images", Double.toString(options.maxShare()));
    settings.put("least number of images", Integer.toString(options.minExamples()));
    return new DataReport(
        "Improbable tags by " + recognizer.model().family(), settings, totals, rows);
  }
}
