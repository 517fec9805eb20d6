package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionTest {
  @Test
  void laterChangesOfTheTagsDoNotReachIt() {
    List<String> tags = new ArrayList<>(List.of("sky", "cloud"));
    Caption caption = new Caption("a cloud in the sky", tags);
    tags.clear();
    assertEquals(List.of("sky", "cloud"), caption.tags());
    assertThrows(UnsupportedOperationException.class, () -> caption.tags().clear());
  }

  @Test
  void aSentenceIsNeeded() {
    assertThrows(NullPointerException.class, () -> new Caption(null, List.of()));
  }
}
