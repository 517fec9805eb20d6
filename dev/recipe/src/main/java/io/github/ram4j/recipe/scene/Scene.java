package io.github.ram4j.recipe.scene;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Description of an image before it is drawn: things and their places.
 *
 * <p>Immutable and thread-safe.
 */
public final class Scene {
  private final Backdrop backdrop;
  private final List<PlacedIcon> icons;
  private final Degradation degradation;
  private final List<String> tags;
  private final String caption;
  private final String setting;

  Scene(
      Backdrop backdrop,
      List<PlacedIcon> icons,
      Degradation degradation,
      List<String> tags,
      String setting,
      String caption) {
    this.backdrop = backdrop;
    this.icons = List.copyOf(icons);
    this.degradation = degradation;
    this.tags = List.copyOf(tags);
    this.setting = setting;
    this.caption = caption;
  }

  Backdrop backdrop() {
    return backdrop;
  }

  List<PlacedIcon> icons() {
    return icons;
  }

  Degradation degradation() {
    return degradation;
  }

  /** The visible things, in the order in which they were placed. */
  public List<Group> groups() {
    return groupsOf(icons);
  }

  static List<Group> groupsOf(List<PlacedIcon> icons) {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (PlacedIcon icon : icons) {
      Group one = new Group(icon.tag(), 1, icon.augmentation().colour(), icon.box());
      groups.merge(icon.tag(), one, Scene::merged);
    }
    return new ArrayList<>(groups.values());
  }

  private static Group merged(Group group, Group other) {
    String colour = group.colour().equals(other.colour()) ? group.colour() : "";
    return new Group(
        group.tag(), group.count() + other.count(), colour, group.box().union(other.box()));
  }

  /** The tags that hold for the image, each once, in alphabetical order. */
  public List<String> tags() {
    return tags;
  }

  /** The phrase about the backdrop, such as "on the yellow sand"; empty if there is none. */
  public String setting() {
    return setting;
  }

  /** A true sentence about the image; empty if there is none. */
  public String caption() {
    return caption;
  }
}
