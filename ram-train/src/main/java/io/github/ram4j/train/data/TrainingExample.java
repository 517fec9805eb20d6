package io.github.ram4j.train.data;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a model learns from at once.
 *
 * @param image sRGB, of the model's input size, changed at random already where that is wanted
 * @param tags numbers of the tags that it shows, places in the vocabulary of the set, {@link
 *     TrainingSet#vocabulary()}, each once
 * @param caption what is to be said of it; empty where nothing is known
 * @param teacher float32 [512], the feature of another model that the image's first row is to come
 *     near to (CLIP's image feature in RAM's own training); empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the set to the trainer, compared by none
public record TrainingExample(
    BufferedImage image, int[] tags, Optional<Sentence> caption, Optional<float[]> teacher) {

  /**
   * A caption, and what it is written from.
   *
   * @param tags the tags that the text encoder reads: those that the sentence names
   * @param text the sentence, without "a picture of"
   * @param embedding float32 [512], the sentence's feature by CLIP, for the alignment loss of
   *     RAM++; empty where there is none
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Sentence(List<String> tags, String text, Optional<float[]> embedding) {
    /** Copies the tags. */
    public Sentence {
      tags = List.copyOf(tags);
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(embedding, "embedding");
    }
  }

  /** Checks that nothing is null. */
  public TrainingExample {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(caption, "caption");
    Objects.requireNonNull(teacher, "teacher");
  }

  /** An image with tags alone. */
  public static TrainingExample of(BufferedImage image, int[] tags) {
    return new TrainingExample(image, tags, Optional.empty(), Optional.empty());
  }
}
