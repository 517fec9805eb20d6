package io.github.ram4j.data;

import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.data.ScoredExamples.Scored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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
  private final TagVocabulary vocabulary;
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
    this.vocabulary = recognizer.vocabulary().withThresholds(options.thresholds());
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
    TagTally[] tallies = new TagTally[vocabulary.size()];
    for (int i = 0; i < tallies.length; i++) {
      tallies[i] = new TagTally(false);
    }
    try (ExampleReader reader = ExampleReader.open(in);
        ScoredExamples examples =
            new ScoredExamples(reader, recognizer, options.strict(), progress);
        ExampleWriter writer = new ExampleWriter(out)) {
      GivenTags given = new GivenTags(vocabulary);
      long more = 0;
      for (Optional<Scored> next = examples.next(); next.isPresent(); next = examples.next()) {
        Example before = next.get().example();
        Example after = changed(next.get(), given.of(before), tallies);
        more += after.tags().size() > before.tags().size() ? 1 : 0;
        writer.write(reader.movedTo(out, after));
      }
      writer.finish();
      return report(examples, given, more, tallies);
    }
  }

  private Example changed(Scored scored, BitSet given, TagTally[] tallies) {
    Example example = scored.example();
    if (scored.recognition() == null) {
      return example;
    }
    Recognition recognition = scored.recognition();
    for (int i = 0; i < tallies.length; i++) {
      tallies[i].score(given.get(i), recognition.logits().get(i));
    }
    TagMarks added = new TagMarks();
    for (int i : missing(recognition, given)) {
      String name = vocabulary.tag(i).english();
      if (!added.tags().contains(name)) {
        added.add(name, recognition.score(i), vocabulary.threshold(i));
        tallies[i].change(example.image(), recognition.score(i));
      }
    }
    return added.isEmpty() ? example : withAdded(example, added);
  }

  /** The indices of predicted tags that are not given, the best score first. */
  private List<Integer> missing(Recognition recognition, BitSet given) {
    return IntStream.range(0, vocabulary.size())
        .filter(i -> !given.get(i) && recognition.score(i) > vocabulary.threshold(i))
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -recognition.score(i)))
        .toList();
  }

  private static Example withAdded(Example example, TagMarks added) {
    List<String> tags = new ArrayList<>(example.tags());
    tags.addAll(added.tags());
    return added.addedTo(example.withTags(tags), FIELD);
  }

  private DataReport report(
      ScoredExamples examples, GivenTags given, long more, TagTally[] tallies) {
    Map<String, Long> totals = new LinkedHashMap<>();
    totals.put("pictures", examples.done());
    totals.put("images that could not be read", examples.unreadable());
    totals.put("images with tags added", more);
    long tags = 0;
    long added = 0;
    List<TagReport> rows = new ArrayList<>();
    for (int i = 0; i < tallies.length; i++) {
      tags += tallies[i].given.total();
      added += tallies[i].changed();
      if (tallies[i].isWorthARow()) {
        rows.add(tallies[i].report(vocabulary.tag(i).english(), vocabulary.threshold(i), ""));
      }
    }
    totals.put("tags given", tags);
    totals.put("tags given that the model does not know", given.unknown());
    totals.put("tags added", added);
    return new DataReport("Tags added by " + recognizer.model().family(), Map.of(), totals, rows);
  }
}
