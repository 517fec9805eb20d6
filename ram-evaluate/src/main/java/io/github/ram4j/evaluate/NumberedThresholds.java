package io.github.ram4j.evaluate;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Thresholds as numbers without names: of a published list, if it has as many tags, or else of the
 * list asked for.
 *
 * @param name name in messages
 * @param numbers each in [0, 1]
 */
@SuppressWarnings("ArrayRecordComponent") // made once for a file, compared by none
record NumberedThresholds(String name, float[] numbers) implements ThresholdPolicy {

  @Override
  public float threshold(Tag tag, float published) {
    return thresholds(TagVocabulary.of(List.of(tag), new float[] {published}))[0];
  }

  @Override
  public float[] thresholds(TagVocabulary vocabulary) {
    Optional<TagVocabulary> published =
        Stream.of(TagVocabulary.ram(), TagVocabulary.tag2text())
            .filter(list -> list.size() == numbers.length)
            .findFirst();
    if (published.isPresent()) {
      int[] indices = published.get().indicesOf(vocabulary);
      if (IntStream.of(indices).allMatch(index -> index >= 0)) {
        return at(indices);
      }
    }
    if (vocabulary.size() == numbers.length && rise(vocabulary)) {
      return numbers;
    }
    throw new FileFormatException(
        ("%s: expected %d numbers, one for each tag of %s, in their order by id, or one for each"
                + " tag of a published list that has all of them; found %d numbers%s; a list with"
                + " names says which is whose")
            .formatted(
                name,
                vocabulary.size(),
                vocabulary.name(),
                numbers.length,
                published.map(list -> foreign(list, vocabulary)).orElse("")));
  }

  private static String foreign(TagVocabulary published, TagVocabulary vocabulary) {
    int[] indices = published.indicesOf(vocabulary);
    return IntStream.range(0, indices.length)
        .filter(i -> indices[i] < 0)
        .mapToObj(i -> vocabulary.tag(i).english())
        .findFirst()
        .map(tag -> ", as many as %s has, which lacks \"%s\"".formatted(published.name(), tag))
        .orElse("");
  }

  private static boolean rise(TagVocabulary vocabulary) {
    return IntStream.range(1, vocabulary.size())
        .allMatch(i -> vocabulary.tag(i - 1).id() < vocabulary.tag(i).id());
  }

  private float[] at(int[] indices) {
    float[] thresholds = new float[indices.length];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = numbers[indices[i]];
    }
    return thresholds;
  }
}
