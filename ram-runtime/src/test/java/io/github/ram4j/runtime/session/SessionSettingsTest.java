package io.github.ram4j.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionSettingsTest {
  @Test
  void weightsArePackedUnlessTheSettingsSayOtherwise() throws OrtException {
    assertNull(entries(SessionSettings.defaults()).get("session.disable_prepacking"));
    SessionSettings mapped = SessionSettings.defaults().withPackedWeights(false).withThreads(1);
    assertEquals("1", entries(mapped).get("session.disable_prepacking"));
  }

  @Test
  void int8WeightsOfOthersAreMultipliedExactly() throws OrtException {
    assertEquals("1", entries(SessionSettings.defaults()).get("session.x64quantprecision"));
  }

  private static Map<String, String> entries(SessionSettings settings) throws OrtException {
    try (OrtSession.SessionOptions options = settings.options()) {
      return Map.copyOf(options.getConfigEntries());
    }
  }
}
