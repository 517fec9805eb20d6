package io.github.ram4j.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.view.text.CharacterColumns;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineBreakerTest {
  private static List<String> lines(String text, int width) {
    return new LineBreaker(text, CharacterColumns::of)
        .lines(width).stream().map(line -> line.of(text)).toList();
  }

  @Test
  void wordsStayWhole() {
    assertEquals(List.of("a dog on", "the", "grass"), lines("a dog on the grass", 8));
  }

  @Test
  void blanksAtTheEndTakeNoRoom() {
    assertEquals(List.of("a dog", "runs"), lines("a dog   runs  ", 5));
  }

  @Test
  void wordsWiderThanALineAreBrokenAnywhere() {
    assertEquals(List.of("an", "abcde", "fghij", "k end"), lines("an abcdefghijk end", 5));
  }

  @Test
  void chineseIsBrokenBetweenCharacters() {
    assertEquals(List.of("蝴蝶停", "在花上"), lines("蝴蝶停在花上", 7));
  }

  @Test
  void charactersWiderThanALineStandAlone() {
    assertEquals(List.of("蝴", "蝶"), lines("蝴蝶", 1));
    assertEquals(List.of("😀", "😀"), lines("😀😀", 3));
  }

  @Test
  void marksStayWithTheirLetter() {
    assertEquals(List.of("aa", "e\u0301\u0301e"), lines("aae\u0301\u0301e", 2));
  }

  @Test
  void nothingGivesNoLine() {
    assertEquals(List.of(), lines("", 10));
    assertEquals(List.of(), lines("   ", 1));
  }

  @Test
  void noLineIsWiderAndNothingIsLost() {
    Random random = new Random(1);
    String alphabet = "ab c  de-f蝴蝶，😀 ";
    int[] letters = alphabet.codePoints().toArray();
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i >= 0; i--) {
        text.appendCodePoint(letters[random.nextInt(letters.length)]);
      }
      int width = 2 + random.nextInt(20);
      List<String> lines = lines(text.toString(), width);
      assertTrue(
          lines.stream().allMatch(line -> TerminalWidth.columns(line) <= width), lines::toString);
      assertEquals(text.toString().replace(" ", ""), String.join("", lines).replace(" ", ""));
    }
  }
}
