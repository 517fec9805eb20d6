package io.github.ram4j;

import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * An embedding of an image: one vector of length 1. Similar images have similar embeddings, and
 * {@link #similarity} compares them.
 *
 * <p>It is no key for search by text: {@link Kind#ALIGNED} embeddings were trained to lie near
 * CLIP's embeddings of the image, but the model's authors say that comparing them with embeddings
 * of texts works badly. To search by text, keep {@link EncodedImage}s and ask a recognizer for new
 * tags.
 *
 * <p>Immutable; has its numbers in the heap.
 */
public final class ImageEmbedding {
  private final Kind kind;
  private final String model;
  private final float[] vector;

  /** A kind of image embedding. */
  public enum Kind {
    /** The image encoder's mean, projected to the space of CLIP's embeddings: RAM and RAM++. */
    ALIGNED,

    /** The image encoder's mean. */
    POOLED
  }

  private ImageEmbedding(Kind kind, String model, float[] vector) {
    this.kind = kind;
    this.model = model;
    this.vector = vector;
  }

  /**
   * An embedding of a vector, scaled to length 1; for recognizers.
   *
   * @param kind of embedding
   * @param model an identity of the encoder's model, its digest for example
   * @param vector float32 [width], finite; copied
   * @return the embedding
   * @throws IllegalArgumentException if it is empty, or its length is 0 or not finite
   */
  public static ImageEmbedding of(Kind kind, String model, float[] vector) {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(model, "model");
    double squares = 0;
    for (float element : vector) {
      squares += (double) element * element;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "image embedding: expected a finite length above 0, found " + length);
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return new ImageEmbedding(kind, model, unit);
  }

  /**
   * The kind of embedding.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * The identity of the encoder's model.
   *
   * @return the same for all recognizers of a bundle
   */
  public String model() {
    return model;
  }

  /**
   * The number of elements.
   *
   * @return 1 or more
   */
  public int width() {
    return vector.length;
  }

  /**
   * The elements.
   *
   * @return float32 [width], of length 1; a read-only view
   */
  public FloatBuffer vector() {
    return FloatBuffer.wrap(vector).asReadOnlyBuffer();
  }

  /**
   * The cosine similarity to another image's embedding.
   *
   * @param other of the same model
   * @return in [−1, 1] but for rounding; what is similar enough depends on the model and the images
   * @throws IllegalArgumentException if another model made it
   */
  public double similarity(ImageEmbedding other) {
    if (!model.equals(other.model) || kind != other.kind || vector.length != other.vector.length) {
      throw new IllegalArgumentException(
          "image embedding: expected one of model %s, %s, width %d, found one of %s, %s, width %d"
              .formatted(model, kind, vector.length, other.model, other.kind, other.vector.length));
    }
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += (double) vector[i] * other.vector[i];
    }
    return sum;
  }

  /** The kind and the width. */
  @Override
  public String toString() {
    return "ImageEmbedding[%s, width %d]".formatted(kind, vector.length);
  }
}
