package io.github.ram4j.train.model;

import io.github.ram4j.convert.model.Architecture;
import java.util.SplittableRandom;

/**
 * Weights of a new model, as the authors initialize theirs: matrices from a normal distribution of
 * standard deviation 0.02 cut off at two, LayerNorm at one and zero, biases at zero; tags' classifier
 * biases low, so that no tag holds at first.
 *
 * <p>Label embeddings of RAM and RAM++, which are CLIP's in the published models, are random
 * directions of length 1 here unless they are given.
 *
 * @param seed of all weights; each parameter's values depend on its name and the seed alone
 */
public record InitialWeights(long seed) implements ParameterStore.Source {
  private static final double STANDARD_DEVIATION = 0.02;
  private static final float TAG_BIAS = -4f;

  @Override
  public float[] read(String name, long[] shape) {
    float[] values = new float[Math.toIntExact(ParameterStore.elements(shape))];
    SplittableRandom random = new SplittableRandom(seed * 31 + name.hashCode());
    if (name.equals("label_embed")) {
      directions(values, random);
    } else if (name.equals("fc.b") || name.equals("fc.bias")) {
      java.util.Arrays.fill(values, TAG_BIAS);
    } else if (name.endsWith("norm.weight") || name.matches(".*(norm\\d|LayerNorm)\\.weight")) {
      java.util.Arrays.fill(values, 1f);
    } else if (name.equals("patch_embed.proj.weight")) {
      fill(values, 1 / Math.sqrt(3.0 * Architecture.PATCH * Architecture.PATCH), random);
    } else if (!name.endsWith("bias")) {
      fill(values, STANDARD_DEVIATION, random);
    }
    return values;
  }

  private static void fill(float[] values, double deviation, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      double drawn;
      do {
        drawn = random.nextGaussian();
      } while (Math.abs(drawn) > 2);
      values[i] = (float) (deviation * drawn);
    }
  }

  private static void directions(float[] values, SplittableRandom random) {
    int width = ModelShape.CLIP_WIDTH;
    for (int row = 0; row < values.length; row += width) {
      double square = 0;
      for (int i = row; i < row + width; i++) {
        values[i] = (float) random.nextGaussian();
        square += (double) values[i] * values[i];
      }
      for (int i = row; i < row + width; i++) {
        values[i] *= (float) (1 / Math.sqrt(square));
      }
    }
  }
}
