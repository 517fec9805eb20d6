package io.github.ram4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process, from Linux's /proc. */
final class ResidentMemory {
  private ResidentMemory() {}

  /** Prints the peak and the resident memory, split into the process's own and files. */
  static void print(String when) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      System.out.println(
          when
              + ": "
              + Files.readAllLines(status).stream()
                  .filter(line -> line.matches("(VmHWM|VmRSS|RssAnon|RssFile):.*"))
                  .map(line -> line.replaceAll("\\s+", " "))
                  .toList());
    }
  }
}
