package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaptionTest {
  private static final CaptionTag CLOUD =
      new CaptionTag("cloud", Optional.empty(), true, List.of(new TextRange(0, 6)));
  private static final CaptionTag SEA = new CaptionTag("sea", Optional.empty(), false, List.of());

  private static Caption caption(List<CaptionTag> tags) {
    return new Caption(
        "clouds in the sky", List.of(30522, 1037), -0.5, Caption.Ending.SENTENCE, tags);
  }

  @Test
  void tagsAreUsedOrLeftOut() {
    Caption caption = caption(List.of(CLOUD, SEA));
    assertEquals(List.of(CLOUD), caption.usedTags());
    assertEquals(List.of(SEA), caption.leftOutTags());
    assertEquals(List.of(SEA), caption.unreadTags());
    assertEquals("clouds", CLOUD.ranges().get(0).of(caption.text()));
  }

  @Test
  void tagsAreCopied() {
    List<CaptionTag> tags = new ArrayList<>(List.of(CLOUD));
    Caption caption = caption(tags);
    tags.clear();
    assertEquals(List.of(CLOUD), caption.tags());
    assertThrows(UnsupportedOperationException.class, () -> caption.tags().clear());
  }

  @Test
  void rangesAreNeverEmpty() {
    assertThrows(IllegalArgumentException.class, () -> new TextRange(2, 2));
    assertThrows(IllegalArgumentException.class, () -> new TextRange(-1, 2));
  }
}
