package io.github.ram4j;

import io.github.ram4j.lines.InputFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a model, in the order of its logits, each with its threshold.
 *
 * <p><b>Two lists meet by names.</b> An id has a meaning within one list alone: dog is 1363 of RAM
 * and 1786 of Tag2Text. Wherever two lists meet (a subset, thresholds, scores and their truth, a
 * model and what it is trained with), a tag of one is that tag of the other that has the same
 * English name. {@link #indicesOf} has the exact rule, and everything in this library follows it:
 *
 * <ul>
 *   <li>Upper and lower case are alike, unless a list tells tags apart by it. Chinese names,
 *       thresholds and ids do not count.
 *   <li>Where several tags of a list bear the name, as 114 names of Tag2Text do, the id tells which
 *       of them is meant, if the lists number their tags alike. If they do not, it is an error.
 *   <li>A tag that the other list lacks is an error wherever it has to be there. The message has
 *       the names of both lists ({@link #name()}) and the first tag in question.
 * </ul>
 *
 * <p>A subset remembers the list that it was cut from: a name of several tags there is ambiguous in
 * the subset, too.
 *
 * <p>Immutable and thread-safe. The lists that RAM and Tag2Text were published with come with this
 * library and need no model: {@link #ram()} and {@link #tag2text()}.
 */
public final class TagVocabulary {
  private final List<Tag> tags;
  private final float[] thresholds;
  private final TagIndex index;

  /** The list that this one was cut from; null if from none. */
  private final @Nullable TagVocabulary cutFrom;

  /** The list's name in messages; null for one without a name, and for a part of another. */
  private final @Nullable String ownName;

  private TagVocabulary(
      List<Tag> tags,
      float[] thresholds,
      @Nullable TagVocabulary cutFrom,
      @Nullable String ownName) {
    this.tags = List.copyOf(tags);
    this.thresholds = thresholds;
    this.cutFrom = cutFrom;
    this.ownName = ownName;
    this.index = new TagIndex(this.tags);
    requireThresholds();
  }

  /** The same tags with other thresholds or another name; the index is shared. */
  private TagVocabulary(TagVocabulary other, float[] thresholds, @Nullable String ownName) {
    this.tags = other.tags;
    this.thresholds = thresholds;
    this.index = other.index;
    this.cutFrom = other.cutFrom;
    this.ownName = ownName;
    requireThresholds();
  }

  private void requireThresholds() {
    for (int i = 0; i < thresholds.length; i++) {
      if (!isThreshold(thresholds[i])) {
        Tag tag = tags.get(i);
        requireThreshold(
            thresholds[i], "threshold of tag " + tag.id() + " (" + tag.english() + ")");
      }
    }
  }

  /**
   * A vocabulary of the caller's tags.
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
    return new TagVocabulary(tags, thresholds.clone(), null, null);
  }

  /**
   * The 4,585 tags of RAM and RAM++, English and Chinese, with the published thresholds.
   *
   * @return the list, read once
   */
  public static TagVocabulary ram() {
    return PublishedLists.RAM;
  }

  /**
   * The 3,429 tags of Tag2Text, English, with the published thresholds; some names occur twice.
   *
   * @return the list, read once
   */
  public static TagVocabulary tag2text() {
    return PublishedLists.TAG2TEXT;
  }

  /**
   * Reads a list from a file; see {@link #read(Reader, String)}.
   *
   * @param file UTF-8
   * @return the vocabulary
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it is not such a list; the message names file and line
   */
  public static TagVocabulary read(Path file) throws IOException {
    try (BufferedReader reader = InputFile.reader(file)) {
      return read(reader, file.toString());
    } catch (CharacterCodingException e) {
      throw new FileFormatException(
          "tag list %s: expected UTF-8 text, found other bytes".formatted(file), e);
    }
  }

  /**
   * Reads a list, of 1,048,576 tags at most, of tab-separated values whose first line names the
   * columns: {@code id} and {@code en}, and if wanted {@code zh} (alternatives split at "/"),
   * {@code threshold} (0.68 where the column is missing, as the authors use for new tags) and
   * {@code in_captions} (yes or no).
   *
   * @param source the characters; not closed
   * @param name the list's name in messages
   * @return the vocabulary
   * @throws IOException if reading fails
   * @throws FileFormatException if it is not such a list; the message has the line's number
   */
  public static TagVocabulary read(Reader source, String name) throws IOException {
    return TagListFormat.read(source, name).withName("tag list " + name);
  }

  /**
   * Writes the list as {@link #read(Reader, String)} reads it.
   *
   * @param out the output; not closed
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
   * @return in [0, 1]; a tag is predicted where its score is greater
   * @throws IndexOutOfBoundsException if there is no such index
   */
  public float threshold(int index) {
    return thresholds[index];
  }

  /**
   * The index of the tag with an id. Ids of another list have no meaning here; {@link #indicesOf}
   * finds its tags.
   *
   * @param id a tag's id in this list
   * @return its index, empty if this vocabulary is without it
   */
  public OptionalInt indexOfId(int id) {
    return index.ofId(id);
  }

  /**
   * All tags of a name, in either language, upper and lower case alike.
   *
   * @param name English, one of the Chinese alternatives, or all of them joined by "/"
   * @return in the order of the logits, empty if no tag has the name
   */
  public List<Tag> find(String name) {
    return index.find(name);
  }

  /**
   * All tags of a name, as {@link #find} returns them; at least one must exist.
   *
   * @param name in either language
   * @return at least one tag
   * @throws IllegalArgumentException if no tag has the name; the message suggests near ones
   */
  public List<Tag> require(String name) {
    List<Tag> found = find(name);
    if (found.isEmpty()) {
      List<String> near = NearNames.of(TagIndex.key(name), index.names());
      throw new IllegalArgumentException(
          "tag \"%s\": expected one of the vocabulary's %d tags, found none of that name%s"
              .formatted(
                  name, size(), near.isEmpty() ? "" : "; near ones: " + String.join(", ", near)));
    }
    return found;
  }

  /**
   * The indices of another list's tags in this one, by their English names as this class says.
   *
   * @param list any list
   * @return a new array: for each tag of {@code list} its index here, −1 where this list lacks it
   * @throws IllegalArgumentException if several tags here bear a name, and ids do not tell which is
   *     meant; the message names both lists and the tag
   */
  public int[] indicesOf(TagVocabulary list) {
    return new TagMatch(this, list).indices();
  }

  /**
   * The indices of another list's tags in this one, as {@link #indicesOf} finds them; this list
   * must have all of them.
   *
   * @param list a list, a part of this one by its names
   * @return a new array: for each tag of {@code list} its index here
   * @throws IllegalArgumentException if this list lacks a tag, or several bear its name and ids do
   *     not tell which is meant; the message names both lists and the first such tag
   */
  public int[] requireIndicesOf(TagVocabulary list) {
    return new TagMatch(this, list).requireIndices();
  }

  /**
   * Checks that another list has the same tags in the same order, so that an index means the same
   * tag in both. Thresholds and Chinese names may differ, and so may ids, except where they alone
   * tell tags of one name apart.
   *
   * @param other the other list
   * @throws IllegalArgumentException if it has not; the message names both lists and the first
   *     different tag
   */
  public void requireSameTags(TagVocabulary other) {
    new TagMatch(this, other).requireSameOrder();
  }

  /**
   * The list's name in messages.
   *
   * @return for example "RAM's published list" or "3 tags of tag list animals.tsv"; of a list
   *     without a name its size, its first tag and its last
   */
  public String name() {
    if (ownName != null) {
      return ownName;
    }
    if (cutFrom != null) {
      return (size() == 1 ? "1 tag" : size() + " tags") + " of " + cutFrom.name();
    }
    return size() == 1
        ? "the list of \"%s\" alone".formatted(tags.get(0).english())
        : "the list of %d tags from \"%s\" to \"%s\""
            .formatted(size(), tags.get(0).english(), tags.get(size() - 1).english());
  }

  /**
   * The same list with another name for messages.
   *
   * @param name the list's origin, for example "tags of bundle ram_plus"
   * @return a list with the same tags and thresholds
   */
  public TagVocabulary withName(String name) {
    return new TagVocabulary(this, thresholds, Objects.requireNonNull(name, "name"));
  }

  /** All names as they are compared. */
  Set<String> names() {
    return index.names();
  }

  /** The list that this one was cut from, or this one. */
  TagVocabulary whole() {
    return cutFrom == null ? this : cutFrom;
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
   * The vocabulary of some tags by id, in the order given. The ids are this list's: those of
   * another list mean other tags.
   *
   * @param ids ids of this list, each once
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
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException("vocabulary: expected at least one tag, found none");
    }
    return new TagVocabulary(chosen, cuts, whole(), null);
  }

  /**
   * The same tags with the thresholds of a policy.
   *
   * @param policy asked once for all tags
   * @return a vocabulary
   * @throws IllegalArgumentException if the policy gives a threshold outside [0, 1], or is of a
   *     list that does not fit this one
   */
  public TagVocabulary withThresholds(ThresholdPolicy policy) {
    return withThresholds(policy.thresholds(this));
  }

  /**
   * The same tags with other thresholds, in their order.
   *
   * @param inOrder float32 [tags], each in [0, 1]; copied
   * @return a vocabulary
   * @throws IllegalArgumentException if there is not one for each tag, or one is outside [0, 1]
   */
  public TagVocabulary withThresholds(float[] inOrder) {
    if (inOrder.length != size()) {
      throw new IllegalArgumentException(
          "thresholds: expected one for each of %d tags, found %d"
              .formatted(size(), inOrder.length));
    }
    return new TagVocabulary(this, inOrder.clone(), ownName);
  }

  /** Returns whether the tags, their order and their thresholds are equal. */
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
    if (!isThreshold(threshold)) {
      throw new IllegalArgumentException(what + ": expected 0 to 1, found " + threshold);
    }
  }

  private static boolean isThreshold(float threshold) {
    return threshold >= 0 && threshold <= 1;
  }
}
