package io.github.ram4j.onnx.segment;

import io.github.ram4j.image.resize.ImageFit;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.EmbeddedImage;
import io.github.ram4j.locate.MaskPrompt;
import io.github.ram4j.locate.PromptPoint;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** Prompts of one image as the mask decoder's inputs: points, then the corners of a box. */
final class PromptPoints {
  private static final int OUTSIDE = 0;
  private static final int INSIDE = 1;
  private static final int UPPER_LEFT = 2;
  private static final int LOWER_RIGHT = 3;
  private static final int NOTHING = -1;

  private final EmbeddedImage image;
  private final float scaleX;
  private final float scaleY;
  private final boolean second;

  /**
   * Prompts of an image.
   *
   * @param fit its place in the model's input
   * @param second whether the model is SAM 2
   */
  PromptPoints(EmbeddedImage image, ImageFit fit, boolean second) {
    this.image = image;
    this.second = second;
    this.scaleX = (float) ((double) fit.width() / image.width());
    this.scaleY = (float) ((double) fit.height() / image.height());
  }

  /**
   * The number of points of a prompt; without a box, and for SAM 2 always, there is one more, which
   * is none.
   */
  int count(MaskPrompt prompt) {
    int corners = prompt.box().isPresent() ? 2 : 0;
    return prompt.points().size() + corners + (corners == 0 || second ? 1 : 0);
  }

  /**
   * Requires a prompt that means something in the image.
   *
   * @param index of the prompt, for messages
   * @param lowRes side of the model's low-res masks
   * @throws IllegalArgumentException if it does not; the message has what was expected and found
   */
  void require(MaskPrompt prompt, int index, int lowRes) {
    int width = image.width();
    int height = image.height();
    prompt.box().ifPresent(box -> require(box, index));
    for (PromptPoint point : prompt.points()) {
      if (point.x() < 0 || point.x() > width || point.y() < 0 || point.y() > height) {
        throw new IllegalArgumentException(
            "prompt %d: point: expected one in %s of %d x %d pixels, found (%s, %s)"
                .formatted(index, image.name(), width, height, point.x(), point.y()));
      }
    }
    prompt
        .mask()
        .filter(mask -> mask.side() != lowRes)
        .ifPresent(
            mask -> {
              throw new IllegalArgumentException(
                  "prompt %d: mask: expected a side of %d, as the model has, found %d"
                      .formatted(index, lowRes, mask.side()));
            });
  }

  private void require(Box box, int index) {
    if (!(box.width() > 0 && box.height() > 0)) {
      throw new IllegalArgumentException(
          "prompt %d: box: expected a width and a height above 0, found %s".formatted(index, box));
    }
    if (box.x1() <= 0 || box.y1() <= 0 || box.x0() >= image.width() || box.y0() >= image.height()) {
      throw new IllegalArgumentException(
          "prompt %d: box: expected one that touches %s of %d x %d pixels, found %s"
              .formatted(index, image.name(), image.width(), image.height(), box));
    }
  }

  /** Puts a prompt's points, {@link #count} of them, and their labels. */
  void put(MaskPrompt prompt, FloatBuffer points, LongBuffer labels) {
    for (PromptPoint point : prompt.points()) {
      put(point.x(), point.y(), point.inside() ? INSIDE : OUTSIDE, points, labels);
    }
    prompt
        .box()
        .ifPresent(
            box -> {
              put(box.x0(), box.y0(), UPPER_LEFT, points, labels);
              put(box.x1(), box.y1(), LOWER_RIGHT, points, labels);
            });
    if (prompt.box().isEmpty() || second) {
      put(0, 0, NOTHING, points, labels);
    }
  }

  private void put(double x, double y, long label, FloatBuffer points, LongBuffer labels) {
    points.put((float) x * scaleX).put((float) y * scaleY);
    labels.put(label);
  }
}
