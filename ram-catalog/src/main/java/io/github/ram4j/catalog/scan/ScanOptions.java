package io.github.ram4j.catalog.scan;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Options of a scan: which files are taken. Immutable: {@link #defaults()} and the {@code with…}
 * methods make them.
 *
 * <p>A pattern is a glob: {@code *} and {@code ?} within a name, {@code **} across folders, {@code
 * [a-z]}, {@code {jpg,png}}. One without "/" is matched against names, at any depth; one with "/"
 * against the path below the folder that is scanned.
 */
public final class ScanOptions {
  private final List<String> included;
  private final List<String> excluded;
  private final boolean failedAgain;
  private final BooleanSupplier stop;

  private ScanOptions(
      List<String> included, List<String> excluded, boolean failedAgain, BooleanSupplier stop) {
    this.included = List.copyOf(included);
    this.excluded = List.copyOf(excluded);
    this.failedAgain = failedAgain;
    this.stop = stop;
  }

  /**
   * The default options: all images; those that failed are left, unless their file changes.
   *
   * @return the options
   */
  public static ScanOptions defaults() {
    return new ScanOptions(List.of(), List.of(), false, () -> false);
  }

  /**
   * Options that take files of some patterns alone.
   *
   * @param patterns globs, of which one must match; none for all files
   * @return new options
   */
  public ScanOptions withIncluded(List<String> patterns) {
    return new ScanOptions(patterns, excluded, failedAgain, stop);
  }

  /**
   * Options that leave files and folders out.
   *
   * @param patterns globs, of which none may match
   * @return new options
   */
  public ScanOptions withExcluded(List<String> patterns) {
    return new ScanOptions(included, patterns, failedAgain, stop);
  }

  /**
   * Options that take images again which failed, for example after an update.
   *
   * @param again whether images that failed become pending
   * @return new options
   */
  public ScanOptions withFailedAgain(boolean again) {
    return new ScanOptions(included, excluded, again, stop);
  }

  /**
   * Options with a condition that ends a scan early.
   *
   * @param condition asked now and then; true ends the scan, and nothing is taken for gone
   * @return new options
   */
  public ScanOptions withStop(BooleanSupplier condition) {
    return new ScanOptions(included, excluded, failedAgain, condition);
  }

  List<String> included() {
    return included;
  }

  List<String> excluded() {
    return excluded;
  }

  boolean failedAgain() {
    return failedAgain;
  }

  BooleanSupplier stop() {
    return stop;
  }
}
