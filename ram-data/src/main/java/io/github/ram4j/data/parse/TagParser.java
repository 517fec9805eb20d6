package io.github.ram4j.data.parse;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finder of the tags that captions name, by the rules of {@code CaptionTags}. Thread-safe. */
public final class TagParser {
  private static final String USUAL = "synonyms.tsv";

  private final TagVocabulary vocabulary;
  private final NameIndex names;

  /**
   * Makes all forms of all names, which takes some time.
   *
   * @param vocabulary the tags to find
   * @param synonyms further words for tags of the vocabulary
   */
  public TagParser(TagVocabulary vocabulary, Map<String, List<Tag>> synonyms) {
    this.vocabulary = vocabulary;
    this.names = new NameIndex(vocabulary, synonyms, usual(vocabulary));
  }

  private static Map<String, List<Tag>> usual(TagVocabulary vocabulary) {
    Map<String, List<Tag>> usual = new LinkedHashMap<>();
    for (String line : WordLists.lines(USUAL)) {
      String[] cells = line.split("\t", -1);
      List<Tag> tags = vocabulary.find(cells[1]);
      if (!tags.isEmpty()) {
        usual.put(cells[0], tags);
      }
    }
    return usual;
  }

  /** The tags that a text names, in the order of the vocabulary. */
  public List<Tag> parse(String text) {
    BitSet found = new BitSet();
    for (Mention mention : new ParsedText(names, text).mentions()) {
      mention.name().tags().forEach(tag -> found.set(indexOf(tag)));
      mention.name().heads().forEach(tag -> found.set(indexOf(tag)));
    }
    return found.stream().mapToObj(vocabulary::tag).toList();
  }

  private int indexOf(Tag tag) {
    return vocabulary.indexOfId(tag.id()).orElseThrow();
  }
}
