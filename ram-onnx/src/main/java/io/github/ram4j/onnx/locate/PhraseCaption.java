package io.github.ram4j.onnx.locate;

import io.github.ram4j.TextRange;
import io.github.ram4j.text.WordPieces;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The caption of a phrase: its tokens, each a target with a range of the phrase's characters. Marks
 * and unknown words are none.
 */
final class PhraseCaption {
  /** A run of letters, digits and marks upon them, or any other character but a blank. */
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}\\p{M}&&\\P{IsIdeographic}]+|\\p{IsIdeographic}|\\S");

  private final Caption caption;
  private final List<TextRange> ranges;

  private PhraseCaption(Caption caption, List<TextRange> ranges) {
    this.caption = caption;
    this.ranges = ranges;
  }

  /**
   * The caption of a phrase.
   *
   * @param most number of tokens of a caption, with its first and its last
   * @throws IllegalArgumentException if it has more
   */
  static PhraseCaption of(String phrase, WordPieces pieces, Marks marks, int most) {
    IntStream.Builder ids = IntStream.builder().add(marks.first());
    List<Span> spans = new ArrayList<>();
    List<TextRange> ranges = new ArrayList<>();
    int count = 1;
    boolean ended = false;
    Matcher words = WORD.matcher(phrase);
    while (words.find()) {
      for (int id : pieces.encode(words.group())) {
        if (id == marks.first() || id == marks.last() || id >= pieces.words().size()) {
          continue;
        }
        ended = id == marks.stop();
        if (!marks.isMark(id) && id != marks.unknown()) {
          spans.add(new Span(ranges.size(), count, count + 1));
          ranges.add(new TextRange(words.start(), words.end()));
        }
        ids.add(id);
        count++;
      }
    }
    if (!ended) {
      ids.add(marks.stop());
      count++;
    }
    ids.add(marks.last());
    count++;
    if (count > most) {
      throw new IllegalArgumentException(
          "phrase: expected at most %d tokens with its marks, found %d"
              .formatted(most - 2, count - 2));
    }
    return new PhraseCaption(
        new Caption(CaptionTokens.of(ids.build().toArray(), marks, most), spans), ranges);
  }

  Caption caption() {
    return caption;
  }

  /** The characters of each target. */
  List<TextRange> ranges() {
    return ranges;
  }
}
