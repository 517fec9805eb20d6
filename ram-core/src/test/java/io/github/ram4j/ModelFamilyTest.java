package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFamilyTest {
  @Test
  void familiesAreEqualByTheirIds() {
    assertEquals(ModelFamily.RAM_PLUS, new ModelFamily("ram_plus"));
    assertNotEquals(ModelFamily.RAM, ModelFamily.RAM_PLUS);
    assertEquals("tag2text", ModelFamily.TAG2TEXT.toString());
  }

  @Test
  void aFamilyMayBeOneThatThisVersionDoesNotKnow() {
    assertEquals("clip", new ModelFamily("clip").id());
    assertEquals("text-embedding", new ModelTask("text-embedding").id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RAM", "", "ram++", "2ram", "ram plus"})
  void otherCharactersAreRefused(String id) {
    assertEquals(
        "model family: expected lower-case letters, digits, \"-\" and \"_\", found \"" + id + "\"",
        assertThrows(IllegalArgumentException.class, () -> new ModelFamily(id)).getMessage());
    assertEquals(
        "task: expected lower-case letters, digits, \"-\" and \"_\", found \"" + id + "\"",
        assertThrows(IllegalArgumentException.class, () -> new ModelTask(id)).getMessage());
  }
}
