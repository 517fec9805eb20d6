package io.github.ram4j.benchmarks.report;

import io.github.ram4j.runtime.session.OnnxRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Machine that figures were measured on. */
public final class Machine {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** Instruction sets that decide the speed of matrix products. */
  private static final List<String> TELLING =
      List.of(
          "avx2",
          "avx512f",
          "avx_vnni",
          "avx512_vnni",
          "avx512_bf16",
          "amx_bf16",
          "amx_int8",
          "asimddp",
          "i8mm",
          "bf16");

  private Machine() {}

  /**
   * Adds the machine and the versions of Java and ONNX Runtime to a report.
   *
   * @param report to be added to
   * @return the report
   * @throws IOException if the system's description cannot be read
   */
  public static Report describe(Report report) throws IOException {
    List<String> cpuinfo = Files.exists(CPUINFO) ? Files.readAllLines(CPUINFO) : List.of();
    return report
        .fact("CPU", cpu(cpuinfo))
        .fact("processors", Runtime.getRuntime().availableProcessors())
        .fact("Java", System.getProperty("java.vm.name") + " " + Runtime.version())
        .fact("ONNX Runtime of ram4j", OnnxRuntime.environment().getVersion());
  }

  /** The name of the processor and its relevant instruction sets, from Linux's description. */
  static String cpu(List<String> cpuinfo) {
    String model = value(cpuinfo, "model name", System.getProperty("os.arch"));
    String x86 = value(cpuinfo, "flags", "");
    List<String> flags = Arrays.asList(value(cpuinfo, "Features", x86).split(" "));
    List<String> told = TELLING.stream().filter(flags::contains).toList();
    return told.isEmpty() ? model : model + " with " + String.join(", ", told);
  }

  private static String value(List<String> cpuinfo, String key, String otherwise) {
    return cpuinfo.stream()
        .filter(line -> line.startsWith(key) && line.contains(":"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }
}
