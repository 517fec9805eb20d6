package io.github.ram4j.train.data;

import java.util.SplittableRandom;

/**
 * The order of an epoch: a permutation of 0 … size − 1 that follows from a seed and the epoch's
 * number. Keeps the order of the last epoch asked for. Thread-safe.
 */
final class Shuffle {
  private final int size;
  private final long seed;
  private int[] order;
  private long epoch = -1;

  /** An order of so many examples. */
  Shuffle(int size, long seed) {
    this.size = size;
    this.seed = seed;
  }

  /**
   * The example at an index.
   *
   * @param index index in an endless row of epochs
   */
  synchronized int at(long index) {
    long wanted = index / size;
    if (wanted != epoch) {
      order = draw(wanted);
      epoch = wanted;
    }
    return order[(int) (index % size)];
  }

  private int[] draw(long of) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + of);
    int[] drawn = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      drawn[i] = drawn[j];
      drawn[j] = i;
    }
    return drawn;
  }
}
