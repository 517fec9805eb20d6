package io.github.ram4j.train;

/** The parameters of a model that a training changes. */
public enum TrainableParameters {
  /** All but the tags' text embeddings of RAM and RAM++, which stay as they are. */
  ALL,
  /** All of that but the image encoder. */
  HEAD,
  /**
   * A RAM's image encoder, its projection and its tags' embeddings, before there is a head. An
   * image's first row is compared with all embeddings, and the tags that it shows share a softmax
   * over all tags. This pre-training stands for ImageNet and CLIP of the authors' models: features
   * come sooner than through an untrained head, and embeddings of things that look alike lie near
   * each other.
   */
  ENCODER,
  /**
   * The parameters of the new tags, and nothing else. No tag attends to another, so all other tags
   * keep their scores to the last bit, and images need not be labelled with them. Weights do not
   * decay here.
   */
  NEW_TAGS
}
