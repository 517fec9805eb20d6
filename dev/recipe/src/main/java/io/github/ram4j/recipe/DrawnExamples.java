package io.github.ram4j.recipe;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.recipe.scene.Scene;
import io.github.ram4j.recipe.scene.SceneArtist;
import io.github.ram4j.recipe.scene.Scenes;
import io.github.ram4j.train.data.TrainingExample;
import io.github.ram4j.train.data.TrainingExample.Sentence;
import io.github.ram4j.train.data.TrainingSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Training set of scenes drawn on demand, so that no scene is seen twice in training. */
final class DrawnExamples implements TrainingSet {
  private final Scenes scenes;
  private final SceneArtist artist;
  private final long seed;
  private final long size;
  private final TagVocabulary vocabulary;
  private final Map<String, Integer> tags = new HashMap<>();
  private final Function<Scene, Optional<Sentence>> sentence;

  /**
   * A set of scenes.
   *
   * @param sidePx of the images
   * @param vocabulary the learned tags; other tags of a scene are left out
   * @param sentence caption of a scene
   * @param seed of the scenes
   * @param size number of scenes of an epoch
   */
  DrawnExamples(
      Scenes scenes,
      int sidePx,
      TagVocabulary vocabulary,
      Function<Scene, Optional<Sentence>> sentence,
      long seed,
      long size) {
    this.scenes = scenes;
    this.artist = new SceneArtist(sidePx);
    this.vocabulary = vocabulary;
    this.sentence = sentence;
    this.seed = seed;
    this.size = size;
    for (int i = 0; i < vocabulary.size(); i++) {
      tags.put(vocabulary.tag(i).english(), i);
    }
  }

  @Override
  public TagVocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public TrainingExample example(long index) {
    Scene scene = scenes.scene(seed, index);
    int[] shown =
        scene.tags().stream().filter(tags::containsKey).mapToInt(tags::get).sorted().toArray();
    return new TrainingExample(artist.draw(scene), shown, sentence.apply(scene), Optional.empty());
  }
}
