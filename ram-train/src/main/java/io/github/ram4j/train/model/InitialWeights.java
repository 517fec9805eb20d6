package io.github.ram4j.train.model;

import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.convert.layout.TensorNames;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Weights of a new model. The Swin encoder begins as the authors', from a normal distribution of
 * standard deviation 0.02; LayerNorm at one and zero, biases at zero; tags' classifier biases low,
 * so that no tag is predicted at first.
 *
 * <p>The tagging head and the caption half begin with a standard deviation that depends on the
 * width of their inputs, as torch's own layers do. BERT's fixed 0.02 suits its width of 768. In a
 * head of width 128 it would leave all tags alike, and the attention to all image rows alike, for
 * the first thousands of steps.
 *
 * <p>Label embeddings of RAM and RAM++, which are CLIP's in the published models, are random
 * directions of length 1 here unless they are given.
 *
 * @param seed of all weights; each parameter's values depend on its name and the seed alone
 */
public record InitialWeights(long seed) implements ParameterStore.Source {
  private static final double ENCODER = 0.02;
  private static final float TAG_BIAS = -5f;

  /** Initial value of the authors, for a temperature of 0.07. */
  private static final float REWEIGHT_SCALE = (float) Math.log(1 / 0.07);

  /** Standard deviation of torch's uniform distribution from −1/√n to 1/√n, as a share of 1/√n. */
  private static final double UNIFORM = 1 / Math.sqrt(3);

  @Override
  public float[] read(String name, long[] shape) {
    float[] values = new float[Math.toIntExact(ParameterStore.elements(shape))];
    SplittableRandom random = new SplittableRandom(seed * 31 + name.hashCode());
    if (name.equals(TensorNames.REWEIGHT_SCALE)) {
      Arrays.fill(values, REWEIGHT_SCALE);
    } else if (name.equals(TensorNames.LABELS)) {
      directions(values, random);
    } else if (name.equals("fc.b") || name.equals("fc.bias")) {
      Arrays.fill(values, TAG_BIAS);
    } else if (name.matches(".*(norm\\d?|LayerNorm)\\.weight")) {
      Arrays.fill(values, 1f);
    } else if (!name.endsWith("bias")) {
      fill(values, deviation(name, shape), random);
    }
    return values;
  }

  private static double deviation(String name, long[] shape) {
    if (name.endsWith("patch_embed.proj.weight")) {
      return UNIFORM / Math.sqrt(3.0 * Architecture.PATCH * Architecture.PATCH);
    }
    if (name.startsWith(TensorNames.ENCODER) || name.contains("embeddings.")) {
      return ENCODER;
    }
    if (name.startsWith(TensorNames.LABEL_PROJECTION) || name.startsWith(TensorNames.LABELS)) {
      return UNIFORM; // what it multiplies has length 1, and rows of labels are not multiplied
    }
    return UNIFORM / Math.sqrt((double) shape[shape.length - 1]);
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
