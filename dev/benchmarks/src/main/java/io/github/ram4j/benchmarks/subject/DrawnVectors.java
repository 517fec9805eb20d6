package io.github.ram4j.benchmarks.subject;

import java.util.Random;

/**
 * Embeddings drawn at random, as those of images lie: 2,000 kinds in a space of few dimensions,
 * images of a kind near each other, mapped to more numbers of which none is far below zero.
 */
public final class DrawnVectors {
  private static final int KINDS = 2_000;
  private static final float SPREAD = 0.7f;
  private static final float NOISE = 0.3f;
  private static final float CUT = 0.3f;

  private final float[][] map;
  private final float[][] kinds;
  private Random random = new Random(1);

  /**
   * Vectors.
   *
   * @param width numbers in each
   * @param dimensions of the space in which the kinds lie
   */
  public DrawnVectors(int width, int dimensions) {
    Random fixed = new Random(7);
    this.map = drawn(fixed, width, dimensions, 1 / Math.sqrt(dimensions));
    this.kinds = drawn(fixed, KINDS, dimensions, 1);
  }

  private static float[][] drawn(Random random, int rows, int columns, double scale) {
    float[][] drawn = new float[rows][columns];
    for (float[] row : drawn) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) (random.nextGaussian() * scale);
      }
    }
    return drawn;
  }

  /**
   * The numbers in each.
   *
   * @return the width
   */
  public int width() {
    return map.length;
  }

  /**
   * Goes on with other vectors of the same kinds.
   *
   * @param seed tells them from others
   */
  public void reseed(long seed) {
    random = new Random(seed);
  }

  /**
   * The next vector.
   *
   * @return of length 1
   */
  public float[] next() {
    float[] place = kinds[random.nextInt(KINDS)].clone();
    for (int i = 0; i < place.length; i++) {
      place[i] += SPREAD * (float) random.nextGaussian();
    }
    float[] vector = new float[map.length];
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      float sum = NOISE * 2 * (random.nextFloat() + random.nextFloat() + random.nextFloat() - 1.5f);
      for (int j = 0; j < place.length; j++) {
        sum += map[i][j] * place[j];
      }
      vector[i] = Math.max(0, sum - CUT);
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }
}
