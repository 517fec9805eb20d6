package io.github.ram4j.photo;

import io.github.ram4j.bundle.Bundle;

/**
 * A small tagger of photographs, 260 pixels, to use until RAM is converted. <strong>It is not
 * RAM:</strong> it is EfficientNet-Lite2, a classifier of ImageNet's 1,000 classes, whose
 * probabilities are summed to 749 of RAM's 4,585 tags.
 */
public final class PhotoModels {
  private PhotoModels() {}

  /**
   * The tagger. It knows things and animals rather than scenes; no colours, no actions and almost
   * no places. Its scores are probabilities that share 1 among the classes, so that of several
   * things in an image the largest gets most: scores of another kind than RAM's, which are
   * independent of each other. A tag's score is never below that of a tag it includes: animal is at
   * least as probable as cat. The ids of the tags are those of {@link
   * io.github.ram4j.TagVocabulary#ram()}.
   *
   * @return its bundle, read from this jar, ready to be opened
   */
  public static Bundle tagger() {
    return Bundle.ofResources(PhotoModels.class, "efficientnet-lite2/");
  }
}
