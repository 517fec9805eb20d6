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
 * Finds given tags that a model does not believe, each tag measured by its own scores.
 *
 * <p>Of each tag the scores in images that have it are held against those in images that do not: a
 * wrong tag's image looks like one of the latter. A given tag is improbable if its score is below
 * the tag's limit, which is the lower of
 *
 * <ul>
 *   <li>the score that a share of the images without the tag is below ({@link
 *       CleanOptions#othersQuantile()}), and
 *   <li>the score that only so many of its own images are below ({@link CleanOptions#maxShare()}),
 *       so that no tag loses more of them.
 * </ul>
 *
 * <p>A tag is left alone if it has few images ({@link CleanOptions#minExamples()}), or if the model
 * cannot tell it: if half of its own images are below the first of those scores.
 *
 * <p>Improbable tags are marked in the further field {@value #MARKED}, or taken out and named in
 * {@value #REMOVED}, with score and limit. Tags that the model does not know stay. The caption tags
 * stay as well: they say what a caption says.
 *
 * <p>The file is read twice, the images once; in memory are the scores of given tags, four bytes
 * each, and 4 KB a tag of the vocabulary. Not thread-safe; one pass at a time. The recognizer is
 * the caller's, who closes it.
 */
public final class TagCleaner {
  /** The further field of tags that are improbable. */
  public static final String MARKED = TagMarks.MARKED;

  /** The further field of tags that were taken out. */
  public static final String REMOVED = TagMarks.REMOVED;

  private final Recognizer recognizer;
  private final CleanOptions options;
  private final TagVocabulary vocabulary;
  private final DataProgress progress;

  /**
   * Cleans with a model.
   *
   * @param recognizer the model; borrowed
   * @param options the rule
   * @param progress told how far a pass is
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
   * @param in JSON Lines; must stay as it is meanwhile
   * @param out appears when it is whole, replacing what had its name
   * @return what was found
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

  /** The second pass: what was found is written. */
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
