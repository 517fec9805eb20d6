package io.github.ram4j.recipe;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.recipe.scene.Scene;
import io.github.ram4j.train.data.TrainingExample.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * What a captioner learns to say of a scene, and from which tags.
 *
 * <p>Half of the sentences come with exactly the tags of the scene, as a user steers; the others
 * with some left out or a wrong one among them, as a recognizer finds them, so that the model looks
 * at the image too.
 *
 * @param vocabulary whose tags are given
 * @param seed of what is left out and added
 */
record CaptionedScenes(TagVocabulary vocabulary, long seed)
    implements Function<Scene, Optional<Sentence>> {
  private static final double EXACT = 0.5;
  private static final double LEFT_OUT = 0.25;
  private static final double ADDED = 0.25;

  @Override
  public Optional<Sentence> apply(Scene scene) {
    SplittableRandom random = new SplittableRandom(seed ^ scene.caption().hashCode());
    List<Integer> given = new ArrayList<>();
    boolean exact = random.nextDouble() < EXACT;
    for (String tag : scene.tags()) {
      if (exact || random.nextDouble() >= LEFT_OUT) {
        vocabulary.find(tag).stream().findFirst().ifPresent(found -> given.add(found.id()));
      }
    }
    if (!exact && random.nextDouble() < ADDED) {
      int added = vocabulary.tag(random.nextInt(vocabulary.size())).id();
      if (!given.contains(added)) {
        given.add(added);
      }
    }
    List<String> names =
        given.stream()
            .sorted()
            .map(id -> vocabulary.tag(vocabulary.indexOfId(id).orElseThrow()).english())
            .toList();
    return Optional.of(new Sentence(names, scene.caption(), Optional.empty()));
  }
}
