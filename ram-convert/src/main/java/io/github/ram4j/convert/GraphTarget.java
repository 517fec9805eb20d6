package io.github.ram4j.convert;

import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.convert.graph.Numerics;
import java.util.List;

/** The target of a conversion, for its graphs and its manifest. */
final class GraphTarget {
  private static final List<BundleTarget> KNOWN =
      List.of(BundleTarget.ANY, BundleTarget.VNNI, BundleTarget.CUDA, BundleTarget.PORTABLE);

  private GraphTarget() {}

  /**
   * Requires a known target that goes with the precision.
   *
   * @throws IllegalArgumentException if the target is unknown or does not go with the precision;
   *     the message names both
   */
  static void require(ConvertOptions options) {
    BundleTarget target = options.target();
    Precision precision = options.precision();
    if (!KNOWN.contains(target)) {
      throw new IllegalArgumentException(
          "target: expected one of %s, found %s".formatted(KNOWN, target));
    }
    if (target.equals(BundleTarget.PORTABLE) && precision.isInt8()) {
      throw new IllegalArgumentException(
          "target portable: expected precision fp32 or fp16, found " + precision.id());
    }
    if (target.equals(BundleTarget.VNNI) && precision != Precision.INT8_VNNI) {
      throw new IllegalArgumentException(
          "target vnni: expected precision int8_vnni, found " + precision.id());
    }
  }

  /** The target for the manifest: weights of all 8 bits need VNNI, whatever the options say. */
  static BundleTarget of(ConvertOptions options) {
    return options.precision() == Precision.INT8_VNNI ? BundleTarget.VNNI : options.target();
  }

  static Numerics numerics(ConvertOptions options) {
    return new Numerics(
        options.precision().weightType(),
        largestWeight(options),
        options.floatProducts(),
        style(options.target()));
  }

  private static Numerics.Style style(BundleTarget target) {
    if (target.equals(BundleTarget.PORTABLE)) {
      return Numerics.Style.PORTABLE;
    }
    return target.equals(BundleTarget.CUDA) ? Numerics.Style.WHOLE : Numerics.Style.BLOCKS;
  }

  /** The largest magnitude of an int8 weight; probes of other precisions try the portable one. */
  static int largestWeight(ConvertOptions options) {
    return options.precision().isInt8()
        ? options.precision().largestInt8Weight()
        : BundleManifest.PORTABLE_INT8_WEIGHT;
  }
}
