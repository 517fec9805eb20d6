package io.github.ram4j.clipart;

import io.github.ram4j.bundle.Bundle;

/**
 * Small models, 96 pixels, trained by this project on drawn compositions of openly licensed icons.
 * They know clip art, not photographs. They serve to try the library with real models.
 */
public final class ClipartModels {
  private ClipartModels() {}

  /**
   * A RAM whose tags are RAM's own.
   *
   * @return its bundle, read from this jar, ready to be opened
   */
  public static Bundle ram() {
    return Bundle.ofResources(ClipartModels.class, "clipart-ram/");
  }

  /**
   * A Tag2Text, which recognizes tags and writes captions of things, with their number, colour,
   * place and background.
   *
   * @return its bundle, read from this jar, ready to be opened
   */
  public static Bundle tag2text() {
    return Bundle.ofResources(ClipartModels.class, "clipart-tag2text/");
  }
}
