package io.github.ram4j.recipe.scene;

import java.util.SplittableRandom;

/**
 * Easy scenes at first, then more and more of the ones that matter: a Swin that begins with these
 * learns nothing from tens of thousands of them.
 *
 * @param first the easy ones
 * @param then the ones that matter
 * @param from index up to which all are easy
 * @param to index from which none is
 */
public record RisingScenes(Scenes first, Scenes then, long from, long to) implements Scenes {

  @Override
  public Scene scene(long seed, long index) {
    double share = (double) (index - from) / Math.max(1, to - from);
    boolean easy = new SplittableRandom(seed + 31 * index).nextDouble() >= share;
    return (easy ? first : then).scene(seed, index);
  }
}
