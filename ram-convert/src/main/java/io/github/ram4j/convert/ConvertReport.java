package io.github.ram4j.convert;

import io.github.ram4j.bundle.BundleManifest;
import java.nio.file.Path;
import java.util.List;

/**
 * What a conversion did.
 *
 * @param bundle the folder that was written
 * @param manifest of the bundle
 * @param tensorsRead number of the checkpoint's tensors that went into the bundle
 * @param ignored what the checkpoint holds and the bundle does not need, a phrase each
 * @param assumed what the checkpoint does not say, a sentence each
 */
public record ConvertReport(
    Path bundle,
    BundleManifest manifest,
    int tensorsRead,
    List<String> ignored,
    List<String> assumed) {

  /** Copies the lists. */
  public ConvertReport {
    ignored = List.copyOf(ignored);
    assumed = List.copyOf(assumed);
  }
}
