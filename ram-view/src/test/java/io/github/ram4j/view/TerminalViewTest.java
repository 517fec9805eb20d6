package io.github.ram4j.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionTag;
import io.github.ram4j.Recognition;
import io.github.ram4j.TextRange;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalViewTest {
  private static final String GREEN = "\u001b[4;32m";
  private static final String FAINT = "\u001b[2m";
  private static final String RESET = "\u001b[0m";

  private static String sentence(Caption caption) {
    return TerminalView.render(caption, 80, true).lines().toList().get(0);
  }

  @Test
  void withoutAnsiUsedWordsAreMarkedBelow() {
    assertEquals(
        """
        a drawing of an orange butterfly sitting on a
                               ^^^^^^^^^
        pink tulip flower with green leaves
             ^^^^^ ^^^^^^      ^^^^^ ^^^^^^

        used      butterfly 蝴蝶 0.95,
                  tulip 郁金香 0.77, flower 花 0.81,
                  green 绿色 0.70, leaf (given)
        left out  insect 昆虫 0.72, plant 植物 0.69,
                  garden (given)
        unread    antenna 天线 0.66,
                  monarch butterfly (given)\
        """,
        TerminalView.render(Samples.caption(), 46, false));
  }

  @Test
  void withAnsiUsedWordsAreUnderlinedAndGreen() {
    Caption caption = Samples.caption("a dog and a cat", "dog");
    assertEquals(
        "a "
            + GREEN
            + "dog"
            + RESET
            + " and a cat\n\n"
            + FAINT
            + "used      "
            + RESET
            + GREEN
            + "dog"
            + RESET
            + " 狗 0.90",
        TerminalView.render(caption, 80, true));
  }

  @Test
  void ansiChangesNothingButTheLook() {
    String plain = TerminalView.render(Samples.caption(), 60, false).replaceAll("(?m)^[ ^]+\n", "");
    String ansi = TerminalView.render(Samples.caption(), 60, true);
    assertEquals(plain, ansi.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21, 40, 500})
  void everyLineResetsWhatItSets(int columns) {
    for (String line : TerminalView.render(Samples.caption(), columns, true).lines().toList()) {
      assertTrue(line.matches("([^\u001b]|\u001b\\[(4;32|2)m[^\u001b]+\u001b\\[0m)*"), line);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21, 33, 80})
  void noLineIsWiderThanTheTerminal(int columns) {
    String text = "蝴蝶 Donaudampfschifffahrtsgesellschaft 蝴蝶蝴蝶蝴蝶蝴蝶蝴蝶蝴蝶 a 😀😀 b";
    Caption caption = Samples.of(text, Samples.given(text, true, new TextRange(0, text.length())));
    for (String line : TerminalView.render(caption, columns, false).lines().toList()) {
      assertTrue(TerminalWidth.columns(line) <= columns, line);
    }
  }

  @Test
  void marksStandUnderWideCharacters() {
    Caption caption = Samples.of("猫 and 狗", Samples.given("dog", true, new TextRange(6, 7)));
    assertEquals("       ^^", TerminalView.render(caption, 80, false).lines().toList().get(1));
  }

  @Test
  void nothingCommandsTheTerminal() {
    String hostile = "a\u001b[31m \u009b2J\u0007\r\n\u202eb\u0000c";
    Caption caption =
        Samples.of(
            hostile,
            Samples.given("\u001b]0;title\u0007", true, new TextRange(0, 3)),
            Samples.given("x\ny", false));
    for (boolean ansi : new boolean[] {true, false}) {
      String shown =
          TerminalView.render(caption, 80, ansi)
              .replace(GREEN, "")
              .replace(FAINT, "")
              .replace(RESET, "");
      assertTrue(
          shown.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f) || c == 0xfffd), shown);
      assertEquals(ansi ? 4 : 5, shown.lines().count(), shown);
    }
  }

  @Test
  void overlappingRangesAreUnderlinedOnce() {
    Caption caption =
        Samples.of(
            "a hot dog here",
            Samples.given("hot dog", true, new TextRange(2, 9)),
            Samples.given("dog", true, new TextRange(6, 9)));
    assertEquals(
        "a " + GREEN + "hot " + RESET + GREEN + "dog" + RESET + " here", sentence(caption));
  }

  @Test
  void rangesPastTheTextAreCutOff() {
    Caption caption =
        Samples.of("a dog", Samples.given("dog", true, new TextRange(2, 9), new TextRange(70, 80)));
    assertEquals("a " + GREEN + "dog" + RESET, sentence(caption));
  }

  @Test
  void rangesWithinACharacterDoNotCutIt() {
    Caption caption = Samples.of("😀😀", Samples.given("face", true, new TextRange(1, 3)));
    assertEquals("😀" + GREEN + "😀" + RESET, sentence(caption));
  }

  @Test
  void unreadTagsThatTheSentenceHasByChanceAreUnread() {
    Caption caption = Samples.of("a dog", Samples.given("dog", false, new TextRange(2, 5)));
    assertEquals("a dog\n  ^^^\n\nunread    dog (given)", TerminalView.render(caption, 80, false));
  }

  @Test
  void sentencesMayBeEmptyAndWithoutTags() {
    assertEquals("(no sentence)", TerminalView.render(Samples.of(""), 80, false));
    assertEquals("a dog", TerminalView.render(Samples.of("a dog"), 80, true));
  }

  @Test
  void manyTagsWrap() {
    CaptionTag[] tags =
        IntStream.range(0, 200)
            .mapToObj(i -> Samples.given("tag" + i, i < 20))
            .toArray(CaptionTag[]::new);
    String shown = TerminalView.render(Samples.of("a dog", tags), 60, false);
    for (int i = 0; i < 200; i++) {
      assertTrue(shown.contains("tag" + i + " (given)"), "tag" + i);
    }
  }

  @Test
  void recognitionsAreShownBestFirst() {
    Recognition recognition = Samples.recognition(3);
    String best = recognition.tags().get(0).tag().english();
    String worst = recognition.tags().get(2).tag().english();
    String shown = TerminalView.render(recognition, 80, false);
    assertTrue(shown.startsWith("tags      " + best), shown);
    assertTrue(shown.indexOf(worst) > shown.indexOf(best), shown);
    assertEquals(
        "tags      3D CG rendering 三维CG渲染 1.00",
        TerminalView.render(Samples.recognition(1), 80, false));
    assertEquals("no tag holds", TerminalView.render(Samples.recognition(0), 80, false));
  }

  @Test
  void tooFewColumnsAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> TerminalView.render(Samples.caption(), 19, false));
    assertEquals("width of the terminal: expected 20 columns or more, found 19", e.getMessage());
  }

  @Test
  void ansiIsWantedInTerminalsUnlessTheUserSaysNo() {
    assertTrue(TerminalView.ansiIsWanted(true, Map.of("TERM", "xterm")));
    assertTrue(TerminalView.ansiIsWanted(true, Map.of("NO_COLOR", "")));
    assertFalse(TerminalView.ansiIsWanted(false, Map.of()));
    assertFalse(TerminalView.ansiIsWanted(true, Map.of("NO_COLOR", "1")));
    assertFalse(TerminalView.ansiIsWanted(true, Map.of("TERM", "dumb")));
  }
}
