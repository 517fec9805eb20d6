package io.github.ram4j.video;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.Recognition;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SegmentCollectorTest {
  private static final TagVocabulary ONE =
      TagVocabulary.of(List.of(new Tag(7, "dog", List.of("狗"), true)), new float[] {0.5f});

  /** Segments of one tag with these scores, a frame each second, as "start-end". */
  private static List<String> segments(SegmentRule rule, double... scores) {
    return segments(rule, -1, scores);
  }

  private static List<String> segments(SegmentRule rule, int lostBefore, double... scores) {
    SegmentCollector collector = new SegmentCollector(rule);
    for (int i = 0; i < scores.length; i++) {
      float logit = (float) Math.log(scores[i] / (1 - scores[i]));
      collector.add(
          1000L * i,
          i == lostBefore ? OptionalLong.of(1000L * i - 300) : OptionalLong.empty(),
          Recognition.ofLogits(ONE, new float[] {logit}));
    }
    return collector.finish(1000L * scores.length).stream()
        .map(each -> each.startMs() + "-" + each.endMs())
        .toList();
  }

  @Test
  void endsWhereTheNextFrameIsShown() {
    assertEquals(List.of("1000-3000"), segments(SegmentRule.defaults(), 0.1, 0.9, 0.8, 0.1, 0.1));
    assertEquals(List.of("0-2000"), segments(SegmentRule.defaults(), 0.9, 0.8));
    assertEquals(List.of(), segments(SegmentRule.defaults(), 0.1, 0.49, 0.5));
  }

  @Test
  void oneMissedFrameDoesNotSplit() {
    assertEquals(List.of("0-3000"), segments(SegmentRule.defaults(), 0.9, 0.1, 0.8, 0.1, 0.1));
    assertEquals(
        List.of("0-1000", "3000-4000"), segments(SegmentRule.defaults(), 0.9, 0.1, 0.1, 0.8, 0.1));
    assertEquals(
        List.of("0-1000", "2000-3000"),
        segments(SegmentRule.defaults().withBridged(0), 0.9, 0.1, 0.8, 0.1));
  }

  @Test
  void goesOnALittleBelowTheThreshold() {
    assertEquals(List.of("0-3000"), segments(SegmentRule.defaults(), 0.9, 0.45, 0.41, 0.39, 0.39));
    // Behind a missed frame the tag must hold again.
    assertEquals(List.of("0-1000"), segments(SegmentRule.defaults(), 0.9, 0.1, 0.45, 0.1));
    assertEquals(
        List.of("0-1000"), segments(SegmentRule.defaults().withRelease(1), 0.9, 0.45, 0.45));
  }

  @Test
  void aLostPartEndsAll() {
    assertEquals(
        List.of("0-1700", "2000-4000"), segments(SegmentRule.defaults(), 2, 0.9, 0.9, 0.9, 0.9));
  }
}
