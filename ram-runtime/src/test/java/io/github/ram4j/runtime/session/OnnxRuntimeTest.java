package io.github.ram4j.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.RamException;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.SessionConfigurer;
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

  /** ONNX Runtime would open a session with freed memory, and the process would end. */
  @Test
  void optionsThatTheCallersFunctionClosedAreNotUsed() {
    assertEquals(
        "mine execution provider: expected one of "
            + OrtEnvironment.getAvailableProviders()
            + ", which this build of ONNX Runtime has, found: Trying to use a closed"
            + " SessionOptions",
        refusal(OrtSession.SessionOptions::close));
  }

  @Test
  void theCallersExceptionIsSaidWithOrWithoutAMessage() {
    String without =
        refusal(
            options -> {
              throw new IllegalStateException();
            });
    assertTrue(without.endsWith("found: java.lang.IllegalStateException"), without);
    String closed =
        refusal(
            options -> {
              options.close();
              throw new IllegalArgumentException("no device");
            });
    assertTrue(closed.endsWith("found: no device"), closed);
  }

  @Test
  void anErrorOfTheCallersFunctionIsThrownAsItIs() {
    AssertionError error = new AssertionError("mine");
    OrtSession.SessionOptions[] seen = new OrtSession.SessionOptions[1];
    RuntimeOptions asked =
        RuntimeOptions.defaults()
            .withProvider(
                "mine",
                options -> {
                  seen[0] = options;
                  throw error;
                });
    assertSame(error, assertThrows(AssertionError.class, () -> OnnxRuntime.require(asked)));
    assertThrows(IllegalStateException.class, () -> seen[0].setInterOpNumThreads(1));
  }

  /** ONNX Runtime starts them all when a model is opened, and ends the process when it cannot. */
  @Test
  void threadsHaveALimit() {
    assertEquals(1024, RuntimeOptions.defaults().withThreads(1024).threads());
    assertEquals(
        "threads: expected at most 1024 or the processors, found 2147483647",
        assertThrows(
                IllegalArgumentException.class,
                () -> RuntimeOptions.defaults().withThreads(Integer.MAX_VALUE))
            .getMessage());
  }

  private static String refusal(SessionConfigurer add) {
    RuntimeOptions asked = RuntimeOptions.defaults().withProvider("mine", add);
    return assertThrows(RamException.class, () -> OnnxRuntime.require(asked)).getMessage();
  }

  private static Map<String, String> entries(RuntimeOptions asked) throws OrtException {
    try (OrtSession.SessionOptions options = OnnxRuntime.sessionOptions(asked)) {
      return Map.copyOf(options.getConfigEntries());
    }
  }
}
