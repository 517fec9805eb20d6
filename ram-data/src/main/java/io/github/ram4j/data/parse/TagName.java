package io.github.ram4j.data.parse;

import io.github.ram4j.Tag;
import io.github.ram4j.text.Word;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Name of one tag or several, with the forms of its words.
 *
 * @param words one at least
 * @param forms of each word, with their similarity
 * @param tags the tags of the name; none for an idiom
 * @param heads further tags, of which the name is a kind: the "tree" of "palm tree"
 * @param atBest the strongest similarity that any use of the name can have
 */
record TagName(
    List<Word> words,
    List<Map<String, Similarity>> forms,
    List<Tag> tags,
    List<Tag> heads,
    Similarity atBest) {

  /** The words in the form of comparison, separated by blanks. */
  static String plain(List<Word> words) {
    return words.stream().map(Word::plain).collect(Collectors.joining(" "));
  }
}
