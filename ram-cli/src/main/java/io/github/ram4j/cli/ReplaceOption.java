package io.github.ram4j.cli;

import picocli.CommandLine.Option;

/** Option {@code --replace}, with which outputs replace any file. */
final class ReplaceOption {
  @Option(
      names = "--replace",
      description =
          "Let outputs replace any file. Without it they replace earlier outputs of their kind, as"
              + " far as those are known by their content.")
  private boolean replace;

  boolean isGiven() {
    return replace;
  }
}
