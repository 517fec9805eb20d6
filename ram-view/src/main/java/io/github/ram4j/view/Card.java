package io.github.ram4j.view;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionTag;
import io.github.ram4j.Recognition;
import io.github.ram4j.TagScore;
import io.github.ram4j.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The content of a view, all texts safe: a sentence in runs, each with the tags that it comes from,
 * and groups of tags.
 *
 * @param sentence empty for a recognition
 * @param runs all of the sentence, in order
 * @param groups none of them empty
 */
record Card(String sentence, List<Run> runs, List<Group> groups) {

  /** The fate of a group's tags. */
  enum Fate {
    RECOGNIZED("tags", "what the image shows"),
    USED("used", "the sentence uses them"),
    LEFT_OUT("left out", "the model read them and the sentence does not use them"),
    UNREAD("unread", "past the tokens that the model takes: they did not steer the sentence");

    private final String label;
    private final String meaning;

    Fate(String label, String meaning) {
      this.label = label;
      this.meaning = meaning;
    }

    String label() {
      return label;
    }

    String meaning() {
      return meaning;
    }
  }

  /** Tags of one fate. */
  record Group(Fate fate, List<Chip> chips) {}

  /**
   * A tag as it is shown.
   *
   * @param chinese alternatives joined by "/", empty where none is known
   * @param score two decimals, or "given" where the caller named the tag
   * @param fraction the score in [0, 1]; 0 where there is none
   * @param used whether the sentence has it; unread tags can be used by chance
   */
  record Chip(String name, String chinese, String score, float fraction, boolean used) {
    private static Chip of(TagScore tag) {
      return new Chip(
          SafeText.of(tag.tag().english()),
          SafeText.of(tag.tag().chineseText()),
          String.format(Locale.ROOT, "%.2f", tag.score()),
          tag.score(),
          false);
    }

    private static Chip of(CaptionTag tag) {
      String name = SafeText.of(tag.name());
      return tag.recognized()
          .map(Chip::of)
          .map(known -> new Chip(name, known.chinese, known.score, known.fraction, tag.used()))
          .orElseGet(() -> new Chip(name, "", "given", 0, tag.used()));
    }

    /** The parts that are there, in the order in which they are shown. */
    List<String> parts() {
      return chinese.isEmpty() ? List.of(name, score) : List.of(name, chinese, score);
    }
  }

  /** A run of the sentence's characters that come from the same tags, or from none. */
  record Run(int start, int end, List<Chip> chips) {
    boolean used() {
      return !chips.isEmpty();
    }
  }

  static Card of(Caption caption) {
    String sentence = SafeText.of(caption.text());
    List<Group> groups = new ArrayList<>();
    addGroup(groups, Fate.USED, caption.tags(), tag -> tag.read() && tag.used());
    addGroup(groups, Fate.LEFT_OUT, caption.tags(), tag -> tag.read() && !tag.used());
    addGroup(groups, Fate.UNREAD, caption.tags(), tag -> !tag.read());
    return new Card(sentence, runs(sentence, caption.tags()), List.copyOf(groups));
  }

  static Card of(Recognition recognition) {
    List<Chip> chips = recognition.tags().stream().map(Chip::of).toList();
    return new Card(
        "", List.of(), chips.isEmpty() ? List.of() : List.of(new Group(Fate.RECOGNIZED, chips)));
  }

  private static void addGroup(
      List<Group> groups, Fate fate, List<CaptionTag> tags, Predicate<CaptionTag> belongs) {
    List<Chip> chips = tags.stream().filter(belongs).map(Chip::of).toList();
    if (!chips.isEmpty()) {
      groups.add(new Group(fate, chips));
    }
  }

  /** Cuts the sentence wherever a range starts or ends: ranges may overlap, "dog" and "hot dog". */
  private static List<Run> runs(String sentence, List<CaptionTag> tags) {
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, sentence.length()));
    for (CaptionTag tag : tags) {
      for (TextRange range : tag.ranges()) {
        cuts.add(cut(sentence, range.start()));
        cuts.add(cut(sentence, range.end()));
      }
    }
    List<Run> runs = new ArrayList<>();
    int start = 0;
    for (int end : cuts.tailSet(1)) {
      runs.add(new Run(start, end, chipsOver(sentence, start, end, tags)));
      start = end;
    }
    return List.copyOf(runs);
  }

  private static List<Chip> chipsOver(String sentence, int start, int end, List<CaptionTag> tags) {
    return tags.stream()
        .filter(
            tag ->
                tag.ranges().stream()
                    .anyMatch(
                        range ->
                            cut(sentence, range.start()) <= start
                                && cut(sentence, range.end()) >= end))
        .map(Chip::of)
        .toList();
  }

  /** The place to cut for the end of a range: within the sentence, not within a character. */
  private static int cut(String sentence, int place) {
    if (place >= sentence.length()) {
      return sentence.length();
    }
    boolean within =
        place > 0
            && Character.isLowSurrogate(sentence.charAt(place))
            && Character.isHighSurrogate(sentence.charAt(place - 1));
    return within ? place + 1 : place;
  }
}
