package io.github.ram4j.bundle;

import java.util.Objects;

/**
 * The hardware or execution provider that a bundle's graphs were made for. Targets are open values;
 * a bundle whose target this version does not know is not opened. Immutable.
 *
 * @param id the name in manifests and on command lines
 */
public record BundleTarget(String id) {
  /** Every CPU, with ONNX Runtime's fused operators, in tiles that fit a processor's caches. */
  public static final BundleTarget ANY = new BundleTarget("any");

  /** CPUs that multiply all 8 bits of integer weights exactly: x86-64 with VNNI, or ARM. */
  public static final BundleTarget VNNI = new BundleTarget("vnni");

  /** NVIDIA GPUs: as {@link #ANY}, but untiled. It opens on a CPU, too, and is slower there. */
  public static final BundleTarget CUDA = new BundleTarget("cuda");

  /** Every execution provider: standard operators of ONNX alone, untiled. */
  public static final BundleTarget PORTABLE = new BundleTarget("portable");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is empty or has other characters than lower-case
   *     letters, digits, "-" and "_"
   */
  public BundleTarget {
    Objects.requireNonNull(id, "id");
    if (!id.matches("[a-z][a-z0-9_-]*")) {
      throw new IllegalArgumentException(
          "target: expected lower-case letters, digits, \"-\" and \"_\", found \"%s\""
              .formatted(id));
    }
  }

  /** The name. */
  @Override
  public String toString() {
    return id;
  }
}
