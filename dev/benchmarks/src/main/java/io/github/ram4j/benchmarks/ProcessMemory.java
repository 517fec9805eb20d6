package io.github.ram4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Resident memory of a process as Linux's /proc tells it, the most of what was seen.
 *
 * @param peakBytes the most that was resident, mapped files with it (VmHWM)
 * @param anonymousBytes the most that was the process's own, seen now and then (RssAnon)
 * @param fileBytes the most pages of mapped files, seen now and then (RssFile)
 */
record ProcessMemory(long peakBytes, long anonymousBytes, long fileBytes) {
  static final ProcessMemory NONE = new ProcessMemory(0, 0, 0);
  private static final int KIB = 1024;

  /** File of the figures of a process, on Linux. */
  static Path statusOf(long pid) {
    return Path.of("/proc", Long.toString(pid), "status");
  }

  /** With what a process has now; the same where it is gone, or the system does not tell. */
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
