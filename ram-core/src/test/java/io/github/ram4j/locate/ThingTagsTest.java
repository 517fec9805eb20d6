package io.github.ram4j.locate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import io.github.ram4j.TagVocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attributes and actions have no place in an image. */
class ThingTagsTest {
  private static Tag tag(String name) {
    return new Tag(0, name, List.of(), true);
  }

  @Test
  void attributesAndActionsAreLeftOutAndUnknownNamesAreNot() {
    assertTrue(ThingTags.contains(tag("dog")));
    assertTrue(ThingTags.contains(tag("a name of no list")));
    assertTrue(ThingTags.contains(tag("orange"))); // a fruit, and a colour
    assertFalse(ThingTags.contains(tag("wooden")));
    assertFalse(ThingTags.contains(tag("Run")));
    TagScore dog = new TagScore(tag("dog"), 0.9f, 0.5f);
    TagScore wooden = new TagScore(tag("wooden"), 0.8f, 0.5f);
    assertEquals(List.of(dog), ThingTags.of(List.of(wooden, dog)));
  }

  @Test
  void mostOfRamsTagsAreThings() {
    long things = TagVocabulary.ram().tags().stream().filter(ThingTags::contains).count();
    assertTrue(things > 4000 && things < 4585, "things: " + things);
  }
}
