package io.github.ram4j.cli.catalog;

import io.github.ram4j.catalog.filter.KeywordTree;
import io.github.ram4j.catalog.filter.TagCategories;
import io.github.ram4j.catalog.filter.TagFilter;
import io.github.ram4j.catalog.filter.TagSynonyms;
import io.github.ram4j.cli.TagSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;

/** Options that say which of a model's tags are computed, and by which names they are written. */
final class FilterOptions {
  @Option(
      names = "--tags",
      paramLabel = "TAGS",
      description =
          "Compute these tags alone: names separated by commas, or a file with one a line.")
  private String tags;

  @Option(
      names = "--not-tags",
      paramLabel = "TAGS",
      description = "Leave these tags out: names separated by commas, or a file with one a line.")
  private String notTags;

  @Option(
      names = "--matching",
      paramLabel = "REGEX",
      description = "Compute tags alone that have this regular expression in a name.")
  private String matching;

  @Option(
      names = "--not-matching",
      paramLabel = "REGEX",
      description = "Leave tags out that have this regular expression in a name.")
  private String notMatching;

  @Option(
      names = "--category",
      paramLabel = "CATEGORY",
      split = ",",
      description =
          "Compute tags of these categories alone: object-or-scene, action, attribute, unknown.")
  private List<String> categories = new ArrayList<>();

  @Option(
      names = "--synonyms",
      paramLabel = "FILE",
      description =
          "Write synonyms by one name: a file with the names of a thing a line, the one to write"
              + " first, or 'shipped' for the list of the repository.")
  private String synonyms;

  @Option(
      names = "--keywords",
      paramLabel = "FILE",
      description =
          "Write your own keywords with their hierarchy, and compute no other tags: a list that"
              + " Lightroom exported, digiKam's digikam4.db, or paths, one a line.")
  private Path keywords;

  /** The input files; null for those not given. */
  List<Path> inputs() {
    return Arrays.asList(keywords);
  }

  /** What was asked for, as a text that tells it from other filters. */
  String words() {
    return String.join(
        " ",
        Arrays.asList(
            String.valueOf(tags),
            String.valueOf(notTags),
            String.valueOf(matching),
            String.valueOf(notMatching),
            String.valueOf(categories),
            String.valueOf(synonyms),
            String.valueOf(keywords)));
  }

  /** The filter; empty where none is asked for. */
  Optional<TagFilter> toFilter() throws IOException {
    TagFilter filter = TagFilter.all();
    if (tags != null) {
      filter = filter.withNames(TagSelection.entriesOf(tags));
    }
    if (notTags != null) {
      filter = filter.withoutNames(TagSelection.entriesOf(notTags));
    }
    if (matching != null) {
      filter = filter.withMatching(pattern("--matching", matching));
    }
    if (notMatching != null) {
      filter = filter.withoutMatching(pattern("--not-matching", notMatching));
    }
    if (!categories.isEmpty()) {
      filter = filter.withCategories(categories, TagCategories.shipped());
    }
    if (synonyms != null) {
      filter =
          filter.withSynonyms(
              synonyms.equals("shipped")
                  ? TagSynonyms.shipped()
                  : TagSynonyms.read(Path.of(synonyms)));
    }
    if (keywords != null) {
      filter = filter.withKeywords(KeywordTree.read(keywords));
    }
    return filter == TagFilter.all() ? Optional.empty() : Optional.of(filter);
  }

  private static Pattern pattern(String option, String text) {
    try {
      return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "%s: expected a regular expression, found %s: %s"
              .formatted(option, text, e.getDescription()),
          e);
    }
  }
}
