package io.github.ram4j.data;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.lines.InputFile;
import io.github.ram4j.lines.LineLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Synonyms of tags in captions, besides the tags' own names.
 *
 * <p>Immutable and thread-safe.
 */
public final class Synonyms {
  private static final Synonyms NONE = new Synonyms(Map.of(), null);

  private final Map<String, List<Tag>> tags;

  /** Null if there are no words. */
  private final TagVocabulary vocabulary;

  private Synonyms(Map<String, List<Tag>> tags, TagVocabulary vocabulary) {
    this.vocabulary = vocabulary;
    Map<String, List<Tag>> copy = new LinkedHashMap<>();
    tags.forEach((text, named) -> copy.put(text, List.copyOf(named)));
    this.tags = Collections.unmodifiableMap(copy);
  }

  /**
   * Returns no synonyms.
   *
   * @return the same instance at each call
   */
  public static Synonyms none() {
    return NONE;
  }

  /**
   * Returns the synonyms of a map.
   *
   * @param names from a word, or several with blanks between them, to the name of a tag
   * @param vocabulary the vocabulary of the tags
   * @return the synonyms
   * @throws IllegalArgumentException if a word is without letters and digits, or a tag is unknown
   */
  public static Synonyms of(Map<String, String> names, TagVocabulary vocabulary) {
    Map<String, List<Tag>> tags = new LinkedHashMap<>();
    names.forEach((text, name) -> add(tags, text, name, vocabulary));
    return new Synonyms(tags, vocabulary);
  }

  /**
   * Reads lines of a word (or several), a tab and the name of a tag; a word may have several lines.
   * Blank lines and lines that begin with # are skipped.
   *
   * @param file UTF-8
   * @param vocabulary the vocabulary of the tags
   * @return the synonyms
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if a line is malformed, or a tag is unknown; the message names file
   *     and line
   */
  public static Synonyms read(Path file, TagVocabulary vocabulary) throws IOException {
    Map<String, List<Tag>> tags = new LinkedHashMap<>();
    int number = 0;
    try (BufferedReader reader =
        new BufferedReader(
            new LineLimit(InputFile.reader(file), "text", FileFormatException::new))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String text = number == 1 ? line.replace("\uFEFF", "") : line;
        if (!text.isBlank() && !text.startsWith("#")) {
          addLine(tags, text, vocabulary);
        }
      }
    } catch (CharacterCodingException e) {
      throw new FileFormatException(
          "synonyms %s: expected UTF-8 text, found other bytes".formatted(file), e);
    } catch (FileFormatException | IllegalArgumentException e) {
      throw new FileFormatException(
          "synonyms %s, line %d: %s".formatted(file, number, e.getMessage()), e);
    }
    return new Synonyms(tags, vocabulary);
  }

  private static void addLine(Map<String, List<Tag>> tags, String line, TagVocabulary vocabulary) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 2) {
      throw new IllegalArgumentException(
          "expected a word, a tab and a tag, found %d cells".formatted(cells.length));
    }
    add(tags, cells[0], cells[1], vocabulary);
  }

  private static void add(
      Map<String, List<Tag>> tags, String text, String name, TagVocabulary vocabulary) {
    if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw new IllegalArgumentException("expected a word, found \"%s\"".formatted(text));
    }
    List<Tag> named = tags.computeIfAbsent(text.strip(), k -> new ArrayList<>(1));
    named.addAll(vocabulary.require(name));
  }

  /**
   * The tags of each word in a vocabulary. It may be another one than that of the synonyms; tags
   * are found by their names, as {@link TagVocabulary} says.
   *
   * @param wanted the vocabulary
   * @return its own tags, in the order given, unmodifiable
   * @throws IllegalArgumentException if it lacks one; the message names both lists and the tag
   */
  public Map<String, List<Tag>> tagsIn(TagVocabulary wanted) {
    Map<String, List<Tag>> found = new LinkedHashMap<>();
    tags.forEach(
        (text, named) -> {
          List<Integer> ids = named.stream().map(Tag::id).distinct().toList();
          int[] indices = wanted.requireIndicesOf(vocabulary.subsetOfIds(ids));
          found.put(text, IntStream.of(indices).distinct().mapToObj(wanted::tag).toList());
        });
    return Collections.unmodifiableMap(found);
  }

  /**
   * The tags of each word in the vocabulary of the synonyms.
   *
   * @return in the order given, unmodifiable
   */
  public Map<String, List<Tag>> tags() {
    return tags;
  }
}
