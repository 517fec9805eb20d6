package io.github.ram4j.catalog.filter;

import io.github.ram4j.ModelException;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagScore;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.vocabulary.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tags that a {@link TagFilter} left of a model's list.
 *
 * <p>Immutable and thread-safe.
 */
public final class FilteredTags {
  private final TagVocabulary vocabulary;
  private final TagVocabulary list;
  private final TagNaming naming;

  FilteredTags(TagVocabulary vocabulary, TagVocabulary list, TagNaming naming) {
    this.vocabulary = vocabulary;
    this.list = list;
    this.naming = naming;
  }

  /**
   * The tags to compute, with the thresholds to use.
   *
   * @return a subset of the model's list, with its ids and in its order
   */
  public TagVocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * The keywords that the list has no tag for. A model that takes new names can be asked for them.
   *
   * @return in the order of the user's file; empty where no keywords were given
   */
  public List<Keyword> unknownKeywords() {
    return naming.unknown();
  }

  /**
   * A recognizer of these tags alone. A bundle of RAM or RAM++ in float32 or float16 computes no
   * others, where they are less than half of its list. Other models score their whole list, which
   * their small heads do in no time; of theirs the tags are taken.
   *
   * @param model whose list was filtered; stays open when the recognizer is closed, and must be
   *     open while that is in use
   * @return a recognizer whose {@link Recognizer#vocabulary()} are these tags, with the scores that
   *     the model gives them; of RAM and RAM++ but for rounding
   * @throws IllegalArgumentException if the model lacks a tag
   */
  public Recognizer over(Recognizer model) {
    if (vocabulary.equals(model.vocabulary())) {
      return new SelectedTags(model, vocabulary, false);
    }
    model.vocabulary().requireIndicesOf(vocabulary);
    if (2 * vocabulary.size() < list.size() && namesTellThemApart()) {
      try {
        return new SelectedTags(model.withVocabulary(listed()), vocabulary, true);
      } catch (ModelException e) {
        // An ONNX file that others exported, for example, whose list cannot be divided.
      }
    }
    return new SelectedTags(model, vocabulary, false);
  }

  /** Returns whether each name of a tag here is of the same number of tags in the whole list. */
  private boolean namesTellThemApart() {
    return vocabulary.tags().stream()
        .allMatch(tag -> list.find(tag.english()).size() == vocabulary.find(tag.english()).size());
  }

  private OpenVocabulary listed() {
    List<OpenTag> tags = new ArrayList<>();
    for (int i = 0; i < vocabulary.size(); i++) {
      tags.add(OpenTag.listed(vocabulary.tag(i).english(), vocabulary.threshold(i)));
    }
    return OpenVocabulary.of(tags);
  }

  /**
   * The tags of an image as they are written: predicted ones, synonyms merged, by the names and
   * paths of keywords where those were given.
   *
   * @param recognition of these tags, or of the whole list
   * @return the best score first; each name once
   * @throws IllegalArgumentException if the recognition lacks a tag
   */
  public List<OutputTag> outputs(Recognition recognition) {
    Recognition own =
        recognition.vocabulary().equals(vocabulary) ? recognition : recognition.subset(vocabulary);
    Map<TagNaming.Name, OutputTag> byName = new LinkedHashMap<>();
    for (TagScore score : own.tags()) {
      TagNaming.Name name = naming.name(score.tag());
      byName.putIfAbsent(name, new OutputTag(name.name(), name.path(), score));
    }
    return List.copyOf(byName.values());
  }

  /** The number of tags, and that of the whole list. */
  @Override
  public String toString() {
    return "FilteredTags[%d of %d]".formatted(vocabulary.size(), list.size());
  }
}
