package io.github.ram4j.train;

/** Trainable parameters of a model. */
public enum TrainableParameters {
  /** All but the tags' text embeddings of RAM and RAM++, which stay as they are. */
  ALL,
  /** All of these but the image encoder. */
  HEAD,
  /**
   * A RAM's image encoder, its projection and its tags' embeddings, before there is a head. An
   * image's first row is compared with all embeddings, and the tags that it shows share a softmax
   * over all tags. This pre-training takes the place of ImageNet and CLIP in the authors' models.
   * Features are learned sooner than through an untrained head, and embeddings of similar-looking
   * things lie near each other.
   */
  ENCODER,
  /**
   * The parameters of the new tags, and nothing else. No tag attends to another, so all other tags
   * keep their scores to the last bit, and images need not be labelled with them. Weights do not
   * decay here.
   */
  NEW_TAGS
}
