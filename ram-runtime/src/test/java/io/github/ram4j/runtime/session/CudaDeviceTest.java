package io.github.ram4j.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.ram4j.runtime.ExecutionProvider;
import io.github.ram4j.runtime.RuntimeOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CudaDeviceTest {
  /** As ONNX Runtime 1.28.0 says it: libraries without a driver, and no libraries. */
  @Test
  void theReasonIsFoundAmongNamesOfTemplates() {
    assertEquals(
        "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version",
        CudaDevice.reason(
            "Error code - ORT_FAIL - message: /onnxruntime_src/core/cuda_call.cc:154 std::condi"
                + "tional_t<THRW, void> onnxruntime::CudaCall(ERRTYPE) [with ERRTYPE = cudaError]"
                + " CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version"
                + " ; GPU=0 ; hostname=here ; file=/onnxruntime_src/provider.cc ; line=286 ;"
                + " expr=cudaSetDevice(info_.device_id); \n\n"));
    String library =
        "Failed to load library /tmp/libonnxruntime_providers_cuda.so with error:"
            + " libcublasLt.so.12: cannot open shared object file: No such file or directory";
    assertEquals(
        library,
        CudaDevice.reason(
            "Error code - ORT_FAIL - message: /onnxruntime_src/provider_bridge_ort.cc:1988 Provi"
                + "derLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : "
                + library
                + "\n"));
    assertEquals("no such file", CudaDevice.reason("no such file"));
    assertNull(CudaDevice.reason(null));
  }

  /** On a machine with a GPU the provider is CUDA's, and this shows nothing. */
  @Test
  void autoIsTheCpuWhereCudaIsNotUsable() {
    RuntimeOptions auto = RuntimeOptions.defaults().withProvider(ExecutionProvider.AUTO);
    try (GraphSession session = GraphSession.open("small", IntegerProducts.graph(), auto)) {
      Assumptions.assumeFalse(
          session.provider().equals(OnnxRuntime.CUDA), "this machine has a usable GPU");
      assertEquals(OnnxRuntime.CPU, session.provider());
    }
  }
}
