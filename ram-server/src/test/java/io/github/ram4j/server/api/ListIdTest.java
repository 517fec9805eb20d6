package io.github.ram4j.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListIdTest {
  @Test
  void otherTagsAndOtherThresholdsAreOtherLists() {
    TagVocabulary list = TagVocabulary.tag2text();
    String id = ListId.of(list);
    assertTrue(id.matches("[0-9a-f]{16}"), id);
    assertEquals(id, ListId.of(list.withName("the same list")));
    assertNotEquals(id, ListId.of(list.withThresholds(ThresholdPolicy.uniform(0.3f))));
    assertNotEquals(id, ListId.of(list.subset(List.of("dog", "cat"))));
    assertNotEquals(id, ListId.of(TagVocabulary.ram()));
  }
}
