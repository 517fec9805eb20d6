package io.github.ram4j.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedThresholdsTest {
  /** One of the three whose threshold is another when they are recognized. */
  private static final int HIGHER = 2701;

  @Test
  void allOfTag2TextIsEvaluatedAtOneThreshold() {
    TagVocabulary all = TagVocabulary.tag2text();
    assertEquals(0.7f, all.threshold(HIGHER));
    TagVocabulary evaluated = PublishedThresholds.toEvaluate(all);
    assertEquals(all.tags(), evaluated.tags());
    for (int tag = 0; tag < evaluated.size(); tag++) {
      assertEquals(0.68f, evaluated.threshold(tag));
    }
    TagVocabulary some = all.subsetOfIds(List.of(HIGHER, 0));
    assertEquals(0.68f, PublishedThresholds.toEvaluate(some).threshold(0));
  }

  @Test
  void otherListsAndOtherThresholdsStay() {
    assertSame(TagVocabulary.ram(), PublishedThresholds.toEvaluate(TagVocabulary.ram()));
    TagVocabulary changed = TagVocabulary.tag2text().withThresholds(ThresholdPolicy.uniform(0.5f));
    assertSame(changed, PublishedThresholds.toEvaluate(changed));
    TagVocabulary mine = Samples.vocabulary(0.68f, "cat");
    assertSame(mine, PublishedThresholds.toEvaluate(mine));
  }

  @Test
  void tagsOfItKnownByNameAreEvaluatedSoWhateverTheirIds() {
    String name = TagVocabulary.tag2text().tag(HIGHER).english();
    TagVocabulary renumbered =
        TagVocabulary.of(List.of(new Tag(0, name, List.of(), true)), new float[] {0.7f});
    assertEquals(0.68f, PublishedThresholds.toEvaluate(renumbered).threshold(0));
  }
}
