package io.github.ram4j.onnx.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A language model of a few words whose logits follow from all words so far. It runs searches as
 * the real decoder does, and sees of a sentence only what its slots and its last word tell.
 */
class ToyDecoder {
  static final int[] PROMPT = {1, 2};
  static final int SEP = 0;

  private final int vocabulary;
  private final long seed;
  private final float sepLift;

  ToyDecoder(int vocabulary, long seed, float sepLift) {
    this.vocabulary = vocabulary;
    this.seed = seed;
    this.sepLift = sepLift;
  }

  /** Any ids to the logits of the next word. */
  float[] logits(List<Integer> ids) {
    Random random = new Random(ids.hashCode() * 31L + seed);
    float[] logits = new float[vocabulary];
    for (int i = 0; i < vocabulary; i++) {
      logits[i] = (float) (3 * random.nextGaussian());
    }
    logits[SEP] += sepLift;
    return logits;
  }

  List<Hypothesis> run(Search search) {
    return run(search, Integer.MAX_VALUE);
  }

  /** Runs a search until it is done, or stops it after some steps. */
  List<Hypothesis> run(Search search, int steps) {
    List<Integer> words = new ArrayList<>(Arrays.stream(PROMPT).boxed().toList());
    for (int step = 0; step < steps && !search.active().isEmpty(); step++) {
      List<ActiveHypothesis> running = search.active();
      int firstSlot = step == 0 ? PROMPT.length - 1 : words.size();
      // What stands before and behind must not be looked at.
      float[] logits = new float[vocabulary * (running.size() + 2)];
      Arrays.fill(logits, 1e9f);
      for (int row = 0; row < running.size(); row++) {
        if (step > 0) {
          words.add(running.get(row).last());
        }
        List<Integer> seen = new ArrayList<>();
        for (int slot : running.get(row).cachePositions()) {
          seen.add(words.get(slot));
        }
        seen.add(running.get(row).last());
        System.arraycopy(logits(seen), 0, logits, (row + 1) * vocabulary, vocabulary);
      }
      search.advance(logits, vocabulary, vocabulary, firstSlot);
    }
    return search.finish();
  }
}
