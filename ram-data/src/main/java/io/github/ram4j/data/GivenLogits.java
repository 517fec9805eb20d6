package io.github.ram4j.data;

import io.github.ram4j.Recognition;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The logits of an image's given tags: what {@link CleanRule} keeps of an image between its passes.
 *
 * <p>Immutable, thread-safe and serializable.
 */
public final class GivenLogits implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] tags;

  /** NaN, which is below no limit, of an image that could not be read. */
  private final float[] logits;

  GivenLogits(int[] tags, float[] logits) {
    this.tags = tags;
    this.logits = logits;
  }

  /**
   * The logits of some tags.
   *
   * @param recognition null if the image could not be read
   */
  static GivenLogits of(BitSet tags, Recognition recognition) {
    int[] indices = tags.stream().toArray();
    float[] logits = new float[indices.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = recognition == null ? Float.NaN : recognition.logits().get(indices[i]);
    }
    return new GivenLogits(indices, logits);
  }

  /**
   * The number of given tags that the model has.
   *
   * @return 0 or more
   */
  public int size() {
    return tags.length;
  }

  /**
   * The tag at a place.
   *
   * @param place from 0 to {@link #size()} − 1
   * @return its index in the model's vocabulary, rising with the place
   */
  public int tag(int place) {
    return tags[place];
  }

  /**
   * The logit at a place.
   *
   * @param place from 0 to {@link #size()} − 1
   * @return NaN if the image could not be read
   */
  public float logit(int place) {
    return logits[place];
  }

  /** The logit of a tag that the image has. */
  float ofTag(int tag) {
    return logits[Arrays.binarySearch(tags, tag)];
  }

  /** Whether these are the logits of exactly these tags. */
  boolean areOf(BitSet given) {
    return Arrays.equals(tags, given.stream().toArray());
  }
}
