package io.github.ram4j.benchmarks.sheet;

import java.awt.Color;

/** What labels say of a predicted tag. */
enum Verdict {
  /** It is listed. */
  RIGHT(new Color(0x1A7F37), ""),
  /** It is arguable. */
  NEUTRAL(new Color(0x6E7781), ""),
  /** It is not listed. */
  WRONG(new Color(0xCF222E), "✗ ");

  private final Color colour;
  private final String mark;

  Verdict(Color colour, String mark) {
    this.colour = colour;
    this.mark = mark;
  }

  Color colour() {
    return colour;
  }

  /** What stands before the tag, for who cannot tell the colours. */
  String mark() {
    return mark;
  }
}
