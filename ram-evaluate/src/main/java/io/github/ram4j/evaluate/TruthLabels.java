package io.github.ram4j.evaluate;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labels of images, in a model's tags.
 *
 * @param matrix bits of [images, tags], the tags in the order of the vocabulary
 * @param unknown names of shown tags that the vocabulary lacks, each with the number of images;
 *     unmodifiable
 */
public record TruthLabels(TruthMatrix matrix, SortedMap<String, Integer> unknown) {

  /** Copies the map. */
  public TruthLabels {
    unknown = Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
  }

  /**
   * Looks the tags of images up in a vocabulary. A tag is looked up as English name first, then as
   * name in either language, upper and lower case alike, then as id of this vocabulary. If several
   * tags have the name, the image shows all of them. Ids of another list mean other tags, and
   * cannot be detected here; names are safe.
   *
   * @param vocabulary the tags of a model
   * @param tags for each image the names or ids of its tags
   * @return the labels
   */
  public static TruthLabels of(TagVocabulary vocabulary, List<? extends Collection<String>> tags) {
    SortedMap<String, Integer> unknown = new TreeMap<>();
    return new TruthLabels(TruthMatrix.of(vocabulary, columns(vocabulary, tags, unknown)), unknown);
  }

  /**
   * These labels with neutral tags, looked up as the others; those that the vocabulary lacks are
   * left out.
   *
   * @param neutral for each image the names or ids of its neutral tags
   * @return new labels
   * @throws IllegalArgumentException if there are not as many images, or the tags of these labels
   *     are not known
   */
  public TruthLabels withNeutral(List<? extends Collection<String>> neutral) {
    TagVocabulary vocabulary =
        matrix
            .vocabulary()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "neutral tags: expected labels of a known list, found numbers alone"));
    return new TruthLabels(
        matrix.withNeutral(columns(vocabulary, neutral, new TreeMap<>())), unknown);
  }

  private static List<int[]> columns(
      TagVocabulary vocabulary,
      List<? extends Collection<String>> tags,
      SortedMap<String, Integer> unknown) {
    Map<String, List<Integer>> english = new HashMap<>();
    for (int i = 0; i < vocabulary.size(); i++) {
      english.computeIfAbsent(vocabulary.tag(i).english(), name -> new ArrayList<>(1)).add(i);
    }
    Map<String, List<Integer>> known = new HashMap<>();
    List<int[]> positives = new ArrayList<>(tags.size());
    for (Collection<String> shown : tags) {
      Set<Integer> columns = new HashSet<>();
      for (String name : new HashSet<>(shown)) {
        List<Integer> found =
            known.computeIfAbsent(
                name, key -> english.getOrDefault(key, otherwise(vocabulary, key)));
        if (found.isEmpty()) {
          unknown.merge(name, 1, Integer::sum);
        }
        columns.addAll(found);
      }
      positives.add(columns.stream().mapToInt(Integer::intValue).toArray());
    }
    return positives;
  }

  private static List<Integer> otherwise(TagVocabulary vocabulary, String name) {
    List<Integer> found = new ArrayList<>();
    for (Tag tag : vocabulary.find(name)) {
      found.add(vocabulary.indexOfId(tag.id()).orElseThrow());
    }
    if (found.isEmpty() && name.matches("\\d{1,9}")) {
      OptionalInt index = vocabulary.indexOfId(Integer.parseInt(name));
      index.ifPresent(found::add);
    }
    return found;
  }
}
