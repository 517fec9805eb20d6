package io.github.ram4j.data.parse;

import io.github.ram4j.Tag;
import io.github.ram4j.text.Word;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A text that names tags.
 *
 * @param words one at least
 * @param forms of each word, with how near they are
 * @param tags that it names; none if it is a turn of speech
 * @param heads tags that it names as well, being a kind of them: the "tree" of "palm tree"
 * @param atBest how near any use of the name is at best
 */
record TagName(
    List<Word> words,
    List<Map<String, Nearness>> forms,
    List<Tag> tags,
    List<Tag> heads,
    Nearness atBest) {

  /** Its words as they are compared, a blank between them. */
  static String plain(List<Word> words) {
    return words.stream().map(Word::plain).collect(Collectors.joining(" "));
  }
}
