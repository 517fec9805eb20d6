package io.github.ram4j.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalWidthTest {
  @ParameterizedTest
  @CsvSource({"'',0", "cat,3", "猫,2", "3d眼镜,6", "胡同/球道,9", "ＡＢ,4", "カタ,4", "강,2", "𠀀,2", "café,4"})
  void chineseCharactersTakeTwoPlaces(String text, int width) {
    assertEquals(width, TerminalWidth.columns(text));
  }

  @ParameterizedTest
  @CsvSource({"😀,2", "🚀🦋,4", "e\u0301,1", "a\u200db,2", "（,2", "a\u0007b,3"})
  void emojiAreWideAndCombiningMarksTakeNoPlace(String text, int width) {
    assertEquals(width, TerminalWidth.columns(text));
  }
}
