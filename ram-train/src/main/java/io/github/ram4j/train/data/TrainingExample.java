package io.github.ram4j.train.data;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Training example: an image, its tags, and a caption if there is one.
 *
 * @param image sRGB, of the model's input size, already augmented where that is wanted
 * @param tags indices of the tags that it shows, in the vocabulary of the set, {@link
 *     TrainingSet#vocabulary()}, each once
 * @param caption a caption to learn; empty if there is none
 * @param teacher float32 [512], the target feature of the image's first row, by another model
 *     (CLIP's image feature in RAM's own training); empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the set to the trainer, compared by none
public record TrainingExample(
    BufferedImage image, int[] tags, Optional<Sentence> caption, Optional<float[]> teacher) {

  /**
   * A caption and its tags.
   *
   * @param tags the input of the text encoder: the tags that the sentence names
   * @param text the sentence, without "a picture of"
   * @param embedding float32 [512], the sentence's feature by CLIP, for the alignment loss of
   *     RAM++; empty if there is none
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
