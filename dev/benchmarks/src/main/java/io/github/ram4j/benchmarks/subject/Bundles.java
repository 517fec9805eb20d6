package io.github.ram4j.benchmarks.subject;

import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.clipart.ClipartModels;
import java.io.IOException;
import java.nio.file.Path;

/** Bundles as command lines and JMH's parameters name them. */
public final class Bundles {
  /** Name of the model that ships. */
  public static final String CLIPART = "clipart";

  private Bundles() {}

  /**
   * Reads a bundle.
   *
   * @param name its folder, or {@link #CLIPART}
   * @return the bundle
   * @throws IOException if it cannot be read
   */
  public static Bundle read(String name) throws IOException {
    return name.equals(CLIPART) ? ClipartModels.ram() : Bundle.read(Path.of(name));
  }
}
