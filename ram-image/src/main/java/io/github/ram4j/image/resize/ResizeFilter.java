package io.github.ram4j.image.resize;

import io.github.ram4j.bundle.ImageInterpolation;

/** The kernels of Pillow's resize, in its double precision and its order of operations. */
enum ResizeFilter {
  /** {@code bilinear_filter}. */
  BILINEAR(1) {
    @Override
    double weight(double distance) {
      return Math.max(0, 1.0 - Math.abs(distance));
    }
  },
  /** {@code bicubic_filter}. */
  BICUBIC(2) {
    @Override
    double weight(double distance) {
      double x = Math.abs(distance);
      if (x < 1) {
        return ((A + 2.0) * x - (A + 3.0)) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
  };

  private static final double A = -0.5;

  /** The kernel's reach on either side, in samples of the coarser grid. */
  final double support;

  ResizeFilter(double support) {
    this.support = support;
  }

  /** The kernel at a distance in samples of the coarser grid. */
  abstract double weight(double distance);

  static ResizeFilter of(ImageInterpolation interpolation) {
    return interpolation == ImageInterpolation.BICUBIC ? BICUBIC : BILINEAR;
  }
}
