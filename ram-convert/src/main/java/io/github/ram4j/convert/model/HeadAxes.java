package io.github.ram4j.convert.model;

/**
 * The axes of images and tags in a tagging head's values. One of them varies: −1 stands for it in
 * reshapes.
 *
 * @param batch number of images, or −1
 * @param tags number of tags, or −1
 */
record HeadAxes(long batch, long tags) {
  private static final long VARYING = -1;

  /** The axes of a head with fixed tags, for any number of images. */
  static HeadAxes ofTags(int tags) {
    return new HeadAxes(VARYING, tags);
  }

  /** The axes of a head for one image, with any number of tags. */
  static HeadAxes ofOneImage() {
    return new HeadAxes(1, VARYING);
  }
}
