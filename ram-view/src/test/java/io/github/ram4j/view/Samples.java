package io.github.ram4j.view;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionTag;
import io.github.ram4j.Recognition;
import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.TextRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Captions and recognitions to show. */
final class Samples {
  private static final TagVocabulary RAM = TagVocabulary.ram();

  private Samples() {}

  /** A sentence with tags of every fate. */
  static Caption caption() {
    String text =
        "a drawing of an orange butterfly sitting on a pink tulip flower with green leaves";
    return of(
        text,
        recognized("butterfly", 0.95f, true, text),
        recognized("tulip", 0.77f, true, text),
        recognized("flower", 0.81f, true, text),
        recognized("green", 0.7f, true, text),
        given("leaf", true, new TextRange(text.indexOf("leaves"), text.length())),
        recognized("insect", 0.72f, true, text),
        recognized("plant", 0.69f, true, text),
        given("garden", true),
        recognized("antenna", 0.66f, false, text),
        given("monarch butterfly", false));
  }

  /** A sentence and the words of it that are tags, recognized by RAM. */
  static Caption caption(String text, String... used) {
    return of(
        text,
        Stream.of(used).map(name -> recognized(name, 0.9f, true, text)).toArray(CaptionTag[]::new));
  }

  static Caption of(String text, CaptionTag... tags) {
    return new Caption(text, List.of(), -0.5, Caption.Ending.SENTENCE, List.of(tags));
  }

  static CaptionTag given(String name, boolean read, TextRange... ranges) {
    return new CaptionTag(name, Optional.empty(), read, List.of(ranges));
  }

  /** A tag of RAM's, used wherever the text has its name. */
  static CaptionTag recognized(String name, float score, boolean read, String text) {
    List<TextRange> ranges = new ArrayList<>();
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      ranges.add(new TextRange(at, at + name.length()));
    }
    Tag tag =
        RAM.find(name).stream().findFirst().orElseGet(() -> new Tag(0, name, List.of(), true));
    return new CaptionTag(name, Optional.of(new TagScore(tag, score, 0.65f)), read, ranges);
  }

  /** As many of RAM's tags hold as are asked for, spread over the list. */
  static Recognition recognition(int count) {
    float[] logits = new float[RAM.size()];
    Arrays.fill(logits, -10);
    for (int i = 0; i < count; i++) {
      logits[i * (RAM.size() / Math.max(1, count))] = 9 - 6f * i / count;
    }
    return Recognition.ofLogits(RAM, logits);
  }
}
