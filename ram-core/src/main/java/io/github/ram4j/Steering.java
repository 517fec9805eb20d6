package io.github.ram4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tags that a sentence is to be about: tags that the model recognizes itself, tags that another
 * model recognized, or names from the caller. Immutable.
 *
 * <p>The model reads tags as English text and takes any text; it was trained with the names of
 * {@link TagVocabulary#tag2text()}. A Chinese name of {@link TagVocabulary#ram()} stands for its
 * English name; of several English names, for one that the model knows. The tag encoder takes 40
 * tokens, ten to twenty tags; {@link CaptionTag#read} says which of them did not fit.
 */
public final class Steering {
  private static final Steering RECOGNIZED = new Steering(null);

  /** A tag by its English name or as free text, with its score if a model recognized it. */
  private final @Nullable List<CaptionTag> tags;

  private Steering(@Nullable List<CaptionTag> tags) {
    this.tags = tags;
  }

  /**
   * Steering by the tags that the captioner's own model recognizes, in the order of its vocabulary,
   * without those that disturb sentences ({@link Tag#inCaptions}).
   *
   * @return the steering
   */
  public static Steering recognized() {
    return RECOGNIZED;
  }

  /**
   * Steering by free text, as the authors' script takes it: {@code "cloud, sky"}.
   *
   * @param tags names or any other words, separated by commas; blank pieces are dropped. Without
   *     any the sentence is written from the image alone
   * @return the steering
   */
  public static Steering of(String tags) {
    return of(Arrays.asList(tags.split("[,，、]", -1)));
  }

  /**
   * Steering by free text.
   *
   * @param tags names or any other words, one tag each; blank ones are dropped. Without any the
   *     sentence is written from the image alone
   * @return the steering
   */
  public static Steering of(Collection<String> tags) {
    return new Steering(
        tags.stream()
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(text -> named(english(text, TagVocabulary.tag2text())))
            .toList());
  }

  /**
   * Steering by names of a vocabulary; unknown names are refused.
   *
   * @param vocabulary usually the captioner's own
   * @param names in English, as the vocabulary has them, or in Chinese, as it or {@link
   *     TagVocabulary#ram()} has them
   * @return the steering
   * @throws IllegalArgumentException if a name is unknown; the message suggests near ones
   */
  public static Steering named(TagVocabulary vocabulary, Collection<String> names) {
    List<CaptionTag> tags = new ArrayList<>();
    for (String name : names) {
      String english = vocabulary.find(name).isEmpty() ? english(name, vocabulary) : name;
      tags.add(named(vocabulary.require(english).get(0).english()));
    }
    return new Steering(List.copyOf(tags));
  }

  /**
   * Steering by the tags that a model recognized, RAM or RAM++ for example.
   *
   * @param recognition a recognition; its predicted tags steer, in the order of its vocabulary,
   *     without those that disturb sentences
   * @return the steering
   */
  public static Steering of(Recognition recognition) {
    return new Steering(
        recognition.tagsInVocabularyOrder().stream()
            .filter(held -> !disturbs(held.tag()))
            .map(held -> new CaptionTag(held.tag().english(), Optional.of(held), true, List.of()))
            .toList());
  }

  /** Tags of other models have no mark of their own, but their names are as bad for sentences. */
  private static boolean disturbs(Tag tag) {
    List<Tag> known = TagVocabulary.tag2text().find(tag.english());
    return !tag.inCaptions() || (!known.isEmpty() && known.stream().noneMatch(Tag::inCaptions));
  }

  /**
   * The tags, in the order in which the model reads them, not yet compared with a sentence.
   *
   * @return empty if the captioner is to recognize them itself
   */
  public Optional<List<CaptionTag>> tags() {
    return Optional.ofNullable(tags);
  }

  private static CaptionTag named(String text) {
    return new CaptionTag(text, Optional.empty(), true, List.of());
  }

  /**
   * The English name of a Chinese one: of RAM's tags that share it, the first that the vocabulary
   * has.
   */
  private static String english(String text, TagVocabulary vocabulary) {
    if (text.codePoints().noneMatch(Character::isIdeographic)) {
      return text;
    }
    List<String> names = TagVocabulary.ram().find(text).stream().map(Tag::english).toList();
    return names.stream()
        .filter(name -> !vocabulary.find(name).isEmpty())
        .findFirst()
        .orElse(names.isEmpty() ? text : names.get(0));
  }

  /** The names of the tags, for people. */
  @Override
  public String toString() {
    return tags == null
        ? "Steering[recognized]"
        : "Steering" + tags.stream().map(CaptionTag::name).toList();
  }
}
