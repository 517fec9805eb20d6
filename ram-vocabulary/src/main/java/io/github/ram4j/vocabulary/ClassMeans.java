package io.github.ram4j.vocabulary;

import io.github.ram4j.ImageEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The means of the examples of tags, and how near each image is to each of them. Nearness is {@code
 * 2 x·m − m·m}: for an embedding x of length 1 it is 1 less the squared distance to the mean m.
 */
final class ClassMeans {
  private final List<double[]> means;
  private final List<double[]> leaveOneOut;
  private final List<boolean[]> labels;

  private ClassMeans(List<double[]> means, List<double[]> leaveOneOut, List<boolean[]> labels) {
    this.means = means;
    this.leaveOneOut = leaveOneOut;
    this.labels = labels;
  }

  /**
   * Computes the means.
   *
   * @param examples of each tag; at least two
   * @param others images that show none of the tags
   */
  static ClassMeans of(Map<String, List<ImageEmbedding>> examples, List<ImageEmbedding> others) {
    List<double[]> means = new ArrayList<>();
    examples.values().forEach(images -> means.add(mean(images)));
    List<double[]> nearness = new ArrayList<>();
    List<boolean[]> labels = new ArrayList<>();
    int tag = 0;
    for (List<ImageEmbedding> images : examples.values()) {
      for (ImageEmbedding image : images) {
        double[] x = ExampleTags.elements(image);
        double[] near = nearness(x, means);
        near[tag] = nearness(x, without(means.get(tag), images.size(), x));
        nearness.add(near);
        boolean[] label = new boolean[means.size()];
        label[tag] = true;
        labels.add(label);
      }
      tag++;
    }
    for (ImageEmbedding image : others) {
      nearness.add(nearness(ExampleTags.elements(image), means));
      labels.add(new boolean[means.size()]);
    }
    return new ClassMeans(means, nearness, labels);
  }

  private static double[] mean(List<ImageEmbedding> images) {
    double[] mean = new double[images.get(0).width()];
    for (ImageEmbedding image : images) {
      double[] x = ExampleTags.elements(image);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += x[i] / images.size();
      }
    }
    return mean;
  }

  /** The mean of the other examples. */
  private static double[] without(double[] mean, int count, double[] x) {
    double[] rest = new double[mean.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = (mean[i] * count - x[i]) / (count - 1);
    }
    return rest;
  }

  private static double[] nearness(double[] x, List<double[]> means) {
    return means.stream().mapToDouble(mean -> nearness(x, mean)).toArray();
  }

  private static double nearness(double[] x, double[] mean) {
    return 2 * dot(x, mean) - dot(mean, mean);
  }

  static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** The mean of a tag's examples, [width]. */
  double[] mean(int tag) {
    return means.get(tag);
  }

  /**
   * The nearness to each tag of the examples, tag by tag, and then of the other images: [images]
   * rows of [tags]. An example is left out of the mean of its own tag.
   */
  List<double[]> leaveOneOut() {
    return leaveOneOut;
  }

  /** Whether an image shows a tag, in the same order. */
  List<boolean[]> labels() {
    return labels;
  }
}
