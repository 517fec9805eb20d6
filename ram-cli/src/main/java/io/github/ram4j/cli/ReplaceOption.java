package io.github.ram4j.cli;

import picocli.CommandLine.Option;

/** Option {@code --replace}, with which outputs replace any file. */
public final class ReplaceOption {
  @Option(
      names = "--replace",
      description =
          "Let outputs replace any file. By default they replace earlier outputs of their kind"
              + " alone, as far as their content shows it.")
  private boolean replace;

  /**
   * Returns whether it is given.
   *
   * @return false by default
   */
  public boolean isGiven() {
    return replace;
  }
}
