package io.github.ram4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.github.ram4j.RamException;
import io.github.ram4j.onnx.decode.PictureDecoder;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Looks at what this machine has for running models, each thing by using it. */
final class RuntimeChecks {
  private RuntimeChecks() {}

  static List<RuntimeCheck> all() {
    List<RuntimeCheck> checks = new ArrayList<>();
    checks.add(onnxRuntime());
    checks.add(copies());
    checks.add(cuda());
    checks.add(opencv());
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

  /** Two builds on one class path load whichever comes first. */
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
      OnnxRuntime.environment();
      if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
        return new RuntimeCheck(what, true, "not in this build (onnxruntime_gpu has it)");
      }
      SessionConfig config = SessionConfig.defaults().withProvider(ProviderChoice.CUDA);
      OnnxRuntime.options(config).close();
      return new RuntimeCheck(what, true, "usable");
    } catch (RamException e) {
      return new RuntimeCheck(what, false, e.getMessage());
    }
  }

  private static RuntimeCheck opencv() {
    try {
      return new RuntimeCheck("OpenCV (JavaCV)", true, PictureDecoder.opencvVersion());
    } catch (RamException e) {
      return new RuntimeCheck("OpenCV (JavaCV)", false, e.getMessage());
    }
  }
}
