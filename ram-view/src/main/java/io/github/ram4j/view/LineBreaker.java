package io.github.ram4j.view;

import io.github.ram4j.TextRange;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** Breaks a text into lines of limited width. */
final class LineBreaker {
  private final String text;
  private final double[] widthUpTo;

  /**
   * @param widthOf of a code point; the width of a text is the sum
   */
  LineBreaker(String text, IntToDoubleFunction widthOf) {
    this.text = text;
    this.widthUpTo = new double[text.length() + 1];
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      double width = widthUpTo[i] + widthOf.applyAsDouble(c);
      for (int unit = 0; unit < Character.charCount(c); unit++) {
        widthUpTo[++i] = width;
      }
    }
  }

  double width(int start, int end) {
    return widthUpTo[end] - widthUpTo[start];
  }

  /** Lines broken between words, and between Chinese characters. */
  List<TextRange> lines(double width) {
    BreakIterator words = BreakIterator.getLineInstance(Locale.ROOT);
    words.setText(text);
    List<Integer> breaks = new ArrayList<>();
    for (int end = words.next(); end != BreakIterator.DONE; end = words.next()) {
      breaks.add(end);
    }
    return lines(breaks, width);
  }

  /**
   * Lines broken where it is allowed, and anywhere in a piece that alone is wider than a line. A
   * character wider than a line stands in one of its own.
   *
   * @param breaks ascending, the text's length last
   * @return the lines without the blanks at their ends
   */
  List<TextRange> lines(List<Integer> breaks, double width) {
    List<TextRange> lines = new ArrayList<>();
    int start = 0;
    int end = 0;
    for (int next : breaks) {
      if (!fits(start, next, width)) {
        addLine(lines, start, end);
        start = end;
        while (!fits(start, next, width)) {
          int cut = cut(start, width);
          addLine(lines, start, cut);
          start = cut;
        }
      }
      end = next;
    }
    addLine(lines, start, end);
    return lines;
  }

  private boolean fits(int start, int end, double width) {
    return width(start, withoutBlanks(start, end)) <= width;
  }

  private void addLine(List<TextRange> lines, int start, int end) {
    int last = withoutBlanks(start, end);
    if (last > start) {
      lines.add(new TextRange(start, last));
    }
  }

  private int withoutBlanks(int start, int end) {
    int last = end;
    while (last > start && text.charAt(last - 1) == ' ') {
      last--;
    }
    return last;
  }

  /** The furthest end of a line from here, at least past one character and its combining marks. */
  private int cut(int start, double width) {
    int cut = text.offsetByCodePoints(start, 1);
    while (cut < text.length()) {
      int next = text.offsetByCodePoints(cut, 1);
      if (width(start, next) > width && width(cut, next) > 0) {
        break;
      }
      cut = next;
    }
    return cut;
  }
}
