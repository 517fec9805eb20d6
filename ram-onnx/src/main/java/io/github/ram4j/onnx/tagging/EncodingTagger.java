package io.github.ram4j.onnx.tagging;

import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageEmbedding;
import java.nio.FloatBuffer;
import java.util.List;

/** A tagger whose image encoder can be run alone, its output kept. Thread-safe. */
public interface EncodingTagger extends Tagger {

  /**
   * Sends one image through the image encoder.
   *
   * @param name the image's name in messages
   * @param pixels direct, float32 [at least 1, 3, size, size]; borrowed until this returns
   */
  default EncodedImage encode(String name, FloatBuffer pixels) {
    return encode(List.of(name), pixels).get(0);
  }

  /**
   * Sends a batch through the image encoder.
   *
   * @param names the images' names in messages
   * @param pixels direct, float32 [at least names, 3, size, size]; borrowed until this returns
   * @return an encoded image for each name
   */
  List<EncodedImage> encode(List<String> names, FloatBuffer pixels);

  /**
   * The logits of an image that went through the image encoder before, float32 [tags].
   *
   * @throws IllegalArgumentException if another encoder made it
   */
  float[] logits(EncodedImage image);

  /**
   * The embedding of an image that went through the image encoder before.
   *
   * @throws IllegalArgumentException if another encoder made it
   */
  ImageEmbedding embedding(EncodedImage image);
}
