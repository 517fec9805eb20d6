package io.github.ram4j.recipe.scene;

import java.util.List;
import java.util.SplittableRandom;

/** Random number generator with a seed. Not thread-safe. */
final class Rng {
  private final SplittableRandom random;

  Rng(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A generator for one scene, different for every seed and index. */
  static Rng of(long seed, long index) {
    return new Rng(new SplittableRandom(seed).nextLong() ^ mixed(index));
  }

  /** The finalizer of MurmurHash3, so that neighbouring indices have nothing in common. */
  private static long mixed(long index) {
    long z = (index ^ (index >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return z ^ (z >>> 33);
  }

  long seed() {
    return random.nextLong();
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Returns a number from {@code low} to {@code high}. */
  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Returns an integer from 0 to {@code bound} − 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Returns an index with a probability in proportion to its weight. */
  int weighted(double... weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double at = random.nextDouble() * sum;
    for (int i = 0; i < weights.length - 1; i++) {
      at -= weights[i];
      if (at < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /** A colour by hue, saturation and brightness, each from 0 to 1. */
  static int rgb(double hue, double saturation, double brightness) {
    return java.awt.Color.HSBtoRGB((float) hue, (float) saturation, (float) brightness) & 0xffffff;
  }

  /** Any colour: half of them pale, some dark. */
  int anyRgb() {
    if (chance(0.45)) {
      return rgb(between(0, 1), between(0, 0.35), between(0.8, 1));
    }
    return rgb(between(0, 1), between(0, 1), Math.sqrt(between(0.01, 1)));
  }

  /** A colour like another one. */
  int near(int rgb, int distance) {
    int near = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int value = (rgb >> shift & 0xff) + below(2 * distance + 1) - distance;
      near |= Math.max(0, Math.min(255, value)) << shift;
    }
    return near;
  }
}
