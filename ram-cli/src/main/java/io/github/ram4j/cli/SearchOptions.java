package io.github.ram4j.cli;

import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionOptions.Strategy;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of the search for sentences; by default the authors'. */
final class SearchOptions {
  @Option(names = "--beams", paramLabel = "N", description = "Beams of the search; 3 by default.")
  private Integer beams;

  @Option(
      names = "--sample",
      description = "Sample words instead of a search: a livelier sentence each time.")
  private boolean sample;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Seed of --sample: the same seed gives the same sentence; by default another each run.")
  private Long seed;

  @Option(
      names = "--captions",
      paramLabel = "N",
      description = "Number of sentences of each image, the best first; 1 by default.")
  private Integer captions;

  @Option(
      names = "--min-length",
      paramLabel = "N",
      description = "Least number of token ids, the prompt's 4 included; 10 by default.")
  private Integer minLength;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description = "Largest number of token ids, likewise; 50 by default.")
  private Integer maxLength;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      description = "Top-k of --sample: draw from the N likeliest words; 50 by default, 0 for all.")
  private Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description =
          "Top-p of --sample: draw from the fewest words that reach the probability P together; 0.9"
              + " by default.")
  private Double topP;

  @Option(
      names = "--repetition-penalty",
      paramLabel = "X",
      description =
          "Penalty of repeated words, above 1 for fewer of them; 1 by default, 1.1 for --sample.")
  private Double repetitionPenalty;

  CaptionOptions toOptions(CommandLine line) {
    if (!sample && (seed != null || topK != null || topP != null)) {
      throw new ParameterException(
          line, "--seed, --top-k and --top-p: expected --sample with them, found none");
    }
    if (sample && beams != null) {
      throw new ParameterException(line, "expected --beams or --sample, found both");
    }
    try {
      return changed(
          sample
              ? CaptionOptions.sampling(seed == null ? System.nanoTime() : seed)
              : CaptionOptions.beamSearch());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line, e.getMessage(), e);
    }
  }

  private CaptionOptions changed(CaptionOptions defaults) {
    CaptionOptions options =
        defaults.withLengths(
            or(minLength, Math.min(defaults.minLength(), or(maxLength, Integer.MAX_VALUE))),
            or(maxLength, Math.max(defaults.maxLength(), or(minLength, 0))));
    if (beams != null) {
      options = options.withBeams(beams);
    }
    if (options.strategy() == Strategy.SAMPLING) {
      options =
          options.withTopWords(or(topK, options.topK()), topP == null ? options.topP() : topP);
    }
    if (repetitionPenalty != null) {
      options = options.withRepetitionPenalty(repetitionPenalty);
    }
    return captions == null ? options : options.withCaptions(captions);
  }

  private static int or(Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }
}
