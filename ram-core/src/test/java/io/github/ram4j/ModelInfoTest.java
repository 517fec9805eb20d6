package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelInfoTest {
  @Test
  void laterChangesOfWhatWasAssumedDoNotReachIt() {
    List<String> assumed = new ArrayList<>(List.of("Window 12."));
    ModelInfo info = ModelInfo.of(ModelFamily.RAM, "ram").withAssumed(assumed);
    assumed.clear();
    assertEquals(List.of("Window 12."), info.assumed());
  }

  @Test
  void eachPartIsKept() {
    ModelInfo info =
        ModelInfo.of(ModelFamily.RAM, "ram")
            .withImageSizePx(384)
            .withPrecision(ModelPrecision.INT8)
            .withExecution("CUDA", 2)
            .withAssumed(List.of("Window 12."));
    assertEquals(ModelFamily.RAM, info.family());
    assertEquals("ram", info.source());
    assertEquals(384, info.imageSizePx());
    assertEquals(ModelPrecision.INT8, info.precision());
    assertEquals("CUDA", info.executionProvider());
    assertEquals(2, info.threads());
    assertEquals(List.of("Window 12."), info.assumed());
  }

  @Test
  void aFamilyIsNeeded() {
    assertThrows(NullPointerException.class, () -> ModelInfo.of(null, "ram"));
  }
}
