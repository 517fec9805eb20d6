package io.github.ram4j.onnx.embedding;

import java.util.Arrays;

/** The ids of a text, from start to end, and the text's place among those of a call. */
final class TokenizedText implements Comparable<TokenizedText> {
  private final int[] ids;
  private final int place;

  TokenizedText(int[] ids, int place) {
    this.ids = ids;
    this.place = place;
  }

  /** The ids, not to be changed. */
  int[] ids() {
    return ids;
  }

  int place() {
    return place;
  }

  /** Texts that begin alike are neighbours. */
  @Override
  public int compareTo(TokenizedText other) {
    return Arrays.compare(ids, other.ids);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenizedText that
        && place == that.place
        && Arrays.equals(ids, that.ids);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + place;
  }
}
