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
 * Training captions of scenes, with the tags that steer them.
 *
 * <p>Half of the sentences have exactly the tags of the scene, as a user steers. The others lack
 * some tags or have a wrong one, as a recognizer finds them, so that the model attends to the image
 * too.
 *
 * @param vocabulary the vocabulary of given tags
 * @param seed seed of omitted and added tags
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
