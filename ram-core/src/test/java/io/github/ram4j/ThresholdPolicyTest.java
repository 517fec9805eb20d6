package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdPolicyTest {
  private static final TagVocabulary LIST =
      TagVocabulary.of(
          List.of(
              new Tag(5, "cat", List.of("猫"), true),
              new Tag(6, "smile", List.of(), true),
              new Tag(7, "smile", List.of(), true)),
          new float[] {0.5f, 0.6f, 1});

  private static List<Float> thresholds(ThresholdPolicy policy) {
    TagVocabulary list = LIST.withThresholds(policy);
    assertEquals(LIST.tags(), list.tags());
    return List.of(list.threshold(0), list.threshold(1), list.threshold(2));
  }

  @Test
  void publishedKeepsEachTagsOwn() {
    assertEquals(List.of(0.5f, 0.6f, 1f), thresholds(ThresholdPolicy.published()));
    assertEquals(LIST, LIST.withThresholds(ThresholdPolicy.published()));
  }

  @Test
  void uniformReplacesAllEvenThoseThatNeverHold() {
    assertEquals(List.of(0.25f, 0.25f, 0.25f), thresholds(ThresholdPolicy.uniform(0.25f)));
  }

  @Test
  void perTagSetsEveryTagOfTheNameAndNoOther() {
    assertEquals(
        List.of(0.5f, 0.9f, 0.9f), thresholds(ThresholdPolicy.perTag(LIST, Map.of("Smile", 0.9f))));
    assertEquals(List.of(0f, 0.6f, 1f), thresholds(ThresholdPolicy.perTag(LIST, Map.of("猫", 0f))));
  }

  @Test
  void perTagForgetsTheMapThatItWasMadeFrom() {
    Map<String, Float> map = new HashMap<>(Map.of("cat", 0.1f));
    ThresholdPolicy policy = ThresholdPolicy.perTag(LIST, map);
    map.put("cat", 0.9f);
    assertEquals(List.of(0.1f, 0.6f, 1f), thresholds(policy));
  }

  @Test
  void perTagHoldsInASubset() {
    ThresholdPolicy policy = ThresholdPolicy.perTag(LIST, Map.of("cat", 0.1f));
    TagVocabulary subset = LIST.subsetOfIds(List.of(7, 5)).withThresholds(policy);
    assertEquals(1, subset.threshold(0));
    assertEquals(0.1f, subset.threshold(1));
  }

  @Test
  void aLambdaSeesTheTagAndItsPublishedThreshold() {
    assertEquals(
        List.of(0.25f, 0.3f, 0f),
        thresholds((tag, published) -> tag.id() == 7 ? 0 : published / 2));
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1.1f, Float.NaN})
  void thresholdsOutsideZeroToOneAreRefused(float threshold) {
    assertEquals(
        "uniform threshold: expected 0 to 1, found " + threshold,
        assertThrows(IllegalArgumentException.class, () -> ThresholdPolicy.uniform(threshold))
            .getMessage());
    assertEquals(
        "threshold of tag \"cat\": expected 0 to 1, found " + threshold,
        assertThrows(
                IllegalArgumentException.class,
                () -> ThresholdPolicy.perTag(LIST, Map.of("cat", threshold)))
            .getMessage());
    assertEquals(
        "threshold of tag 5 (cat): expected 0 to 1, found " + threshold,
        assertThrows(
                IllegalArgumentException.class,
                () -> LIST.withThresholds((tag, published) -> threshold))
            .getMessage());
  }

  @Test
  void perTagRefusesAnUnknownName() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> ThresholdPolicy.perTag(LIST, Map.of("smiles", 0.5f)))
            .getMessage();
    assertTrue(message.contains("near ones: smile"), message);
  }

  @Test
  void aListSetsTheTagsThatItHas() {
    TagVocabulary list = TagVocabulary.of(List.of(LIST.tag(1)), new float[] {0.125f});
    List<Float> before = thresholds(ThresholdPolicy.published());
    assertEquals(
        List.of(before.get(0), 0.125f, before.get(2)), thresholds(ThresholdPolicy.of(list)));
  }

  @Test
  void aListOfOtherTagsIsRefused() {
    int id = LIST.tag(1).id();
    TagVocabulary list =
        TagVocabulary.of(List.of(new Tag(id, "other", List.of(), true)), new float[] {0.125f});
    assertEquals(
        "thresholds of the list of \"other\" alone: expected tags of the list of"
            + " 3 tags from \"cat\" to \"smile\", all or some, or all of them and more; found"
            + " \"other\", which that list lacks, and no \"cat\"",
        assertThrows(
                IllegalArgumentException.class, () -> LIST.withThresholds(ThresholdPolicy.of(list)))
            .getMessage());
  }
}
