package io.github.ram4j.convert.checkpoint;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts names from untrusted files into messages: short, on one line, without control characters.
 */
final class Quoted {
  private static final int MAX_CHARS = 100;
  private static final int MAX_NAMES = 12;

  private Quoted() {}

  /** Returns the text in quotes. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder("\"");
    int end = Math.min(text.length(), MAX_CHARS);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return shown.append(end < text.length() ? "…\"" : "\"").toString();
  }

  /** Returns the first names of a list and the number of the others. */
  static String list(List<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    String shown =
        names.stream().limit(MAX_NAMES).map(Quoted::of).collect(Collectors.joining(", "));
    int more = names.size() - MAX_NAMES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
