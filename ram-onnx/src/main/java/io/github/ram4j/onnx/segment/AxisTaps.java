package io.github.ram4j.onnx.segment;

/**
 * What brings a low-res mask to an image along one axis: for each place of the image three
 * neighbouring places of the mask and their weights. It is bilinear scaling to the model's input,
 * cutting of the padding, and bilinear scaling to the image, in one, as each of them is linear; for
 * SAM 2 it is one bilinear scaling, whose third weight is 0.
 */
final class AxisTaps {
  static final int TAPS = 3;

  /** The first of the three places, for each place of the image. */
  final int[] first;

  /** The three weights, for each place of the image. */
  final float[] weights;

  private AxisTaps(int length) {
    this.first = new int[length];
    this.weights = new float[TAPS * length];
  }

  /**
   * The taps of an axis.
   *
   * @param lowRes length of the mask, 3 or more
   * @param input length of the model's input
   * @param resized length of the image in the input
   * @param image length of the image
   */
  static AxisTaps of(int lowRes, int input, int resized, int image) {
    Bilinear toInput = new Bilinear(lowRes, input);
    Bilinear toImage = new Bilinear(resized, image);
    AxisTaps taps = new AxisTaps(image);
    for (int place = 0; place < image; place++) {
      float at = toImage.source(place);
      int left = (int) at;
      int right = Math.min(left + 1, resized - 1);
      taps.first[place] = Math.min((int) toInput.source(left), lowRes - TAPS);
      taps.add(place, toInput, left, 1 - (at - left));
      taps.add(place, toInput, right, at - left);
    }
    return taps;
  }

  /**
   * The taps of one bilinear scaling.
   *
   * @param lowRes length of the mask, 3 or more
   * @param image length of the image
   */
  static AxisTaps direct(int lowRes, int image) {
    Bilinear scaling = new Bilinear(lowRes, image);
    AxisTaps taps = new AxisTaps(image);
    for (int place = 0; place < image; place++) {
      taps.first[place] = Math.min((int) scaling.source(place), lowRes - TAPS);
      taps.add(place, scaling, place, 1);
    }
    return taps;
  }

  private void add(int place, Bilinear toInput, int middle, float weight) {
    float at = toInput.source(middle);
    int left = (int) at;
    int right = Math.min(left + 1, toInput.from() - 1);
    weights[TAPS * place + left - first[place]] += weight * (1 - (at - left));
    weights[TAPS * place + right - first[place]] += weight * (at - left);
  }

  /** Bilinear scaling with pixels' middles at halves, as PyTorch computes it in float32. */
  private record Bilinear(int from, int to) {
    /** The place in the source, 0 or more. */
    float source(int place) {
      float scale = (float) from / to;
      return Math.max(0, scale * (place + 0.5f) - 0.5f);
    }
  }
}
