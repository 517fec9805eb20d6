package io.github.ram4j.locate;

import java.util.Arrays;

/**
 * COCO's compressed run lengths: from the fourth on each as its difference to the one before the
 * last, in groups of five bits, the lowest first, each a character from "0" on. A group has a sixth
 * bit where another follows; the fifth of the last one is the sign.
 *
 * @see "common/maskApi.c (cocodataset/cocoapi)"
 */
final class CocoRuns {
  private static final int FIRST = '0';
  private static final int BITS = 5;
  private static final int LOW = 0x1F;
  private static final int SIGN = 0x10;
  private static final int MORE = 0x20;

  /** The most groups of a number of 33 bits, a difference of two run lengths. */
  private static final int MOST_GROUPS = 7;

  /** The first run that is written as a difference. */
  private static final int DIFFERENCES_FROM = 3;

  private CocoRuns() {}

  static String encode(int[] runs) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < runs.length; i++) {
      long value = i < DIFFERENCES_FROM ? runs[i] : (long) runs[i] - runs[i - 2];
      boolean more = true;
      while (more) {
        int group = (int) value & LOW;
        value >>= BITS;
        more = value != ((group & SIGN) == 0 ? 0 : -1);
        text.append((char) (FIRST + (more ? group | MORE : group)));
      }
    }
    return text.toString();
  }

  static int[] decode(String text) {
    long[] runs = new long[text.length()];
    int count = 0;
    int at = 0;
    while (at < text.length()) {
      long value = 0;
      int groups = 0;
      int group = MORE;
      while ((group & MORE) != 0) {
        group = at < text.length() ? text.charAt(at) - FIRST : -1;
        if (group < 0 || group > (MORE | LOW) || groups == MOST_GROUPS) {
          throw invalid(text, at);
        }
        value |= (long) (group & LOW) << (BITS * groups);
        groups++;
        at++;
      }
      if ((group & SIGN) != 0) {
        value |= -1L << (BITS * groups);
      }
      runs[count] = count < DIFFERENCES_FROM ? value : value + runs[count - 2];
      if (runs[count] < 0 || runs[count] > Integer.MAX_VALUE) {
        throw invalid(text, at - 1);
      }
      count++;
    }
    return Arrays.stream(runs, 0, count).mapToInt(Math::toIntExact).toArray();
  }

  private static IllegalArgumentException invalid(String text, int at) {
    return new IllegalArgumentException(
        "COCO's run lengths: expected characters from \"0\" to \"o\" that make numbers from 0 on, found others at %d of %d"
            .formatted(at, text.length()));
  }
}
