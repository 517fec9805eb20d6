package io.github.ram4j.text;

import io.github.ram4j.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The places in an English sentence that use tags.
 *
 * <p>A name is found where all its words stand one after the other, each as it is or in one of its
 * {@link Inflections}; a plural finds its singular too ("people": "a person"). Upper and lower
 * case, accents, hyphens and blanks are alike, a possessive's "'s" belongs to no word, a name's own
 * "a", "an" or "the" is not needed, and between its words the sentence may have an article or "his"
 * ("play guitar": "playing a guitar"), but no comma or other mark that the name does not have.
 *
 * <p>The longest name wins: of "tennis" and "tennis racket" the shorter counts where it stands
 * apart. Where it stands nowhere apart, it counts within the longer name, since the sentence does
 * use it.
 *
 * <p>Words alone decide, not their meaning: "fly" is found in "a fly" and in "flies a kite". A form
 * that is usually a word of its own ("building" of "build") is not found.
 */
public final class TagMentions {
  private static final Set<String> ARTICLES = Set.of("a", "an", "the");
  private static final Set<String> SKIPPED = Set.of("a", "an", "the", "his", "her", "its", "their");

  private final List<Word> sentence;

  /** For each word of the sentence, the plurals that find it. */
  private final List<Set<String>> plurals;

  private TagMentions(String sentence) {
    this.sentence = Word.of(sentence);
    this.plurals = this.sentence.stream().map(word -> Inflections.plurals(word.plain())).toList();
  }

  /**
   * Finds tags in a sentence.
   *
   * @param sentence any text; English is understood
   * @param tags any texts, in any order
   * @return for each tag, in the same order, its ranges from left to right, which do not overlap;
   *     none for a tag without any letter, digit or symbol
   */
  public static List<List<TextRange>> find(String sentence, List<String> tags) {
    TagMentions mentions = new TagMentions(sentence);
    List<List<TextRange>> found = tags.stream().map(mentions::of).toList();
    List<TextRange> all = found.stream().flatMap(List::stream).distinct().toList();
    return found.stream().map(ranges -> apart(ranges, all)).toList();
  }

  /** The ranges outside longer names, or all ranges if there are none. */
  private static List<TextRange> apart(List<TextRange> ranges, List<TextRange> all) {
    List<TextRange> apart =
        ranges.stream()
            .filter(range -> all.stream().noneMatch(other -> within(range, other)))
            .toList();
    return apart.isEmpty() ? ranges : apart;
  }

  private static boolean within(TextRange range, TextRange other) {
    return other.start() <= range.start() && range.end() <= other.end() && !other.equals(range);
  }

  private List<TextRange> of(String tag) {
    Name name = Name.of(withoutFirstArticle(Word.of(tag)));
    List<Word> rest = withoutArticles(name.words());
    Name bare = rest.size() < name.words().size() ? Name.of(rest) : name;
    List<TextRange> ranges = new ArrayList<>();
    int from = 0;
    while (from < sentence.size()) {
      int to = match(name, from);
      to = to == from ? match(bare, from) : to;
      if (to > from) {
        ranges.add(new TextRange(sentence.get(from).start(), sentence.get(to - 1).end()));
      }
      from = Math.max(from + 1, to);
    }
    return List.copyOf(ranges);
  }

  private static List<Word> withoutFirstArticle(List<Word> name) {
    return name.size() > 1 && isArticle(name.get(0)) ? name.subList(1, name.size()) : name;
  }

  /** A last "a" is no article ("vitamin a"). */
  private static List<Word> withoutArticles(List<Word> name) {
    return IntStream.range(0, name.size())
        .filter(i -> i == name.size() - 1 || !isArticle(name.get(i)))
        .mapToObj(name::get)
        .toList();
  }

  private static boolean isArticle(Word word) {
    return ARTICLES.contains(word.plain());
  }

  /** The index after the last word of the name if it begins at an index, else that index. */
  private int match(Name name, int from) {
    int at = from;
    for (int i = 0; i < name.words().size(); i++) {
      Word word = name.words().get(i);
      Set<String> forms = name.forms().get(i);
      if (i > 0) {
        at = skipped(word, forms, at);
      }
      if (!isForm(word, forms, at) || (i > 0 && !joined(word, at))) {
        return from;
      }
      at++;
    }
    return at;
  }

  /** The index behind a word that may stand between the words of a name. */
  private int skipped(Word word, Set<String> forms, int at) {
    boolean skips =
        at < sentence.size()
            && !isForm(word, forms, at)
            && joined(word, at)
            && SKIPPED.contains(sentence.get(at).plain());
    return skips ? at + 1 : at;
  }

  private boolean isForm(Word word, Set<String> forms, int at) {
    return at < sentence.size()
        && (forms.contains(sentence.get(at).plain()) || plurals.get(at).contains(word.plain()));
  }

  private boolean joined(Word word, int at) {
    String before = sentence.get(at).before();
    return before.isEmpty() || before.equals(word.before());
  }

  /** The words of a tag, and the forms of each. */
  private record Name(List<Word> words, List<Set<String>> forms) {

    static Name of(List<Word> words) {
      return new Name(words, words.stream().map(word -> Inflections.of(word.plain())).toList());
    }
  }
}
