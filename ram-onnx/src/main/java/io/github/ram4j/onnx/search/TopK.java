package io.github.ram4j.onnx.search;

/** A bounded list of the k best scores, best first; of equal ones the one offered first. */
final class TopK {
  private final float[] scores;
  private final int[] indices;
  private int size;

  TopK(int k) {
    this.scores = new float[k];
    this.indices = new int[k];
  }

  void offer(float score, int index) {
    if (size == scores.length && score <= scores[size - 1]) {
      return;
    }
    int place = size < scores.length ? size++ : size - 1;
    while (place > 0 && scores[place - 1] < score) {
      scores[place] = scores[place - 1];
      indices[place] = indices[place - 1];
      place--;
    }
    scores[place] = score;
    indices[place] = index;
  }

  int size() {
    return size;
  }

  float score(int rank) {
    return scores[rank];
  }

  int index(int rank) {
    return indices[rank];
  }
}
