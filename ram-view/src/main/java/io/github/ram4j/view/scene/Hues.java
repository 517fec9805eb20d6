package io.github.ram4j.view.scene;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Colours of names, far apart for names near each other: each hue is a golden angle from the one
 * before. Not thread-safe.
 */
final class Hues {
  private static final float GOLDEN = 0.618034f;
  private static final float FIRST = 0.36f;
  private static final float SATURATION = 0.85f;
  private static final float BRIGHTNESS = 0.95f;

  /** Brighter colours have black letters on them. */
  private static final double BRIGHT = 140;

  private final Map<String, Color> colours = new LinkedHashMap<>();

  Color of(String name) {
    float hue = FIRST + GOLDEN * colours.size();
    return colours.computeIfAbsent(name, added -> Color.getHSBColor(hue, SATURATION, BRIGHTNESS));
  }

  /** The colour of letters on a colour. */
  static Color on(Color colour) {
    double luminance =
        0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue();
    return luminance > BRIGHT ? Color.BLACK : Color.WHITE;
  }
}
