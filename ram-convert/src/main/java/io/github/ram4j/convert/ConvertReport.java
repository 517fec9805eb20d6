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
   * The folder of the bundle.
   *
   * @return the folder
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
   * The number of tensors that the bundle takes from the checkpoint.
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
   * Assumptions about facts that the checkpoint does not record.
   *
   * @return a sentence each
   */
  public List<String> assumed() {
    return manifest.notes();
  }
}
