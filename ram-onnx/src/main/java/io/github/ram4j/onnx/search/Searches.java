package io.github.ram4j.onnx.search;

import io.github.ram4j.CaptionOptions;

/** A factory of searches by the caller's options. */
public final class Searches {
  private Searches() {}

  /**
   * Begins a search.
   *
   * @param options strategy and limits
   * @param prompt ids that every hypothesis begins with
   * @param sep the id that ends a hypothesis
   * @return a search with the prompt as its one active hypothesis
   */
  public static Search of(CaptionOptions options, int[] prompt, int sep) {
    return switch (options.strategy()) {
      case BEAM_SEARCH -> new BeamSearch(options, prompt, sep);
      case SAMPLING -> new Sampling(options, prompt, sep);
    };
  }
}
