package io.github.ram4j.data;

import java.util.Arrays;

/** The logits of given tags, image after image, for a second pass. */
final class GivenScores {
  private static final int FIRST_CAPACITY = 1024;

  /** For each image −1 − the number of its tags, then the indices of those. */
  private int[] indices = new int[FIRST_CAPACITY];

  private float[] logits = new float[FIRST_CAPACITY];
  private int size;

  /** Adds an image's given tags. */
  void add(GivenLogits given) {
    put(-1 - given.size(), 0);
    for (int i = 0; i < given.size(); i++) {
      put(given.tag(i), given.logit(i));
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
    private int at;

    /** The logits of the next image, or null after the last. */
    GivenLogits next() {
      if (at == size) {
        return null;
      }
      int from = at + 1;
      at = from - 1 - indices[at];
      return new GivenLogits(
          Arrays.copyOfRange(indices, from, at), Arrays.copyOfRange(logits, from, at));
    }
  }
}
