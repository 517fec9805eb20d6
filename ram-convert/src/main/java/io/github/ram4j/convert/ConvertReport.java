package io.github.ram4j.convert;

import io.github.ram4j.bundle.BundleManifest;
import java.nio.file.Path;
import java.util.List;

/** A report of a conversion. Immutable. */
public final class ConvertReport {
  private final Path bundle;
  private final BundleManifest manifest;
  private final int tensorsRead;
  private final List<String> ignored;

  ConvertReport(Path bundle, BundleManifest manifest, int tensorsRead, List<String> ignored) {
    this.bundle = bundle;
    this.manifest = manifest;
    this.tensorsRead = tensorsRead;
    this.ignored = List.copyOf(ignored);
  }

  /**
   * The folder that was written.
   *
   * @return the bundle
   */
  public Path bundle() {
    return bundle;
  }

  /**
   * The manifest of the bundle.
   *
   * @return the manifest
   */
  public BundleManifest manifest() {
    return manifest;
  }

  /**
   * The number of the checkpoint's tensors that went into the bundle.
   *
   * @return 1 or more
   */
  public int tensorsRead() {
    return tensorsRead;
  }

  /**
   * The parts of the checkpoint that the bundle does not need.
   *
   * @return a phrase each
   */
  public List<String> ignored() {
    return ignored;
  }

  /**
   * Assumptions about what the checkpoint does not say.
   *
   * @return a sentence each
   */
  public List<String> assumed() {
    return manifest.notes();
  }
}
