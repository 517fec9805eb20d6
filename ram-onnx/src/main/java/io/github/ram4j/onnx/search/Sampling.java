package io.github.ram4j.onnx.search;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Nucleus sampling as the authors call it of transformers 4.25: repetition penalty, minimum length,
 * top-k, top-p, and a token drawn. Every hypothesis draws from a random sequence of its own, so
 * that it does not depend on how many others there are.
 */
final class Sampling implements Search {
  /** The distance between the seeds of hypotheses; 2⁶⁴ over the golden ratio. */
  private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

  private final CaptionOptions options;
  private final int sep;
  private final List<Hypothesis> finished = new ArrayList<>();
  private List<Draw> draws = new ArrayList<>();
  private float[] scores = new float[0];

  /**
   * An active hypothesis with its random sequence.
   *
   * @param sum of the drawn tokens' log-probabilities, before anything changed them
   */
  private record Draw(ActiveHypothesis hypothesis, Random random, double sum, int words) {}

  Sampling(CaptionOptions options, int[] prompt, int sep) {
    this.options = options;
    this.sep = sep;
    for (int i = 0; i < options.captions(); i++) {
      Random random = new Random(mixed(options.seed() + i * SEED_STEP));
      draws.add(new Draw(ActiveHypothesis.prompt(prompt), random, 0, 0));
    }
  }

  /**
   * The finalizer of SplitMix64: the first numbers of {@link Random}s whose seeds are near each
   * other are near each other, too.
   */
  private static long mixed(long seed) {
    long z = (seed ^ seed >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** All hypotheses begin with the same prompt, which goes through the decoder once. */
  private boolean isPrompt() {
    return !draws.isEmpty() && draws.get(0).words() == 0;
  }

  @Override
  public List<ActiveHypothesis> active() {
    return draws.stream().limit(isPrompt() ? 1 : draws.size()).map(Draw::hypothesis).toList();
  }

  @Override
  public void advance(float[] logits, int offset, int vocabulary, int firstPosition) {
    scores = scores.length == vocabulary ? scores : new float[vocabulary];
    boolean prompt = isPrompt();
    List<Draw> next = new ArrayList<>(draws.size());
    for (int i = 0; i < draws.size(); i++) {
      int row = prompt ? 0 : i;
      System.arraycopy(logits, offset + row * vocabulary, scores, 0, vocabulary);
      next(draws.get(i), firstPosition + row, next);
    }
    draws = next;
  }

  private void next(Draw draw, int cachePosition, List<Draw> next) {
    int[] ids = draw.hypothesis().ids();
    double normalizer = LogitsProcessors.logSumExp(scores);
    float[] plain = scores.clone();
    LogitsProcessors.penalize(scores, ids, options.repetitionPenalty());
    if (ids.length < options.minLength()) {
      scores[sep] = Float.NEGATIVE_INFINITY;
    }
    int id = Nucleus.of(scores, options.topK(), options.topP()).draw(draw.random().nextDouble());
    double sum = draw.sum() + plain[id] - normalizer;
    int words = draw.words() + 1;
    if (id == sep) {
      int[] ended = Arrays.copyOf(ids, ids.length + 1);
      ended[ids.length] = sep;
      finished.add(Hypothesis.of(ended, sum / words, Caption.Ending.SENTENCE));
      return;
    }
    ActiveHypothesis longer = draw.hypothesis().with(id, cachePosition);
    if (longer.length() == options.maxLength()) {
      finished.add(Hypothesis.of(longer.ids(), sum / words, Caption.Ending.MAX_LENGTH));
    } else {
      next.add(new Draw(longer, draw.random(), sum, words));
    }
  }

  @Override
  public List<Hypothesis> finish() {
    for (Draw draw : draws) {
      finished.add(
          Hypothesis.of(
              draw.hypothesis().ids(),
              draw.words() == 0 ? 0 : draw.sum() / draw.words(),
              Caption.Ending.STOPPED));
    }
    draws = List.of();
    return finished.stream().sorted(Hypothesis.BEST_FIRST).toList();
  }
}
