package io.github.ram4j;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How sentences are searched for. Immutable: {@link #beamSearch()}, {@link #sampling(long)} and the
 * {@code with…} methods make it.
 *
 * <p>Lengths count token ids, those of the prompt "a picture of" (4 with [DEC]) and of the final
 * [SEP] included.
 *
 * @param strategy beam search or sampling
 * @param beams of a beam search, 1 for a greedy one; not used by sampling
 * @param captions how many sentences of each image are wanted, best first; a beam search gives at
 *     most as many as it has beams
 * @param minLength below which [SEP] cannot end a sentence
 * @param maxLength at which a sentence is cut
 * @param repetitionPenalty above 1 makes words less likely that are there already, the prompt's
 *     too; 1 does nothing
 * @param topK sampling: only so many of the likeliest words are drawn from; 0 for all
 * @param topP sampling: only the fewest likeliest words that together reach this probability are
 *     drawn from, in (0, 1]; 1 for all
 * @param seed sampling: the same seed draws the same sentences of the same image and tags
 * @param stop asked before images are read and before each word, on the thread that captions; once
 *     it says true, sentences are returned as they stand. May read what another thread writes, an
 *     {@code AtomicBoolean} for example
 */
public record CaptionOptions(
    Strategy strategy,
    int beams,
    int captions,
    int minLength,
    int maxLength,
    double repetitionPenalty,
    int topK,
    double topP,
    long seed,
    BooleanSupplier stop) {

  /** How the next word is chosen. */
  public enum Strategy {
    /** The sentences of the highest mean log-probability that a search with a few beams finds. */
    BEAM_SEARCH,
    /** Each word is drawn from the likeliest ones by its probability. */
    SAMPLING
  }

  /** Ids of the prompt: [DEC] and "a picture of". */
  public static final int PROMPT_LENGTH = 4;

  /** Checks the numbers. */
  public CaptionOptions {
    Objects.requireNonNull(strategy, "strategy");
    Objects.requireNonNull(stop, "stop");
    require(beams >= 1, "beams: expected 1 or more", beams);
    require(captions >= 1, "captions: expected 1 or more", captions);
    require(
        strategy == Strategy.SAMPLING || captions <= beams,
        "captions: expected no more than the " + beams + " beams",
        captions);
    require(minLength >= 0, "minimum length: expected 0 or more", minLength);
    require(
        maxLength > PROMPT_LENGTH,
        "maximum length: expected more than the prompt's " + PROMPT_LENGTH + " ids",
        maxLength);
    require(
        minLength <= maxLength,
        "minimum length: expected no more than the maximum " + maxLength,
        minLength);
    require(
        repetitionPenalty > 0 && repetitionPenalty < Double.POSITIVE_INFINITY,
        "repetition penalty: expected a number above 0",
        repetitionPenalty);
    require(topK >= 0, "top-k: expected 0 (all words) or more", topK);
    require(topP > 0 && topP <= 1, "top-p: expected a number in (0, 1]", topP);
  }

  /**
   * A beam search with the authors' settings: 3 beams, 10 to 50 ids, no repetition penalty.
   *
   * @return the options
   */
  public static CaptionOptions beamSearch() {
    return new CaptionOptions(Strategy.BEAM_SEARCH, 3, 1, 10, 50, 1.0, 50, 0.9, 0, () -> false);
  }

  /**
   * Sampling with the authors' settings: the likeliest 50 words, of them the nucleus of 0.9, a
   * repetition penalty of 1.1, 10 to 50 ids.
   *
   * @param seed the same seed draws the same sentences
   * @return the options
   */
  public static CaptionOptions sampling(long seed) {
    return new CaptionOptions(Strategy.SAMPLING, 1, 1, 10, 50, 1.1, 50, 0.9, seed, () -> false);
  }

  /**
   * With a number of beams.
   *
   * @param count 1 or more
   * @return new options
   */
  public CaptionOptions withBeams(int count) {
    return with(draft -> draft.beams = count);
  }

  /**
   * With a number of sentences of each image, and in a beam search as many beams at least.
   *
   * @param count 1 or more
   * @return new options
   */
  public CaptionOptions withCaptions(int count) {
    return with(
        draft -> {
          draft.captions = count;
          draft.beams = Math.max(draft.beams, count);
        });
  }

  /**
   * With bounds on the number of ids.
   *
   * @param min below which a sentence does not end
   * @param max at which it is cut
   * @return new options
   */
  public CaptionOptions withLengths(int min, int max) {
    return with(
        draft -> {
          draft.minLength = min;
          draft.maxLength = max;
        });
  }

  /**
   * With a repetition penalty.
   *
   * @param penalty 1 for none
   * @return new options
   */
  public CaptionOptions withRepetitionPenalty(double penalty) {
    return with(draft -> draft.repetitionPenalty = penalty);
  }

  /**
   * With another choice of words to draw from.
   *
   * @param k how many of the likeliest words, 0 for all
   * @param p the probability that they are to reach together, 1 for all
   * @return new options
   */
  public CaptionOptions withTopWords(int k, double p) {
    return with(
        draft -> {
          draft.topK = k;
          draft.topP = p;
        });
  }

  /**
   * With a way to stop early.
   *
   * @param when asked before each word, on the thread that captions
   * @return new options
   */
  public CaptionOptions withStop(BooleanSupplier when) {
    return with(draft -> draft.stop = when);
  }

  private CaptionOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finish();
  }

  /** A copy whose components can be changed before it becomes a record again. */
  private static final class Draft {
    private final Strategy strategy;
    private int beams;
    private int captions;
    private int minLength;
    private int maxLength;
    private double repetitionPenalty;
    private int topK;
    private double topP;
    private final long seed;
    private BooleanSupplier stop;

    Draft(CaptionOptions of) {
      strategy = of.strategy;
      beams = of.beams;
      captions = of.captions;
      minLength = of.minLength;
      maxLength = of.maxLength;
      repetitionPenalty = of.repetitionPenalty;
      topK = of.topK;
      topP = of.topP;
      seed = of.seed;
      stop = of.stop;
    }

    CaptionOptions finish() {
      return new CaptionOptions(
          strategy,
          beams,
          captions,
          minLength,
          maxLength,
          repetitionPenalty,
          topK,
          topP,
          seed,
          stop);
    }
  }

  private static void require(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(expected + ", found " + found);
    }
  }
}
