package io.github.ram4j.onnx;

import io.github.ram4j.runtime.ExecutionProvider;
import io.github.ram4j.runtime.RuntimeOptions;
import java.util.Locale;

/**
 * The execution provider that golden values are met on: the CPU, or the one that {@code
 * -Dram.provider=cuda} names, on a machine with that hardware and onnxruntime_gpu.
 */
public final class GoldenRuntime {
  private GoldenRuntime() {}

  /** Options of the execution provider. */
  public static RuntimeOptions options() {
    String provider = System.getProperty("ram.provider", "cpu").toUpperCase(Locale.ROOT);
    return RuntimeOptions.defaults().withProvider(ExecutionProvider.valueOf(provider));
  }

  /** The same for a whole model. */
  public static ModelOptions model() {
    return ModelOptions.defaults().withRuntime(options());
  }
}
