package io.github.ram4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The tags of a model, in the order of its logits, each with its threshold.
 *
 * <p>Immutable and thread-safe. The lists that RAM and Tag2Text were published with come with this
 * library and need no model: {@link #ram()} and {@link #tag2text()}.
 */
public final class TagVocabulary {
  private final List<Tag> tags;
  private final float[] thresholds;
  private final Map<Integer, Integer> indexById = new HashMap<>();
  private final Map<String, List<Tag>> byName = new HashMap<>();

  private TagVocabulary(List<Tag> tags, float[] thresholds) {
    this.tags = List.copyOf(tags);
    this.thresholds = thresholds;
    for (int i = 0; i < this.tags.size(); i++) {
      Tag tag = this.tags.get(i);
      requireThreshold(thresholds[i], "threshold of tag " + tag.id() + " (" + tag.english() + ")");
      if (indexById.putIfAbsent(tag.id(), i) != null) {
        throw new IllegalArgumentException(
            "tag ids: expected each once, found %d (%s) twice".formatted(tag.id(), tag.english()));
      }
      for (String name : namesOf(tag)) {
        byName.computeIfAbsent(name, k -> new ArrayList<>(1)).add(tag);
      }
    }
    byName.replaceAll((name, found) -> List.copyOf(found));
  }

  /**
   * A vocabulary of tags that the caller has.
   *
   * @param tags in the order of the logits, ids unique
   * @param thresholds one for each tag, in [0, 1]; copied
   * @return the vocabulary
   * @throws IllegalArgumentException if there are no tags, an id occurs twice, the counts differ or
   *     a threshold is outside [0, 1]
   */
  public static TagVocabulary of(List<Tag> tags, float[] thresholds) {
    if (tags.isEmpty()) {
      throw new IllegalArgumentException("vocabulary: expected at least one tag, found none");
    }
    if (tags.size() != thresholds.length) {
      throw new IllegalArgumentException(
          "vocabulary: expected a threshold for each of %d tags, found %d thresholds"
              .formatted(tags.size(), thresholds.length));
    }
    return new TagVocabulary(tags, thresholds.clone());
  }

  /**
   * The 4,585 tags of RAM and RAM++, English and Chinese, with the published thresholds.
   *
   * @return the list, read once
   */
  public static TagVocabulary ram() {
    return Published.RAM;
  }

  /**
   * The 3,429 tags of Tag2Text, English, with the published thresholds; some names occur twice.
   *
   * @return the list, read once
   */
  public static TagVocabulary tag2text() {
    return Published.TAG2TEXT;
  }

  /**
   * Reads a list from a file; see {@link #read(Reader, String)}.
   *
   * @param file UTF-8
   * @return the vocabulary
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is not such a list; the message names file and line
   */
  public static TagVocabulary read(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return read(reader, file.toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "tag list %s: expected UTF-8 text, found other bytes".formatted(file), e);
    }
  }

  /**
   * Reads a list of tab-separated values whose first line names the columns: {@code id} and {@code
   * en}, and if wanted {@code zh} (alternatives split at "/"), {@code threshold} (0.68 where the
   * column is missing, as the authors use for new tags) and {@code in_captions} (yes or no).
   *
   * @param source the characters; not closed
   * @param name what messages call it
   * @return the vocabulary
   * @throws IOException if reading fails
   * @throws IllegalArgumentException if it is not such a list; the message has the line's number
   */
  public static TagVocabulary read(Reader source, String name) throws IOException {
    return TagListFormat.read(source, name);
  }

  /**
   * Writes the list as {@link #read(Reader, String)} reads it.
   *
   * @param out where to; not closed
   * @throws IOException if writing fails
   * @throws IllegalArgumentException if a name has a tab or a line end
   */
  public void write(Appendable out) throws IOException {
    TagListFormat.write(this, out);
  }

  /**
   * The number of tags.
   *
   * @return at least 1
   */
  public int size() {
    return tags.size();
  }

  /**
   * All tags in the order of the logits.
   *
   * @return unmodifiable, the same list at each call
   */
  public List<Tag> tags() {
    return tags;
  }

  /**
   * The tag at an index.
   *
   * @param index from 0 to {@link #size()} − 1, the place of the tag's logit
   * @return the tag
   * @throws IndexOutOfBoundsException if there is no such index
   */
  public Tag tag(int index) {
    return tags.get(index);
  }

  /**
   * The threshold of the tag at an index.
   *
   * @param index from 0 to {@link #size()} − 1
   * @return in [0, 1]; a score must be greater for the tag to hold
   * @throws IndexOutOfBoundsException if there is no such index
   */
  public float threshold(int index) {
    return thresholds[index];
  }

  /**
   * Where the tag of an id stands in this vocabulary.
   *
   * @param id a tag's id
   * @return its index, empty if this vocabulary is without it
   */
  public OptionalInt indexOfId(int id) {
    Integer index = indexById.get(id);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /**
   * All tags of a name, in either language, upper and lower case alike.
   *
   * @param name English, one of the Chinese alternatives, or all of them joined by "/"
   * @return in the order of the logits, empty if no tag has the name
   */
  public List<Tag> find(String name) {
    return byName.getOrDefault(key(name), List.of());
  }

  /**
   * All tags of a name that must be there; as {@link #find} otherwise.
   *
   * @param name in either language
   * @return at least one tag
   * @throws IllegalArgumentException if no tag has the name; the message suggests near ones
   */
  public List<Tag> require(String name) {
    List<Tag> found = find(name);
    if (found.isEmpty()) {
      List<String> near = NearNames.of(key(name), byName.keySet());
      throw new IllegalArgumentException(
          "tag \"%s\": expected one of the vocabulary's %d tags, found none of that name%s"
              .formatted(
                  name, size(), near.isEmpty() ? "" : "; near ones: " + String.join(", ", near)));
    }
    return found;
  }

  /**
   * The vocabulary of some tags by name, in the order given; a name that several tags bear brings
   * all of them, and a tag named twice is taken once.
   *
   * @param names in either language
   * @return a vocabulary with the same ids and thresholds
   * @throws IllegalArgumentException if a name is unknown or there are no names
   */
  public TagVocabulary subset(Collection<String> names) {
    LinkedHashSet<Integer> ids = new LinkedHashSet<>();
    for (String name : names) {
      require(name).forEach(tag -> ids.add(tag.id()));
    }
    return subsetOfIds(ids);
  }

  /**
   * The vocabulary of some tags by id, in the order given.
   *
   * @param ids each once
   * @return a vocabulary with the same ids and thresholds
   * @throws IllegalArgumentException if an id is unknown or occurs twice, or there are no ids
   */
  public TagVocabulary subsetOfIds(Collection<Integer> ids) {
    List<Tag> chosen = new ArrayList<>(ids.size());
    float[] cuts = new float[ids.size()];
    for (int id : ids) {
      int index =
          indexOfId(id)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "tag id %d: expected one of the vocabulary's %d tags, found none of it"
                              .formatted(id, size())));
      cuts[chosen.size()] = thresholds[index];
      chosen.add(tags.get(index));
    }
    return of(chosen, cuts);
  }

  /**
   * The same tags with the thresholds of a policy.
   *
   * @param policy asked once for each tag
   * @return a vocabulary
   * @throws IllegalArgumentException if the policy gives a threshold outside [0, 1]
   */
  public TagVocabulary withThresholds(ThresholdPolicy policy) {
    float[] cuts = new float[thresholds.length];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = policy.threshold(tags.get(i), thresholds[i]);
    }
    return new TagVocabulary(tags, cuts);
  }

  /** Equal where the tags, their order and their thresholds are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TagVocabulary that
        && tags.equals(that.tags)
        && Arrays.equals(thresholds, that.thresholds);
  }

  @Override
  public int hashCode() {
    return 31 * tags.hashCode() + Arrays.hashCode(thresholds);
  }

  /** The number of tags and the first of them. */
  @Override
  public String toString() {
    return "TagVocabulary[%d tags, the first %s]".formatted(size(), tags.get(0).english());
  }

  static void requireThreshold(float threshold, String what) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(what + ": expected 0 to 1, found " + threshold);
    }
  }

  private static Collection<String> namesOf(Tag tag) {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    names.add(key(tag.english()));
    tag.chinese().forEach(name -> names.add(key(name)));
    names.add(key(tag.chineseText()));
    names.remove("");
    return names;
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** Read at first use. */
  private static final class Published {
    static final TagVocabulary RAM = packed("ram.tsv");
    static final TagVocabulary TAG2TEXT = packed("tag2text.tsv");

    private static TagVocabulary packed(String file) {
      String resource = "tag-lists/" + file;
      try (InputStream in = TagVocabulary.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException("ram-core's jar is without its resource " + resource);
        }
        return read(new InputStreamReader(in, StandardCharsets.UTF_8), resource);
      } catch (IOException e) {
        throw new UncheckedIOException(resource, e);
      }
    }
  }
}
