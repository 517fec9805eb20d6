package io.github.ram4j.metadata;

import java.util.List;
import java.util.Objects;

/**
 * An automatic run that left metadata in a file.
 *
 * @param info model, program and date
 * @param tags what it found, with scores of four digits, without Chinese names and paths
 */
public record AutomaticRun(RunInfo info, List<AutomaticTag> tags) {

  /** Copies the list. */
  public AutomaticRun {
    Objects.requireNonNull(info, "info");
    tags = List.copyOf(tags);
  }
}
