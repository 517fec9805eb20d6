package io.github.ram4j.runtime.session;

import ai.onnxruntime.OrtEnvironment;
import io.github.ram4j.RamException;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.runtime.ExecutionProvider;
import io.github.ram4j.runtime.RuntimeCheck;
import io.github.ram4j.runtime.RuntimeOptions;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Checks of this machine for running models; each one uses the thing that it checks. */
public final class RuntimeChecks {
  private RuntimeChecks() {}

  /**
   * Checks of ONNX Runtime, its execution providers, the processor and 8-bit products.
   *
   * @return lines for people, and whether each is as it should be
   */
  public static List<RuntimeCheck> all() {
    List<RuntimeCheck> checks = new ArrayList<>();
    checks.add(onnxRuntime());
    checks.add(copies());
    checks.add(TemporaryFolder.check());
    checks.add(cuda());
    checks.add(new RuntimeCheck("Processor", true, Processor.describe()));
    checks.add(integerProducts());
    return checks;
  }

  private static RuntimeCheck onnxRuntime() {
    try {
      return new RuntimeCheck(
          "ONNX Runtime",
          true,
          "%s with execution providers %s"
              .formatted(
                  OnnxRuntime.environment().getVersion(), OrtEnvironment.getAvailableProviders()));
    } catch (RamException e) {
      return new RuntimeCheck("ONNX Runtime", false, e.getMessage());
    }
  }

  /** A check for two builds on one class path, which load whichever comes first. */
  private static RuntimeCheck copies() {
    String what = "ONNX Runtime on the class path";
    try {
      List<URL> found =
          Collections.list(
              RuntimeChecks.class
                  .getClassLoader()
                  .getResources("ai/onnxruntime/OrtEnvironment.class"));
      return found.size() <= 1
          ? new RuntimeCheck(what, true, "once")
          : new RuntimeCheck(
              what, false, "expected onnxruntime or onnxruntime_gpu, found both: " + found);
    } catch (IOException e) {
      return new RuntimeCheck(what, false, e.toString());
    }
  }

  private static RuntimeCheck cuda() {
    String what = "CUDA execution provider";
    try {
      if (!OnnxRuntime.hasCuda()) {
        return RuntimeCheck.absent(what, "not in this build (onnxruntime_gpu has it)");
      }
      OnnxRuntime.require(RuntimeOptions.defaults().withProvider(ExecutionProvider.CUDA));
      return new RuntimeCheck(what, true, "usable");
    } catch (RamException e) {
      return new RuntimeCheck(what, false, e.getMessage());
    }
  }

  private static RuntimeCheck integerProducts() {
    String what = "8-bit products";
    try {
      if (!IntegerProducts.areExact(BundleManifest.PORTABLE_INT8_WEIGHT)) {
        return new RuntimeCheck(
            what, false, "expected exact ones, found some that saturate: no int8 bundle is opened");
      }
      return new RuntimeCheck(
          what,
          true,
          IntegerProducts.areExact(Byte.MAX_VALUE)
              ? "exact, at full speed"
              : "exact for int8 bundles, which answer as on every processor; there is no VNNI, so"
                  + " they are slower, int8 bundles of earlier versions are refused, and int8 ONNX"
                  + " files of others are multiplied as uint8");
    } catch (RamException e) {
      return new RuntimeCheck(what, false, e.getMessage());
    }
  }
}
