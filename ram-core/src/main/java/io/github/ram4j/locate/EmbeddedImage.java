package io.github.ram4j.locate;

import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * An image that went through a segmenter's image encoder. Prompts then cost little, however many.
 *
 * <p>Immutable and thread-safe; has its numbers in the heap, 4 MiB for the published models, and
 * nothing that must be closed. It outlives the segmenter that made it; segmenters of the same
 * bundle take it.
 */
public final class EmbeddedImage {
  private final String name;
  private final String model;
  private final int width;
  private final int height;
  private final int orientation;
  private final float[] rows;

  private EmbeddedImage(
      String name, String model, int width, int height, int orientation, float[] rows) {
    this.name = name;
    this.model = model;
    this.width = width;
    this.height = height;
    this.orientation = orientation;
    this.rows = rows;
  }

  /**
   * An image of these numbers; for segmenters.
   *
   * @param name the image's name in messages
   * @param model an identity of the encoder, its digest for example
   * @param width of the upright image, in pixels
   * @param height of the upright image, in pixels
   * @param orientation by which the stored image was turned upright: 1 to 8, as in EXIF; 1 if it
   *     was not turned
   * @param rows float32 [places, width of a row]; not copied, must not be changed afterwards
   * @return the image
   * @throws IllegalArgumentException if a side or the orientation is none
   */
  public static EmbeddedImage of(
      String name, String model, int width, int height, int orientation, float[] rows) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "%s: expected sides of 1 pixel or more, found %d x %d".formatted(name, width, height));
    }
    requireOrientation(name, orientation);
    return new EmbeddedImage(
        Objects.requireNonNull(name, "name"),
        Objects.requireNonNull(model, "model"),
        width,
        height,
        orientation,
        Objects.requireNonNull(rows, "rows"));
  }

  static void requireOrientation(String name, int orientation) {
    if (orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException(
          "%s: expected an orientation of 1 to 8, found %d".formatted(name, orientation));
    }
  }

  /**
   * The image's name in messages.
   *
   * @return the name of its source
   */
  public String name() {
    return name;
  }

  /**
   * The identity of the encoder.
   *
   * @return the same for all segmenters of a bundle
   */
  public String model() {
    return model;
  }

  /**
   * The width of the upright image, which prompts and masks refer to.
   *
   * @return pixels
   */
  public int width() {
    return width;
  }

  /**
   * The height of the upright image, which prompts and masks refer to.
   *
   * @return pixels
   */
  public int height() {
    return height;
  }

  /**
   * The orientation by which the stored image was turned upright.
   *
   * @return 1 to 8, as in EXIF; 1 if it was not turned
   */
  public int orientation() {
    return orientation;
  }

  /**
   * The embedding: a row for each place of the model's padded input, from left to right and down.
   *
   * @return float32 [64 · 64, 256] for the published models; a read-only view
   */
  public FloatBuffer rows() {
    return FloatBuffer.wrap(rows).asReadOnlyBuffer();
  }
}
