package io.github.ram4j.recipe.scene;

import java.util.List;

/**
 * A picture before it is drawn: what is where.
 *
 * <p>Immutable and thread-safe.
 */
public final class Scene {
  private final Backdrop backdrop;
  private final List<PlacedIcon> icons;
  private final Blemishes blemishes;
  private final List<String> tags;
  private final String caption;

  Scene(
      Backdrop backdrop,
      List<PlacedIcon> icons,
      Blemishes blemishes,
      List<String> tags,
      String caption) {
    this.backdrop = backdrop;
    this.icons = List.copyOf(icons);
    this.blemishes = blemishes;
    this.tags = List.copyOf(tags);
    this.caption = caption;
  }

  Backdrop backdrop() {
    return backdrop;
  }

  List<PlacedIcon> icons() {
    return icons;
  }

  Blemishes blemishes() {
    return blemishes;
  }

  /** The tags that hold for the picture, each once, in alphabetical order. */
  public List<String> tags() {
    return tags;
  }

  /** A true sentence about the picture; empty if none was asked for. */
  public String caption() {
    return caption;
  }
}
