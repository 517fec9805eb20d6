package io.github.ram4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rates of ONNX Runtime's own matrix products, by the reference's {@code gemm_rates.py}.
 *
 * @param gflops GFLOP/s by the name of the product, in the program's order
 */
record GemmRates(Map<String, Double> gflops) {
  private static final Pattern LINE = Pattern.compile("(\\S.*?)\\s+([0-9.]+) GFLOP/s\\b.*");
  private static final String FP32 = "fp32";

  /** No rates, for runs without the program. */
  static final GemmRates NONE = new GemmRates(Map.of());

  /** Measures the rates. */
  static GemmRates measure(String python, Path script, int threads) throws IOException {
    return parse(
        OtherProgram.run(
            List.of(python, script.toString(), "--threads", Integer.toString(threads))));
  }

  static GemmRates parse(List<String> lines) {
    Map<String, Double> gflops = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        gflops.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
      }
    }
    return new GemmRates(gflops);
  }

  /**
   * The fastest product of a precision's arithmetic: fp16 bundles compute in fp32; for bf16 there
   * is none.
   */
  OptionalDouble fastest(String precision) {
    return switch (precision) {
      case FP32, "fp16" -> fastest(true);
      case "int8" -> fastest(false);
      default -> OptionalDouble.empty();
    };
  }

  private OptionalDouble fastest(boolean fp32) {
    return gflops.entrySet().stream()
        .filter(rate -> rate.getKey().startsWith(FP32) == fp32)
        .mapToDouble(Map.Entry::getValue)
        .max();
  }
}
