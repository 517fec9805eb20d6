package io.github.ram4j.recipe.scene;

/** Artefacts of JPEG compression: rounded cosine transforms of 8 by 8 pixels, more for colour. */
final class JpegArtefacts {
  private static final int N = 8;
  private static final float[] COSINES = cosines();

  /** Steps of quality 50, as annex K of the JPEG standard gives them: light, then colour. */
  private static final int[][] STEPS = {
    {
      16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69,
      56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104,
      113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
    },
    {
      17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99,
      99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
      99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
    }
  };

  private final int[] rgb;
  private final int side;
  private final float[][] steps = new float[2][N * N];
  private final float[][] block = new float[3][N * N];
  private final float[] half = new float[N * N];

  private JpegArtefacts(int[] rgb, int side, int quality) {
    this.rgb = rgb;
    this.side = side;
    double scale = quality < 50 ? 50.0 / quality : 2 - quality / 50.0;
    for (int i = 0; i < N * N; i++) {
      steps[0][i] = (float) Math.max(1, STEPS[0][i] * scale);
      steps[1][i] = (float) Math.max(1, STEPS[1][i] * scale);
    }
  }

  /** Changes a square image; a rest beyond whole blocks stays as it is. */
  static void apply(int[] rgb, int side, int quality) {
    JpegArtefacts artefacts = new JpegArtefacts(rgb, side, quality);
    for (int y = 0; y + N <= side; y += N) {
      for (int x = 0; x + N <= side; x += N) {
        artefacts.roundBlock(y * side + x);
      }
    }
  }

  private void roundBlock(int at) {
    for (int i = 0; i < N * N; i++) {
      int pixel = rgb[at + i / N * side + i % N];
      float red = pixel >> 16 & 0xff;
      float green = pixel >> 8 & 0xff;
      float blue = pixel & 0xff;
      block[0][i] = 0.299f * red + 0.587f * green + 0.114f * blue - 128;
      block[1][i] = -0.1687f * red - 0.3313f * green + 0.5f * blue;
      block[2][i] = 0.5f * red - 0.4187f * green - 0.0813f * blue;
    }
    for (int channel = 0; channel < 3; channel++) {
      roundChannel(block[channel], steps[Math.min(channel, 1)]);
    }
    for (int i = 0; i < N * N; i++) {
      float light = block[0][i] + 128;
      float blue = block[1][i];
      float red = block[2][i];
      rgb[at + i / N * side + i % N] =
          clamped(light + 1.402f * red) << 16
              | clamped(light - 0.3441f * blue - 0.7141f * red) << 8
              | clamped(light + 1.772f * blue);
    }
  }

  private void roundChannel(float[] values, float[] step) {
    transform(values, half, false);
    transform(half, values, false);
    for (int i = 0; i < N * N; i++) {
      values[i] = Math.round(values[i] / step[i]) * step[i];
    }
    transform(values, half, true);
    transform(half, values, true);
  }

  /** Transforms rows and swaps rows and columns, so that two calls transform both. */
  private static void transform(float[] from, float[] to, boolean back) {
    for (int row = 0; row < N; row++) {
      for (int k = 0; k < N; k++) {
        float sum = 0;
        for (int n = 0; n < N; n++) {
          sum += from[row * N + n] * (back ? COSINES[n * N + k] : COSINES[k * N + n]);
        }
        to[k * N + row] = sum;
      }
    }
  }

  private static int clamped(float value) {
    return Math.max(0, Math.min(255, Math.round(value)));
  }

  private static float[] cosines() {
    float[] cosines = new float[N * N];
    for (int k = 0; k < N; k++) {
      for (int n = 0; n < N; n++) {
        double scale = k == 0 ? Math.sqrt(1.0 / N) : Math.sqrt(2.0 / N);
        cosines[k * N + n] = (float) (scale * Math.cos((2 * n + 1) * k * Math.PI / (2 * N)));
      }
    }
    return cosines;
  }
}
