package io.github.ram4j.search.sheet;

import io.github.ram4j.ImageException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** An image, scaled down to a box. */
final class Thumbnail {
  private Thumbnail() {}

  /** The image of a file; empty if it is not there any more or cannot be decoded. */
  static Optional<BufferedImage> decoded(Path file, Thumbnails decoder) {
    try {
      return Optional.of(decoder.decode(file));
    } catch (IOException | ImageException e) {
      return Optional.empty();
    }
  }

  /** An image of at most a size; a smaller one stays as it is. */
  static BufferedImage fitted(BufferedImage image, int width, int height) {
    double scale =
        Math.min(
            1, Math.min((double) width / image.getWidth(), (double) height / image.getHeight()));
    int targetWidth = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int targetHeight = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage current = image;
    // By halves: one large step would leave pixels out.
    while (current.getWidth() > 2 * targetWidth || current.getHeight() > 2 * targetHeight) {
      current =
          scaled(
              current,
              Math.max(targetWidth, (current.getWidth() + 1) / 2),
              Math.max(targetHeight, (current.getHeight() + 1) / 2));
    }
    return scaled(current, targetWidth, targetHeight);
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = target.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return target;
  }
}
