package io.github.ram4j;

import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * An image that went through a captioner's image encoder: tags and every further sentence of it
 * cost only what follows the encoder. {@link Captioner} has methods for it; a recognizer without
 * captions takes none.
 *
 * <p>Immutable; holds its numbers in the heap (0.6 MB for the published Tag2Text) and nothing that
 * must be closed. Only the captioner that made it, and others of the same bundle, take it.
 */
public final class EncodedImage {
  private final String name;
  private final String model;
  private final int width;
  private final float[] rows;

  private EncodedImage(String name, String model, int width, float[] rows) {
    this.name = name;
    this.model = model;
    this.width = width;
    this.rows = rows;
  }

  /**
   * For captioners.
   *
   * @param name what messages call the image
   * @param model what the encoder belongs to, its digest for example
   * @param width of a row
   * @param rows float32 [rows, width]; not copied, must not be changed afterwards
   * @return the image
   * @throws IllegalArgumentException if the width is below 1, or there are no whole rows
   */
  public static EncodedImage of(String name, String model, int width, float[] rows) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(model, "model");
    if (width < 1) {
      throw new IllegalArgumentException(
          "width of rows of %s: expected 1 or more, found %d".formatted(name, width));
    }
    if (rows.length == 0 || rows.length % width != 0) {
      throw new IllegalArgumentException(
          "rows of %s: expected a multiple of %d numbers, found %d"
              .formatted(name, width, rows.length));
    }
    return new EncodedImage(name, model, width, rows);
  }

  /**
   * What messages call the image.
   *
   * @return the name of its source
   */
  public String name() {
    return name;
  }

  /**
   * What the encoder belongs to.
   *
   * @return the same for all captioners of a bundle
   */
  public String model() {
    return model;
  }

  /**
   * Numbers in a row.
   *
   * @return 1024 for the published Tag2Text
   */
  public int width() {
    return width;
  }

  /**
   * What the encoder gives: the mean of all tokens first, then the tokens, row by row. They were
   * trained to be attended to; the nearness of two images' means says little of what they show.
   *
   * @return float32 [rows, width], any value; a read-only view
   */
  public FloatBuffer rows() {
    return FloatBuffer.wrap(rows).asReadOnlyBuffer();
  }
}
