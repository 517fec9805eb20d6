package io.github.ram4j.train.model;

import io.github.ram4j.convert.layout.TensorNames;

/**
 * Weights of a model with new absolute position embeddings: these begin as sines and cosines of row
 * and column, and all other weights stay.
 *
 * <p>A quarter of the numbers are sines of the column, a quarter cosines of it, the other half the
 * same of the row (Vaswani et al., "Attention Is All You Need", 2017, section 3.5, in two
 * dimensions). The longest wave is four times the image's side, so that its sine rises all the way
 * across; the shortest is two patches.
 *
 * @param weights all other weights
 */
public record NewPositions(ParameterStore.Source weights) implements ParameterStore.Source {
  /** Amplitude of the waves, beside patch embeddings that a LayerNorm scales to about 1. */
  private static final double AMPLITUDE = 0.2;

  @Override
  public float[] read(String name, long[] shape) {
    if (!name.equals(TensorNames.POSITIONS)) {
      return weights.read(name, shape);
    }
    int side = (int) Math.round(Math.sqrt((double) shape[1]));
    int width = (int) shape[2];
    int waves = (width + 1) / 2;
    float[] values = new float[side * side * width];
    for (int i = 0; i < values.length; i++) {
      int place = i / width;
      int number = i % width;
      int along = number % 2 == 0 ? place % side : place / side;
      int ofWave = number / 2;
      values[i] = (float) (AMPLITUDE * wave(along, side, ofWave, waves));
    }
    return values;
  }

  /** The number-th of some waves at a row or column, sines and cosines in turn. */
  private static double wave(int along, int side, int number, int waves) {
    double longest = 4.0 * side;
    double shortest = 2;
    int pair = number / 2;
    int lastPair = Math.max(1, (waves - 1) / 2);
    double share = (double) pair / lastPair;
    double angle = 2 * Math.PI * along / (longest * Math.pow(shortest / longest, share));
    return number % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
  }
}
