package io.github.ram4j.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory that this process has in use. */
final class ResidentMemory {
  private ResidentMemory() {}

  /** 0 where the system does not tell it in /proc. */
  static long bytes() throws IOException {
    Path statm = Path.of("/proc/self/statm");
    if (!Files.exists(statm)) {
      return 0;
    }
    return Long.parseLong(Files.readString(statm).split(" ", 3)[1]) * 4096;
  }
}
