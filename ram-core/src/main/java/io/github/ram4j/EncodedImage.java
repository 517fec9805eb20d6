package io.github.ram4j;

import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * An image that went through an image encoder: its hidden states. Its tags, new tags and sentences
 * then cost the parts after the encoder alone. {@link Recognizer} and {@link Captioner} have
 * methods for it.
 *
 * <p>Immutable; has its numbers in the heap and nothing that must be closed. Recognizers and
 * captioners take it whose bundles have the same image encoder to the byte, the one that made it
 * among them.
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
   * An image of these hidden states; for recognizers and captioners.
   *
   * @param name the image's name in messages
   * @param model an identity of the encoder's model, its digest for example
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
   * The image's name in messages.
   *
   * @return the name of its source
   */
  public String name() {
    return name;
  }

  /**
   * The identity of the encoder's model.
   *
   * @return the same for all recognizers and captioners of a bundle
   */
  public String model() {
    return model;
  }

  /**
   * The width of a hidden state.
   *
   * @return 512 for the published RAM and RAM++, 1024 for the published Tag2Text
   */
  public int width() {
    return width;
  }

  /**
   * The hidden states of the encoder, row by row: the mean of all tokens first, then the tokens. To
   * compare images, take {@link Recognizer#embed(EncodedImage)}.
   *
   * @return float32 [rows, width], any value; a read-only view
   */
  public FloatBuffer rows() {
    return FloatBuffer.wrap(rows).asReadOnlyBuffer();
  }
}
