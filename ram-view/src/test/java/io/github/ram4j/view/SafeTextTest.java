package io.github.ram4j.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"a dog's life", "蝴蝶/（3d）", "café", "😀", "👩\u200d🚀", "שלום"})
  void textsStayAsTheyAre(String text) {
    assertEquals(text, SafeText.of(text));
  }

  @ParameterizedTest
  @ValueSource(
      chars = {
        0, 7, 8, 0x1b, 0x1c, 0x7f, 0x90, 0x9b, 0x200e, 0x202e, 0x2066, 0xad, 0xfeff, 0xd800, 0xdfff,
        0xffff
      })
  void whatCommandsIsReplaced(char command) {
    assertEquals("a\ufffdb", SafeText.of("a" + command + "b"));
  }

  @ParameterizedTest
  @ValueSource(chars = {'\t', '\n', 0xb, '\f', '\r', 0x85, 0x2028, 0x2029})
  void lineEndsAreBlanks(char space) {
    assertEquals("a b", SafeText.of("a" + space + "b"));
  }

  @Test
  void rangesStayTrueBehindACommandOfTwoUnits() {
    assertEquals("\ufffd\ufffdx", SafeText.of("\udb40\udc41x"));
  }
}
