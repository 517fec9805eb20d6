package io.github.ram4j.runtime.bundle;

import io.github.ram4j.ModelException;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.runtime.session.IntegerProducts;
import java.util.List;

/** A check of this machine against a bundle's target. */
final class TargetCheck {
  private static final List<BundleTarget> KNOWN =
      List.of(BundleTarget.ANY, BundleTarget.VNNI, BundleTarget.CUDA, BundleTarget.PORTABLE);

  private TargetCheck() {}

  /**
   * Requires the target. Graphs for CUDA answer alike on a CPU, and are opened there.
   *
   * @throws ModelException if this version does not know it
   * @throws io.github.ram4j.RamException if this processor would give other answers
   */
  static void require(Bundle bundle) {
    BundleManifest manifest = bundle.manifest();
    if (!KNOWN.contains(manifest.target())) {
      throw new ModelException(
          "bundle %s: target: expected one of %s, found %s"
              .formatted(bundle.name(), KNOWN, manifest.target()));
    }
    int largestWeight =
        manifest.target().equals(BundleTarget.VNNI) ? Byte.MAX_VALUE : manifest.largestInt8Weight();
    if (largestWeight > 0) {
      IntegerProducts.require("bundle " + bundle.name(), largestWeight);
    }
  }
}
