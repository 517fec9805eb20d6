package io.github.ram4j.onnx.segment;

import io.github.ram4j.locate.LowResMask;

/** Low-res masks brought to an image as the authors do it: scaled, cut, and scaled again. */
final class PlainScaling {
  private static final int INPUT_SCALE = 4;

  private PlainScaling() {}

  /** The logits of the image's pixels, row by row. */
  static float[] of(LowResMask mask, int width, int height) {
    int input = INPUT_SCALE * mask.side();
    double scale = (double) input / Math.max(width, height);
    int cutWidth = (int) (width * scale + 0.5);
    int cutHeight = (int) (height * scale + 0.5);
    float[] logits = new float[mask.side() * mask.side()];
    mask.logits().get(logits);
    float[] large = scaled(logits, mask.side(), mask.side(), input, input);
    float[] cut = new float[cutWidth * cutHeight];
    for (int y = 0; y < cutHeight; y++) {
      System.arraycopy(large, y * input, cut, y * cutWidth, cutWidth);
    }
    return scaled(cut, cutWidth, cutHeight, width, height);
  }

  /** The logits of the image's pixels where the mask is scaled once. */
  static float[] once(LowResMask mask, int width, int height) {
    float[] logits = new float[mask.side() * mask.side()];
    mask.logits().get(logits);
    return scaled(logits, mask.side(), mask.side(), width, height);
  }

  private static float[] scaled(float[] from, int width, int height, int toWidth, int toHeight) {
    float[] to = new float[toWidth * toHeight];
    for (int y = 0; y < toHeight; y++) {
      float down = Math.max(0, (float) height / toHeight * (y + 0.5f) - 0.5f);
      int top = (int) down;
      int bottom = Math.min(top + 1, height - 1);
      float below = down - top;
      for (int x = 0; x < toWidth; x++) {
        float across = Math.max(0, (float) width / toWidth * (x + 0.5f) - 0.5f);
        int left = (int) across;
        int right = Math.min(left + 1, width - 1);
        float beside = across - left;
        to[y * toWidth + x] =
            (1 - below)
                    * ((1 - beside) * from[top * width + left] + beside * from[top * width + right])
                + below
                    * ((1 - beside) * from[bottom * width + left]
                        + beside * from[bottom * width + right]);
      }
    }
    return to;
  }
}
