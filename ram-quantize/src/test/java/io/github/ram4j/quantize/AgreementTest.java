package io.github.ram4j.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.Recognition;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
  /** Three tags with the published thresholds, which are all between −2 and 2 as logits. */
  private static final TagVocabulary TAGS =
      TagVocabulary.ram()
          .subset(TagVocabulary.ram().tags().stream().limit(3).map(tag -> tag.english()).toList());

  private static Recognition logits(float... values) {
    return Recognition.ofLogits(TAGS, values);
  }

  @Test
  void theSameAnswersAgree() {
    List<Recognition> answers = List.of(logits(3, -3, 0.5f), logits(-3, 4, 1));
    Agreement agreement = Agreement.of(answers, answers);
    assertEquals(1, agreement.correlation(), 1e-12);
    assertEquals(1, agreement.tagsShared());
    assertEquals(0, agreement.largestLogitDifference());
    assertEquals(2, agreement.images());
  }

  @Test
  void tagsThatOneGivesAreNotShared() {
    List<Recognition> a = List.of(logits(3, -3, -3), logits(3, 4, -3));
    List<Recognition> b = List.of(logits(3, -3, -3), logits(3, -4, 3));
    // Shared: the first tag twice. Either: that, and the second and third of the second image.
    assertEquals(2 / 4.0, Agreement.of(a, b).tagsShared());
    assertEquals(8, Agreement.of(a, b).largestLogitDifference());
  }

  @Test
  void aShiftOfATagOnAllImagesIsNoDisagreementOfImages() {
    List<Recognition> a = List.of(logits(-5, -3, -4), logits(-4, -6, -4));
    List<Recognition> b = List.of(logits(-4, -3, -5), logits(-3, -6, -5));
    Agreement agreement = Agreement.of(a, b);
    assertEquals(1, agreement.correlation(), 1e-12);
    assertEquals(1, agreement.tagsShared(), "neither gives any");
    assertEquals(1, agreement.largestLogitDifference());
  }

  @Test
  void imagesThatAreToldApartTheOtherWayRoundAreCorrelatedByMinusOne() {
    List<Recognition> a = List.of(logits(1, 0, 0), logits(-1, 0, 0));
    List<Recognition> b = List.of(logits(-2, 0, 0), logits(2, 0, 0));
    assertEquals(-1, Agreement.of(a, b).correlation(), 1e-12);
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    List<Recognition> one = List.of(logits(1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Agreement.of(one, one));
    List<Recognition> two = List.of(one.get(0), one.get(0));
    assertThrows(IllegalArgumentException.class, () -> Agreement.of(two, one));
    Recognition other =
        Recognition.ofLogits(TAGS.subset(List.of(TAGS.tag(0).english())), new float[1]);
    assertThrows(IllegalArgumentException.class, () -> Agreement.of(two, List.of(other, other)));
  }

  private static Recognition other(int firstId, List<String> names, float... logits) {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      tags.add(new Tag(firstId + i, names.get(i), List.of("另"), true));
    }
    float[] thresholds = {TAGS.threshold(0), TAGS.threshold(1), TAGS.threshold(2)};
    return Recognition.ofLogits(TagVocabulary.of(tags, thresholds), logits);
  }

  @Test
  void tagsOfTheSameNamesAreTheSameWhateverTheirIdsAndChineseNames() {
    List<String> names = TAGS.tags().stream().map(Tag::english).toList();
    List<Recognition> a = List.of(logits(3, -3, -3), logits(3, 4, -3));
    List<Recognition> b = List.of(other(7, names, 3, -3, -3), other(7, names, 3, 4, -3));
    assertEquals(1, Agreement.of(a, b).tagsShared());
  }

  @Test
  void asManyTagsOfOtherNamesAreRefused() {
    List<Recognition> a = List.of(logits(3, -3, -3), logits(3, 4, -3));
    Recognition swapped =
        other(
            0,
            List.of(TAGS.tag(1).english(), TAGS.tag(0).english(), TAGS.tag(2).english()),
            3,
            -3,
            -3);
    for (List<Recognition> b : List.of(List.of(swapped, swapped), List.of(a.get(0), swapped))) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Agreement.of(a, b)).getMessage();
      assertEquals(
          "tags: expected those of 3 tags of RAM's published list in their order, found those of"
              + " the"
              + " list of 3 tags from \"%s\" to \"%s\": at index 0 \"%1$s\" and not \"%s\""
                  .formatted(TAGS.tag(1).english(), TAGS.tag(2).english(), TAGS.tag(0).english()),
          message);
    }
  }
}
