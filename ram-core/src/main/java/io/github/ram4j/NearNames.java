package io.github.ram4j;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Suggestions for an unknown name. */
final class NearNames {
  private static final int SUGGESTIONS = 3;

  private NearNames() {}

  /**
   * Up to three names, the nearest first: names within a third of edits that have a character in
   * common with it, or that contain it.
   */
  static List<String> of(String wanted, Collection<String> names) {
    int limit = Math.max(1, wanted.length() / 3);
    return names.stream()
        .filter(
            name -> contains(name, wanted) || Math.abs(name.length() - wanted.length()) <= limit)
        .map(name -> new Near(name, edits(wanted, name)))
        .filter(near -> contains(near.name, wanted) || near.isNear(wanted, limit))
        .sorted(Comparator.comparingInt(Near::edits).thenComparing(Near::name))
        .limit(SUGGESTIONS)
        .map(Near::name)
        .toList();
  }

  /** A name with its edit distance from the wanted one. */
  private record Near(String name, int edits) {
    /** As many edits as there are characters leave nothing of a name. */
    boolean isNear(String wanted, int limit) {
      return edits <= limit && edits < Math.max(wanted.length(), name.length());
    }
  }

  private static boolean contains(String name, String wanted) {
    return wanted.length() > 1 && name.contains(wanted);
  }

  /**
   * The edit distance: letters changed, dropped, added, or swapped with the next (optimal string
   * alignment).
   */
  private static int edits(String a, String b) {
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j < previous.length; j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(previous[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforePrevious[j - 2] + 1);
        }
      }
      beforePrevious = previous;
      previous = row;
    }
    return previous[b.length()];
  }
}
