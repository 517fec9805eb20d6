package io.github.ram4j.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Memory in use on the first NVIDIA GPU, of all processes, as {@code nvidia-smi} tells it. */
final class GpuMemory {
  private GpuMemory() {}

  /** MiB in use, or NaN where there is no GPU or no nvidia-smi. */
  static double usedMib() {
    ProcessBuilder command =
        new ProcessBuilder(
            "nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits", "--id=0");
    try {
      Process process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return said.isBlank() ? Double.NaN : Double.parseDouble(said.strip());
    } catch (IOException | NumberFormatException e) {
      return Double.NaN;
    }
  }
}
