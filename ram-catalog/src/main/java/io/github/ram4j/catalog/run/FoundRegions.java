package io.github.ram4j.catalog.run;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Tag;
import io.github.ram4j.catalog.filter.OutputTag;
import io.github.ram4j.locate.Scene;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The regions of an image, and what was looked for.
 *
 * @param scene boxes and masks of the tags
 * @param byTag what each tag of the scene is written as, those without regions too
 */
record FoundRegions(Scene scene, Map<Tag, OutputTag> byTag) {

  /** Looks for tags in an image, each by its own English name and for what it is written as. */
  static FoundRegions of(ImageSource.File image, List<OutputTag> tags, RegionSearch search)
      throws IOException {
    Map<Tag, OutputTag> byTag = new LinkedHashMap<>();
    for (OutputTag tag : tags) {
      if (search.isWanted(tag.score().tag())) {
        byTag.putIfAbsent(tag.score().tag(), tag);
      }
    }
    List<Tag> asked = new ArrayList<>(byTag.keySet());
    return new FoundRegions(
        search.finder().findTags(image.path().toString(), image, asked), Map.copyOf(byTag));
  }
}
