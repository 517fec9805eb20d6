package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelFamilyTest {
  @ParameterizedTest
  @EnumSource
  void everyFamilyIsFoundByItsId(ModelFamily family) {
    assertEquals(family, ModelFamily.ofId(family.id()));
  }

  @Test
  void anotherNameIsRefused() {
    assertEquals(
        "model family: expected ram, ram_plus, tag2text or exported, found \"RAM\"",
        assertThrows(IllegalArgumentException.class, () -> ModelFamily.ofId("RAM")).getMessage());
  }
}
