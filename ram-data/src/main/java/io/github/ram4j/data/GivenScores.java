package io.github.ram4j.data;

import io.github.ram4j.Recognition;
import java.util.Arrays;
import java.util.BitSet;

/** The logits of given tags, image after image, for a second pass. */
final class GivenScores {
  private static final int FIRST_CAPACITY = 1024;

  /** For each image −1 − the number of its tags, then the indices of those. */
  private int[] indices = new int[FIRST_CAPACITY];

  private float[] logits = new float[FIRST_CAPACITY];
  private int size;

  /** Adds an image's given tags; unreadable images score NaN, which is below no limit. */
  void add(BitSet tags, Recognition recognition) {
    put(-1 - tags.cardinality(), 0);
    for (int i = tags.nextSetBit(0); i >= 0; i = tags.nextSetBit(i + 1)) {
      put(i, recognition == null ? Float.NaN : recognition.logits().get(i));
    }
  }

  private void put(int index, float logit) {
    if (size == indices.length) {
      indices = Arrays.copyOf(indices, Math.addExact(size, size));
      logits = Arrays.copyOf(logits, indices.length);
    }
    indices[size] = index;
    logits[size++] = logit;
  }

  /** The logits of each tag in all images that have it and could be read. */
  float[][] byTag(int tags) {
    int[] counts = new int[tags];
    for (int i = 0; i < size; i++) {
      if (isScore(i)) {
        counts[indices[i]]++;
      }
    }
    float[][] byTag = new float[tags][];
    Arrays.setAll(byTag, tag -> new float[counts[tag]]);
    for (int i = 0; i < size; i++) {
      if (isScore(i)) {
        byTag[indices[i]][--counts[indices[i]]] = logits[i];
      }
    }
    return byTag;
  }

  private boolean isScore(int i) {
    return indices[i] >= 0 && !Float.isNaN(logits[i]);
  }

  Cursor fromTheFirst() {
    return new Cursor();
  }

  /** Second pass over the images. */
  final class Cursor {
    private int from;
    private int to;

    /** Moves to the next image; false if there is none, or it has other tags. */
    boolean next(BitSet tags) {
      if (to == size) {
        return false;
      }
      from = to + 1;
      to = from - 1 - indices[to];
      BitSet stored = new BitSet();
      for (int i = from; i < to; i++) {
        stored.set(indices[i]);
      }
      return stored.equals(tags);
    }

    /** The logit of a tag that the image has; NaN if it could not be read. */
    float logit(int tag) {
      return logits[Arrays.binarySearch(indices, from, to, tag)];
    }
  }
}
