package io.github.ram4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Largest resident memory of a process, from Linux's /proc.
 *
 * @param peakBytes peak of resident memory, mapped files included (VmHWM)
 * @param anonymousBytes largest sampled memory of the process's own (RssAnon)
 * @param fileBytes largest sampled memory of mapped files (RssFile)
 */
record ProcessMemory(long peakBytes, long anonymousBytes, long fileBytes) {
  static final ProcessMemory NONE = new ProcessMemory(0, 0, 0);
  private static final int KIB = 1024;

  /** The status file of a process, on Linux. */
  static Path statusOf(long pid) {
    return Path.of("/proc", Long.toString(pid), "status");
  }

  /**
   * Adds a sample of a process's memory; without effect if the process has ended, or on other
   * systems.
   */
  ProcessMemory seeing(Path status) {
    try {
      return Files.exists(status) ? with(parse(Files.readAllLines(status))) : this;
    } catch (IOException e) {
      return this; // it ended while it was read
    }
  }

  static ProcessMemory parse(List<String> status) {
    return new ProcessMemory(
        bytes(status, "VmHWM:"), bytes(status, "RssAnon:"), bytes(status, "RssFile:"));
  }

  ProcessMemory with(ProcessMemory other) {
    return new ProcessMemory(
        Math.max(peakBytes, other.peakBytes),
        Math.max(anonymousBytes, other.anonymousBytes),
        Math.max(fileBytes, other.fileBytes));
  }

  private static long bytes(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> KIB * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }
}
