package io.github.ram4j.view.text;

import java.awt.geom.Path2D;

/**
 * A character to draw.
 *
 * @param outline in ems, the baseline at 0, y downwards; not changed by anybody
 * @param advance to the next character, in ems
 */
public record Glyph(Path2D outline, double advance) {}
