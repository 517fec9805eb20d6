package io.github.ram4j.benchmarks;

import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.github.ram4j.runtime.ExecutionProvider;
import io.github.ram4j.runtime.RuntimeOptions;
import java.util.Locale;

/**
 * An execution provider of a command line: {@code cpu}, {@code cuda}, {@code auto}, or {@code
 * cuda:key=value;key=value} with ONNX Runtime's own options of CUDA.
 *
 * @param text as it was given
 */
record ProviderChoice(String text) {
  static ProviderChoice of(String text) {
    return new ProviderChoice(text);
  }

  /** The options with the provider. */
  RuntimeOptions on(RuntimeOptions options) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return options.withProvider(ExecutionProvider.valueOf(text.toUpperCase(Locale.ROOT)));
    }
    String[] entries = text.substring(colon + 1).split(";", -1);
    return options.withProvider(
        "CUDA-" + text.substring(colon + 1).replaceAll("[^A-Za-z0-9]+", "-"),
        session -> {
          try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
            for (String entry : entries) {
              String[] pair = entry.split("=", 2);
              cuda.add(pair[0], pair[1]);
            }
            session.addCUDA(cuda);
          }
        });
  }
}
