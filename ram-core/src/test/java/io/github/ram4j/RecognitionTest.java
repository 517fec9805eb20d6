package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.FloatBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecognitionTest {
  private static final MathContext EXACT = new MathContext(120);

  private static TagVocabulary list(float... thresholds) {
    String[] english = {"cat", "dog", "fox", "owl", "bee"};
    String[] chinese = {"猫", "狗", "狐狸", "猫头鹰", "蜜蜂"};
    List<Tag> tags =
        IntStream.range(0, thresholds.length)
            .mapToObj(i -> new Tag(10 + i, english[i], List.of(chinese[i], "另" + i), true))
            .toList();
    return TagVocabulary.of(tags, thresholds);
  }

  private static List<String> names(List<TagScore> scores) {
    return scores.stream().map(score -> score.tag().english()).toList();
  }

  /** e to the power of x, which is a float and therefore exact, to 100 digits and more. */
  private static BigDecimal exp(float x) {
    BigDecimal small = new BigDecimal(x).divide(BigDecimal.valueOf(1024), EXACT);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int i = 1; i <= 80; i++) {
      term = term.multiply(small, EXACT).divide(BigDecimal.valueOf(i), EXACT);
      sum = sum.add(term, EXACT);
    }
    return sum.pow(1024, EXACT);
  }

  @Test
  void scoresAreTheNearestFloatsToTheSigmoid() {
    for (float logit = -110; logit < 110; logit += 0.37f) {
      BigDecimal exact = BigDecimal.ONE.divide(BigDecimal.ONE.add(exp(-logit)), EXACT);
      float found = Recognition.ofLogits(list(0.5f), new float[] {logit}).score(0);
      assertEquals(exact.floatValue(), found, "sigmoid of " + logit);
    }
  }

  @Test
  void extremeLogitsGiveScoresInsideZeroToOne() {
    float[] logits = {Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, -0f, Float.MAX_VALUE, 1f / 0};
    Recognition recognition = Recognition.ofLogits(list(0, 0, 0, 0, 0), logits);
    float[] scores = new float[5];
    recognition.scores().get(scores);
    assertArrayEquals(new float[] {0, 0, 0.5f, 1, 1}, scores);
  }

  @Test
  void aTagHoldsAboveItsThresholdAndNotAtIt() {
    float[] logits = {0, 0, 0};
    Recognition recognition =
        Recognition.ofLogits(list(0.5f, Math.nextDown(0.5f), Math.nextUp(0.5f)), logits);
    assertEquals(List.of("dog"), names(recognition.tags()));
    assertFalse(recognition.tagScore(0).holds());
    assertTrue(recognition.tagScore(1).holds());
  }

  @Test
  void atThresholdOneATagNeverHoldsEvenWithScoreOne() {
    Recognition recognition = Recognition.ofLogits(list(1, 0.99f), new float[] {1000, 1000});
    assertEquals(1f, recognition.score(0));
    assertEquals(List.of("dog"), names(recognition.tags()));
    assertFalse(recognition.tagScore(0).holds());
  }

  @Test
  void atThresholdZeroEveryScoreAboveZeroHolds() {
    Recognition recognition = Recognition.ofLogits(list(0, 0), new float[] {-90, -1000});
    assertEquals(List.of("cat"), names(recognition.tags()));
  }

  @Test
  void aLogitThatIsNoNumberIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Recognition.ofLogits(list(0, 0), new float[] {0, Float.NaN}));
    assertTrue(e.getMessage().contains("expected numbers, found NaN for"), e.getMessage());
    assertTrue(e.getMessage().contains("dog"), e.getMessage());
  }

  @Test
  void theBestTagComesFirst() {
    Recognition recognition =
        Recognition.ofLogits(list(0.5f, 0.5f, 0.5f, 0.5f), new float[] {1, 3, -1, 2});
    assertEquals(List.of("dog", "owl", "cat"), names(recognition.tags()));
    assertEquals(List.of("cat", "dog", "owl"), names(recognition.tagsInVocabularyOrder()));
  }

  @Test
  void ofEqualScoresTheLowerIndexComesFirst() {
    Recognition recognition =
        Recognition.ofLogits(list(0, 0, 0, 0, 0), new float[] {2, 50, 2, 60, 2});
    assertEquals(List.of("dog", "owl", "cat", "fox", "bee"), names(recognition.tags()));
    assertEquals(List.of("dog", "owl", "cat", "fox", "bee"), names(recognition.top(5)));
    assertEquals(List.of("dog", "owl", "cat"), names(recognition.top(3)));
  }

  @Test
  void topTakesTheBestWhetherTheyHoldOrNot() {
    Recognition recognition = Recognition.ofLogits(list(1, 0.9f, 0.1f), new float[] {3, 2, 1});
    assertEquals(List.of("cat", "dog"), names(recognition.top(2)));
    assertEquals(
        List.of(false, false, true), recognition.top(9).stream().map(TagScore::holds).toList());
    assertEquals(List.of(), recognition.top(0));
  }

  @Test
  void topRefusesANegativeCount() {
    Recognition recognition = Recognition.ofLogits(list(1), new float[1]);
    assertEquals(
        "count of tags: expected 0 or more, found -1",
        assertThrows(IllegalArgumentException.class, () -> recognition.top(-1)).getMessage());
  }

  @Test
  void scoresAndLogitsAreReadOnlyViews() {
    float[] logits = {1, -2};
    Recognition recognition = Recognition.ofLogits(list(0.5f, 0.5f), logits);
    for (FloatBuffer view : List.of(recognition.scores(), recognition.logits())) {
      assertTrue(view.isReadOnly());
      assertFalse(view.hasArray());
      assertEquals(2, view.remaining());
      assertThrows(ReadOnlyBufferException.class, () -> view.put(0, 9));
    }
    assertEquals(FloatBuffer.wrap(new float[] {1, -2}), recognition.logits());
    // Not copied: what the caller must not do shows through.
    logits[0] = 5;
    assertEquals(5, recognition.logits().get(0));
  }

  @Test
  void everyViewBeginsAtTheFirstTag() {
    Recognition recognition = Recognition.ofLogits(list(0.5f, 0.5f), new float[] {1, -2});
    recognition.scores().get();
    recognition.logits().get();
    assertEquals(recognition.score(0), recognition.scores().get());
    assertEquals(1, recognition.logits().get());
  }

  @Test
  void aTagsScoreIsFoundByNameInEitherLanguage() {
    Recognition recognition = Recognition.ofLogits(list(0.5f, 0.5f), new float[] {1, -2});
    assertEquals(recognition.score(1), recognition.score("Dog"));
    assertEquals(recognition.score(1), recognition.score("狗"));
    assertThrows(IllegalArgumentException.class, () -> recognition.score("dig"));
  }

  @Test
  void theBestScoreCountsWhereSeveralTagsBearTheName() {
    TagVocabulary list =
        TagVocabulary.of(
            List.of(
                new Tag(0, "smile", List.of(), true),
                new Tag(1, "smile", List.of(), true),
                new Tag(2, "smile", List.of(), true)),
            new float[3]);
    Recognition recognition = Recognition.ofLogits(list, new float[] {-1, 4, 2});
    assertEquals(recognition.score(1), recognition.score("smile"));
  }

  @Test
  void subsetKeepsScoresAndTakesTheSubsetsOrderAndThresholds() {
    TagVocabulary all = list(0.5f, 0.5f, 0.5f);
    Recognition recognition = Recognition.ofLogits(all, new float[] {1, -2, 3});
    TagVocabulary subset =
        all.subsetOfIds(List.of(12, 10)).withThresholds(ThresholdPolicy.uniform(0.9f));
    Recognition smaller = recognition.subset(subset);
    assertEquals(List.of("fox", "cat"), names(smaller.top(2)));
    assertEquals(recognition.score(2), smaller.score(0));
    assertEquals(recognition.score(0), smaller.score(1));
    assertEquals(FloatBuffer.wrap(new float[] {3, 1}), smaller.logits());
    assertEquals(List.of("fox"), names(smaller.tags()));
    assertEquals(subset, smaller.vocabulary());
  }

  @Test
  void aSubsetWithAForeignTagIsRefused() {
    Recognition recognition = Recognition.ofLogits(list(0.5f), new float[1]);
    TagVocabulary foreign =
        TagVocabulary.of(List.of(new Tag(3, "ant", List.of(), true)), new float[1]);
    assertEquals(
        "tag \"ant\" of the list of \"ant\" alone: expected it in the list of \"cat\" alone, found"
            + " none of that name",
        assertThrows(IllegalArgumentException.class, () -> recognition.subset(foreign))
            .getMessage());
  }

  @Test
  void otherThresholdsChangeWhatHoldsAndNoScore() {
    Recognition recognition = Recognition.ofLogits(list(1, 0.5f), new float[] {2, 0.1f});
    Recognition lower = recognition.withThresholds(ThresholdPolicy.uniform(0.6f));
    assertEquals(List.of("dog"), names(recognition.tags()));
    assertEquals(List.of("cat"), names(lower.tags()));
    assertEquals(recognition.scores(), lower.scores());
    assertEquals(0.6f, lower.tagScore(0).threshold());
  }

  @Test
  void joinsNamesAsTheAuthorsScriptDoes() {
    Recognition recognition = Recognition.ofLogits(list(0.5f, 0.5f, 0.5f), new float[] {1, -1, 3});
    assertEquals("cat | fox", recognition.english());
    assertEquals("猫/另0 | 狐狸/另2", recognition.chinese());
    assertEquals("Recognition[cat | fox]", recognition.toString());
  }

  @Test
  void joinsNothingWhereNothingHolds() {
    Recognition recognition = Recognition.ofLogits(list(0.5f), new float[] {-1});
    assertEquals("", recognition.english());
    assertEquals("", recognition.chinese());
    assertEquals(List.of(), recognition.tags());
    assertEquals(List.of(), recognition.tagsInVocabularyOrder());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void oneLogitForEachTagIsExpected(int logits) {
    assertEquals(
        "logits: expected one for each of 2 tags, found " + logits,
        assertThrows(
                IllegalArgumentException.class,
                () -> Recognition.ofLogits(list(0, 0), new float[logits]))
            .getMessage());
  }

  @Test
  void placesThatAreNotThereAreRefused() {
    Recognition recognition = Recognition.ofLogits(list(0.5f), new float[1]);
    assertThrows(IndexOutOfBoundsException.class, () -> recognition.score(1));
    assertThrows(IndexOutOfBoundsException.class, () -> recognition.tagScore(-1));
  }
}
