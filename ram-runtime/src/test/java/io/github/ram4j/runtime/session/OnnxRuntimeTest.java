package io.github.ram4j.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.runtime.RuntimeOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {
  @Test
  void weightsArePackedUnlessTheSettingsSayOtherwise() throws OrtException {
    assertNull(entries(RuntimeOptions.defaults()).get("session.disable_prepacking"));
    RuntimeOptions mapped = RuntimeOptions.defaults().withPackedWeights(false).withThreads(1);
    assertEquals("1", entries(mapped).get("session.disable_prepacking"));
  }

  @Test
  void int8WeightsOfOthersAreMultipliedExactly() throws OrtException {
    assertEquals("1", entries(RuntimeOptions.defaults()).get("session.x64quantprecision"));
  }

  private static Map<String, String> entries(RuntimeOptions asked) throws OrtException {
    try (OrtSession.SessionOptions options = OnnxRuntime.sessionOptions(asked)) {
      return Map.copyOf(options.getConfigEntries());
    }
  }
}
