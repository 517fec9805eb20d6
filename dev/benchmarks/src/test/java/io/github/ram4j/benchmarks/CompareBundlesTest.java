package io.github.ram4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.Recognition;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompareBundlesTest {
  private static Recognition recognition(List<String> names, float... logits) {
    List<Tag> tags = new ArrayList<>();
    names.forEach(name -> tags.add(new Tag(tags.size(), name, List.of(), true)));
    return Recognition.ofLogits(TagVocabulary.of(tags, new float[logits.length]), logits);
  }

  @Test
  void logitsAreHeldAgainstThoseOfTheSameNames() {
    Recognition whole = recognition(List.of("cat", "dog", "owl"), 1, 2, 3);
    assertEquals(
        0.5f, CompareBundles.difference(whole, recognition(List.of("owl", "ant"), 3.5f, 9)));
  }

  @Test
  void bundlesOfNoTagInCommonAreNotAlike() {
    Recognition whole = recognition(List.of("cat"), 1);
    Recognition other = recognition(List.of("ant"), 1);
    assertEquals(
        "bundles to compare: expected tags in common, found none in the list of \"cat\" alone and"
            + " the list of \"ant\" alone",
        assertThrows(IllegalArgumentException.class, () -> CompareBundles.difference(whole, other))
            .getMessage());
  }
}
