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
    ModelInfo info = new ModelInfo(ModelFamily.RAM, "ram", 384, "fp32", "CPU", 2, assumed);
    assumed.clear();
    assertEquals(List.of("Window 12."), info.assumed());
  }

  @Test
  void aFamilyIsNeeded() {
    assertThrows(
        NullPointerException.class,
        () -> new ModelInfo(null, "ram", 384, "fp32", "CPU", 2, List.of()));
  }
}
