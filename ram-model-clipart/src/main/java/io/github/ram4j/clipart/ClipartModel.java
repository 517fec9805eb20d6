package io.github.ram4j.clipart;

import io.github.ram4j.bundle.Bundle;

/**
 * A small RAM, 96 pixels, 120 of RAM's own tags, trained on drawn compositions of openly licensed
 * icons. It knows clip art and nothing of photographs: it is here so that everything can be tried
 * on something real.
 */
public final class ClipartModel {
  private ClipartModel() {}

  /**
   * The model, ready to be opened.
   *
   * @return its bundle, read from this jar
   */
  public static Bundle bundle() {
    return Bundle.ofResources(ClipartModel.class, "clipart-ram/");
  }
}
