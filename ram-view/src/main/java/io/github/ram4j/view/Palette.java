package io.github.ram4j.view;

import java.awt.Color;

/**
 * The colours of a drawing, as in {@code page.css}.
 *
 * @param surround beside an image narrower than its band, and behind transparent ones
 * @param band behind the text
 * @param rule between image and band
 * @param underline of words that come from tags; nothing else has this colour
 * @param chip behind tags that are not used
 * @param usedChip behind tags that are
 */
record Palette(
    Color surround,
    Color band,
    Color rule,
    Color text,
    Color faint,
    Color underline,
    Color chip,
    Color usedChip,
    Color usedText) {

  static final Palette LIGHT =
      new Palette(
          new Color(0xeaeef2),
          new Color(0xffffff),
          new Color(0xd1d9e0),
          new Color(0x1f2328),
          new Color(0x59636e),
          new Color(0x1a8f3c),
          new Color(0xeef1f4),
          new Color(0xdcf5e3),
          new Color(0x0b5a22));
  static final Palette DARK =
      new Palette(
          new Color(0x010409),
          new Color(0x0d1117),
          new Color(0x3d444d),
          new Color(0xf0f6fc),
          new Color(0x9da5ae),
          new Color(0x3fb950),
          new Color(0x212830),
          new Color(0x12351f),
          new Color(0x7ee2a0));
}
