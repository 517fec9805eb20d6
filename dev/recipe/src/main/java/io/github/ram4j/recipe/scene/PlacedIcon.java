package io.github.ram4j.recipe.scene;

import io.github.ram4j.recipe.icons.IconRaster;

/**
 * An icon in its place. Lengths are parts of the image's side.
 *
 * @param tag tag of the icon
 * @param icon its pixels
 * @param x of its middle
 * @param y of its middle
 * @param width before it is turned
 * @param height before it is turned
 * @param turn in radians, clockwise
 * @param mirrored left to right, before it is turned
 * @param augmentation of its colours and outline
 */
record PlacedIcon(
    String tag,
    IconRaster icon,
    double x,
    double y,
    double width,
    double height,
    double turn,
    boolean mirrored,
    IconAugmentation augmentation) {

  /** Returns an icon whose {@link #box} has a longer side of a given length. */
  static PlacedIcon sized(
      Rng rng,
      String tag,
      IconRaster icon,
      double size,
      double maxTurn,
      IconAugmentation augmentation) {
    double stretch = Math.exp(rng.between(-0.14, 0.14));
    double aspect = (double) icon.width() / icon.height() * stretch;
    double turn = rng.chance(0.6) ? rng.between(-maxTurn, maxTurn) : 0;
    PlacedIcon unit =
        new PlacedIcon(tag, icon, 0, 0, aspect, 1, turn, rng.chance(0.35), augmentation);
    double scale = size / Math.max(unit.box().width(), unit.box().height());
    return unit.scaled(scale);
  }

  PlacedIcon scaled(double scale) {
    return new PlacedIcon(
        tag, icon, x, y, width * scale, height * scale, turn, mirrored, augmentation);
  }

  PlacedIcon at(double newX, double newY) {
    return new PlacedIcon(tag, icon, newX, newY, width, height, turn, mirrored, augmentation);
  }

  /** The box around it as it is turned. */
  Box box() {
    double cos = Math.abs(Math.cos(turn));
    double sin = Math.abs(Math.sin(turn));
    return Box.around(x, y, width * cos + height * sin, width * sin + height * cos);
  }
}
