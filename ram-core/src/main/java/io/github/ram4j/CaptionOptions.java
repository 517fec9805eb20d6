package io.github.ram4j;

import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Options of the search for captions. {@link #beamSearch()}, {@link #sampling(long)} and the {@code
 * with…} methods make them. Immutable; thread-safe if the stop function is.
 *
 * <p>Lengths count token ids, those of the prompt "a picture of" (4 with [DEC]) and of the final
 * [SEP] included.
 */
public final class CaptionOptions {

  /** A strategy to choose the next token. */
  public enum Strategy {
    /** Beam search: the sentences of the highest mean log-probability that a few beams find. */
    BEAM_SEARCH,
    /** Sampling: each token is drawn from the likeliest ones by its probability. */
    SAMPLING
  }

  /** Ids of the prompt: [DEC] and "a picture of". */
  public static final int PROMPT_LENGTH = 4;

  private final Search search;
  private final Lengths lengths;
  private final double repetitionPenalty;
  private final Draws draws;
  private final BooleanSupplier stop;

  /** The strategy, with the number of beams and of sentences returned. */
  private record Search(Strategy strategy, int beams, int captions) {
    Search {
      Objects.requireNonNull(strategy, "strategy");
      require(beams >= 1, "beams: expected 1 or more", beams);
      require(captions >= 1, "captions: expected 1 or more", captions);
      require(
          strategy == Strategy.SAMPLING || captions <= beams,
          "captions: expected no more than the " + beams + " beams",
          captions);
    }
  }

  /** Bounds on the ids of a sentence. */
  private record Lengths(int min, int max) {
    Lengths {
      require(min >= 0, "minimum length: expected 0 or more", min);
      require(
          max > PROMPT_LENGTH,
          "maximum length: expected more than the prompt's " + PROMPT_LENGTH + " ids",
          max);
      require(min <= max, "minimum length: expected no more than the maximum " + max, min);
    }
  }

  /** The tokens that sampling draws from. */
  private record Draws(int topK, double topP, long seed) {
    Draws {
      require(topK >= 0, "top-k: expected 0 (all words) or more", topK);
      require(topP > 0 && topP <= 1, "top-p: expected a number in (0, 1]", topP);
    }
  }

  private CaptionOptions(
      Search search, Lengths lengths, double repetitionPenalty, Draws draws, BooleanSupplier stop) {
    require(
        repetitionPenalty > 0 && repetitionPenalty < Double.POSITIVE_INFINITY,
        "repetition penalty: expected a number above 0",
        repetitionPenalty);
    this.search = search;
    this.lengths = lengths;
    this.repetitionPenalty = repetitionPenalty;
    this.draws = draws;
    this.stop = Objects.requireNonNull(stop, "stop");
  }

  /**
   * A beam search with the authors' settings: 3 beams, 10 to 50 ids, no repetition penalty.
   *
   * @return the options
   */
  public static CaptionOptions beamSearch() {
    return ofAuthors(new Search(Strategy.BEAM_SEARCH, 3, 1), 1.0, 0);
  }

  /**
   * Sampling with the authors' settings: top-k 50, top-p 0.9, a repetition penalty of 1.1, 10 to 50
   * ids.
   *
   * @param seed the same seed draws the same sentences of the same image and tags
   * @return the options
   */
  public static CaptionOptions sampling(long seed) {
    return ofAuthors(new Search(Strategy.SAMPLING, 1, 1), 1.1, seed);
  }

  private static CaptionOptions ofAuthors(Search search, double repetitionPenalty, long seed) {
    Draws draws = new Draws(50, 0.9, seed);
    return new CaptionOptions(search, new Lengths(10, 50), repetitionPenalty, draws, () -> false);
  }

  /**
   * Options with a number of beams.
   *
   * @param count 1 or more; 1 for a greedy search
   * @return new options
   */
  public CaptionOptions withBeams(int count) {
    return with(new Search(search.strategy(), count, search.captions()));
  }

  /**
   * Options with a number of sentences for each image. A beam search gets at least as many beams.
   *
   * @param count 1 or more
   * @return new options
   */
  public CaptionOptions withCaptions(int count) {
    return with(new Search(search.strategy(), Math.max(search.beams(), count), count));
  }

  private CaptionOptions with(Search changed) {
    return new CaptionOptions(changed, lengths, repetitionPenalty, draws, stop);
  }

  /**
   * Options with bounds on the number of ids.
   *
   * @param min the lowest number of ids; [SEP] cannot end a sentence below it
   * @param max the number of ids at which a sentence is cut
   * @return new options
   */
  public CaptionOptions withLengths(int min, int max) {
    return new CaptionOptions(search, new Lengths(min, max), repetitionPenalty, draws, stop);
  }

  /**
   * Options with a repetition penalty.
   *
   * @param penalty above 1 makes the tokens of the prompt and of the sentence so far less likely; 1
   *     does nothing
   * @return new options
   */
  public CaptionOptions withRepetitionPenalty(double penalty) {
    return new CaptionOptions(search, lengths, penalty, draws, stop);
  }

  /**
   * Options with other limits on the tokens to draw from: top-k and top-p.
   *
   * @param k the number of likeliest tokens, 0 for all
   * @param p the probability that the fewest likeliest tokens must reach together, in (0, 1]; 1 for
   *     all tokens
   * @return new options
   */
  public CaptionOptions withTopWords(int k, double p) {
    Draws changed = new Draws(k, p, draws.seed());
    return new CaptionOptions(search, lengths, repetitionPenalty, changed, stop);
  }

  /**
   * Options with a function that stops the search early. Once it returns true, sentences are
   * returned as they stand.
   *
   * @param when asked before images are read and before each token, on the thread that captions;
   *     may read what another thread writes, an {@code AtomicBoolean} for example
   * @return new options
   */
  public CaptionOptions withStop(BooleanSupplier when) {
    return new CaptionOptions(search, lengths, repetitionPenalty, draws, when);
  }

  /**
   * The strategy to choose the next token.
   *
   * @return beam search or sampling
   */
  public Strategy strategy() {
    return search.strategy();
  }

  /**
   * The number of beams of a beam search; sampling does not use it.
   *
   * @return 1 or more
   */
  public int beams() {
    return search.beams();
  }

  /**
   * The number of sentences for each image, which come best first.
   *
   * @return 1 or more; of a beam search at most as many as it has beams
   */
  public int captions() {
    return search.captions();
  }

  /**
   * The lowest number of ids of a sentence; [SEP] cannot end it below.
   *
   * @return 0 or more
   */
  public int minLength() {
    return lengths.min();
  }

  /**
   * The number of ids at which a sentence is cut.
   *
   * @return more than the prompt has
   */
  public int maxLength() {
    return lengths.max();
  }

  /**
   * The repetition penalty.
   *
   * @return above 0; 1 for none
   */
  public double repetitionPenalty() {
    return repetitionPenalty;
  }

  /**
   * The top-k limit: the number of likeliest tokens that sampling draws from.
   *
   * @return 0 for all
   */
  public int topK() {
    return draws.topK();
  }

  /**
   * The top-p limit: the probability that the fewest likeliest tokens must reach together.
   *
   * @return in (0, 1]; 1 for all tokens
   */
  public double topP() {
    return draws.topP();
  }

  /**
   * The seed of sampling.
   *
   * @return the same seed draws the same sentences
   */
  public long seed() {
    return draws.seed();
  }

  /**
   * The function that stops a search early.
   *
   * @return asked before images are read and before each token
   */
  public BooleanSupplier stop() {
    return stop;
  }

  /** Returns whether all options are equal and the stop function is the same object. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CaptionOptions options
        && search.equals(options.search)
        && lengths.equals(options.lengths)
        && repetitionPenalty == options.repetitionPenalty
        && draws.equals(options.draws)
        && stop.equals(options.stop);
  }

  @Override
  public int hashCode() {
    return Objects.hash(search, lengths, repetitionPenalty, draws, stop);
  }

  /** A text of all options but the stop function, for people. */
  @Override
  public String toString() {
    return "CaptionOptions[%s, %s, repetition penalty %s, %s]"
        .formatted(search, lengths, repetitionPenalty, draws);
  }

  private static void require(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(expected + ", found " + found);
    }
  }
}
