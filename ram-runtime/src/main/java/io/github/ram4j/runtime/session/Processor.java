package io.github.ram4j.runtime.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The processor, as far as the operating system tells, for people. */
public final class Processor {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Linux's flags that ONNX Runtime's kernels depend on → their usual names. */
  private static final Map<String, String> FLAGS = new LinkedHashMap<>();

  static {
    FLAGS.put("avx2", "AVX2");
    FLAGS.put("avx512f", "AVX-512");
    FLAGS.put("avx512_vnni", "AVX-512 VNNI");
    FLAGS.put("avx_vnni", "AVX-VNNI");
    FLAGS.put("amx_int8", "AMX");
    FLAGS.put("asimddp", "dot products");
    FLAGS.put("i8mm", "8-bit matrix products");
  }

  private Processor() {}

  /**
   * The architecture, the model and the vector instructions.
   *
   * @return for example {@code amd64, AMD EPYC, with AVX2, AVX-512, AVX-512 VNNI}
   */
  public static String describe() {
    String architecture = System.getProperty("os.arch");
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return describe(architecture, lines.toList());
    } catch (IOException | RuntimeException e) {
      return architecture; // not Linux, or not to be read
    }
  }

  static String describe(String architecture, List<String> cpuInfo) {
    List<String> parts = new ArrayList<>(List.of(architecture));
    String model = value(cpuInfo, "model name");
    if (!model.isEmpty()) {
      parts.add(model);
    }
    String flags = value(cpuInfo, "flags") + " " + value(cpuInfo, "Features");
    Set<String> found = Set.copyOf(Arrays.asList(flags.strip().split("\\s+")));
    List<String> known =
        FLAGS.entrySet().stream()
            .filter(flag -> found.contains(flag.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    String with = known.isEmpty() ? "" : ", with " + String.join(", ", known);
    return String.join(", ", parts) + with;
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }
}
