package io.github.ram4j.cli.catalog;

import io.github.ram4j.catalog.scan.ScanOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;

/** Options that say which files of a folder are taken. */
final class FolderOptions {
  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description =
          "Take images of this pattern alone: *.jpg matches names at any depth, '2024/**' paths"
              + " below DIR. May be given several times; one must match.")
  private List<String> included = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Leave images and folders of this pattern out. May be given several times.")
  private List<String> excluded = new ArrayList<>();

  @Option(
      names = "--retry-failed",
      description =
          "Try images again that failed before and have not changed since, for example after an"
              + " update.")
  private boolean failedAgain;

  ScanOptions toScan(BooleanSupplier stop) {
    return ScanOptions.defaults()
        .withIncluded(included)
        .withExcluded(excluded)
        .withFailedAgain(failedAgain)
        .withStop(stop);
  }
}
