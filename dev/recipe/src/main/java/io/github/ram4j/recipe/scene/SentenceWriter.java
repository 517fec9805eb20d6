package io.github.ram4j.recipe.scene;

import java.util.List;
import java.util.Optional;

/** Writer of true sentences about scenes, in lower case. */
final class SentenceWriter {
  /** Probability of a relation's usual phrase. */
  private static final double USUAL = 0.75;

  private SentenceWriter() {}

  /**
   * Writes a sentence such as "two red cars on the left of a tree under a cloudy sky".
   *
   * @param relation in which the first group stands to all others
   * @param setting phrase about the backdrop, empty if there is none
   */
  static String write(Rng rng, List<Group> groups, Optional<Relation> relation, String setting) {
    List<String> things = groups.stream().map(SentenceWriter::phrase).toList();
    String sentence =
        relation
            .map(
                told ->
                    String.join(
                        " ",
                        things.get(0),
                        phrase(rng, told),
                        list(things.subList(1, things.size()))))
            .orElseGet(() -> list(things));
    return setting.isEmpty() ? sentence : sentence + " " + setting;
  }

  private static String phrase(Group group) {
    return Noun.of(group.tag()).phrase(group.count(), group.colour());
  }

  private static String phrase(Rng rng, Relation relation) {
    List<String> phrases = relation.writtenPhrases();
    return phrases.get(rng.chance(USUAL) ? 0 : phrases.size() - 1);
  }

  private static String list(List<String> things) {
    int last = things.size() - 1;
    return last == 0
        ? things.get(0)
        : String.join(", ", things.subList(0, last)) + " and " + things.get(last);
  }
}
