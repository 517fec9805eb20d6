package io.github.ram4j.cli.train;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.data.Example;
import io.github.ram4j.data.ExampleReader;
import io.github.ram4j.data.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Vocabulary with more tags behind its own, which keep places, ids and thresholds. */
final class GrownVocabulary {
  /** The authors' threshold of new tags, as of tag lists without one. */
  private static final float THRESHOLD = 0.68f;

  private GrownVocabulary() {}

  /** Adds the tags of a list that a vocabulary lacks, with ids behind its own. */
  static TagVocabulary of(TagVocabulary vocabulary, TagVocabulary more) {
    List<Tag> tags = new ArrayList<>(vocabulary.tags());
    float[] thresholds = thresholds(vocabulary, vocabulary.size() + more.size());
    int id = freeId(vocabulary);
    for (int i = 0; i < more.size(); i++) {
      Tag tag = more.tag(i);
      if (vocabulary.find(tag.english()).isEmpty()) {
        thresholds[tags.size()] = more.threshold(i);
        tags.add(new Tag(id++, tag.english(), tag.chinese(), tag.inCaptions()));
      }
    }
    return TagVocabulary.of(tags, Arrays.copyOf(thresholds, tags.size()));
  }

  /** Adds the tags of examples that a vocabulary lacks, in alphabetical order. */
  static TagVocabulary ofData(TagVocabulary vocabulary, Path data) throws IOException {
    NavigableSet<String> names = unknown(vocabulary, data);
    List<Tag> tags = new ArrayList<>(vocabulary.tags());
    float[] thresholds = thresholds(vocabulary, vocabulary.size() + names.size());
    int id = freeId(vocabulary);
    for (String name : names) {
      thresholds[tags.size()] = THRESHOLD;
      tags.add(new Tag(id++, name, List.of(), true));
    }
    return TagVocabulary.of(tags, thresholds);
  }

  private static NavigableSet<String> unknown(TagVocabulary vocabulary, Path data)
      throws IOException {
    NavigableSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    try (ExampleReader reader = ExampleReader.open(data, ReadOptions.defaults())) {
      for (Optional<Example> next = reader.next(); next.isPresent(); next = reader.next()) {
        next.get().tags().stream()
            .map(String::strip)
            .filter(name -> vocabulary.find(name).isEmpty())
            .forEach(names::add);
      }
    }
    return names;
  }

  private static float[] thresholds(TagVocabulary vocabulary, int size) {
    float[] thresholds = new float[size];
    for (int i = 0; i < vocabulary.size(); i++) {
      thresholds[i] = vocabulary.threshold(i);
    }
    return thresholds;
  }

  private static int freeId(TagVocabulary vocabulary) {
    return 1 + vocabulary.tags().stream().mapToInt(Tag::id).max().orElseThrow();
  }
}
