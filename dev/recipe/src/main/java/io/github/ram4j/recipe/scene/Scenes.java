package io.github.ram4j.recipe.scene;

/** Endless scenes, each given by a seed and an index alone. Implementations are thread-safe. */
@FunctionalInterface
public interface Scenes {

  /**
   * Makes a scene.
   *
   * @param seed of all scenes that belong together
   * @param index of one of them
   * @return the same scene for the same arguments, always
   */
  Scene scene(long seed, long index);
}
