package io.github.ram4j.data;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.data.parse.TagParser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finder of the tags that English captions name.
 *
 * <p>A tag is found by its name, by the user's {@link Synonyms}, and by a list of usual synonyms
 * ("bike": bicycle). A "/" in a name separates alternatives. Case, accents, hyphens and blanks are
 * ignored. Words may be in another form (plural, third person, past, -ing), in either direction
 * ("cows graze": grazing). They may be written as one word or two ("fire fighter").
 *
 * <ul>
 *   <li>Of tags for the same words, only the most similar count: the exact name, else a form of it,
 *       else a form of the same verb, else a usual synonym. So "sitting" is "sitting" and no "sit"
 *       where a vocabulary has both, and "glasses" are "glasses" and no "glass".
 *   <li>The longest name takes the words. Its last words count as well if they are a tag, since a
 *       palm tree is a tree; names of which this is not true are in a list ("hot dog"). Its other
 *       words do not count: a fire truck is no fire.
 *   <li>Idioms ("in front of", "a couple of"), kept in a list, name nothing; nor do forms that are
 *       usually words of their own ("building" of "build"), nor the verbs of nouns that mean
 *       another thing ("parked" of "park").
 * </ul>
 *
 * <p>The match is by words, not by meaning. Thread-safe; nothing to close. Construction makes all
 * forms of all names: share an instance.
 */
public final class CaptionTags {
  private final TagParser parser;

  private CaptionTags(TagParser parser) {
    this.parser = parser;
  }

  /**
   * Makes a finder for a vocabulary.
   *
   * @param vocabulary the tags to find
   * @param synonyms further words for its tags; those looked up in another vocabulary mean the tags
   *     of the same names
   * @return the finder
   * @throws IllegalArgumentException if the synonyms name a tag that the vocabulary lacks
   */
  public static CaptionTags of(TagVocabulary vocabulary, Synonyms synonyms) {
    return new CaptionTags(new TagParser(vocabulary, synonyms.tagsIn(vocabulary)));
  }

  /**
   * The tags that a caption names.
   *
   * @param caption any text; English is understood
   * @return each once, in the order of the vocabulary
   */
  public List<Tag> find(String caption) {
    return parser.parse(caption);
  }

  /**
   * Parses the captions of an example.
   *
   * @param example with any number of captions
   * @return the example with {@link Example#captionTags()}, and with all of them among its {@link
   *     Example#tags()}, after those that it had
   */
  public Example parse(Example example) {
    List<List<String>> found =
        example.captions().stream()
            .map(caption -> find(caption).stream().map(Tag::english).distinct().toList())
            .toList();
    Set<String> tags = new LinkedHashSet<>(example.tags());
    found.forEach(tags::addAll);
    return example.withCaptionTags(found).withTags(List.copyOf(tags));
  }
}
