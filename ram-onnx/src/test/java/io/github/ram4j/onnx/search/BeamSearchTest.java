package io.github.ram4j.onnx.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Caption.Ending;
import io.github.ram4j.CaptionOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beam search over toy models; that it is transformers', the golden captions show. */
class BeamSearchTest {
  private static final double TOLERANCE = 1e-5;

  private static Search search(CaptionOptions options) {
    return Searches.of(options, ToyDecoder.PROMPT, ToyDecoder.SEP);
  }

  private static CaptionOptions options(int beams, int min, int max) {
    return CaptionOptions.beamSearch().withBeams(beams).withLengths(min, max);
  }

  private static double[] logProbabilities(float[] logits) {
    double total = Math.log(Arrays.stream(toDoubles(logits)).map(Math::exp).sum());
    return Arrays.stream(toDoubles(logits)).map(logit -> logit - total).toArray();
  }

  private static double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void oneBeamTakesTheLikeliestWordEachTime(long seed) {
    ToyDecoder decoder = new ToyDecoder(50, seed, -100);
    List<Integer> expected = new ArrayList<>(Arrays.stream(ToyDecoder.PROMPT).boxed().toList());
    while (expected.size() < 9) {
      double[] scores = logProbabilities(decoder.logits(expected));
      int best = 0;
      for (int id = 1; id < scores.length; id++) {
        best = scores[id] > scores[best] ? id : best;
      }
      expected.add(best);
    }
    Hypothesis found = decoder.run(search(options(1, 5, 9))).get(0);
    assertEquals(expected, found.ids());
    assertEquals(Ending.MAX_LENGTH, found.ending());
  }

  /** As many beams as there are beginnings: nothing is lost, so the best of all is found. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void enoughBeamsFindTheBestSentenceOfAll(long seed) {
    int max = 6;
    ToyDecoder decoder = new ToyDecoder(6, seed, 1);
    Best best = new Best();
    every(decoder, new ArrayList<>(List.of(1, 2)), 0, max, best);
    Hypothesis found = decoder.run(search(options(700, 3, max))).get(0);
    assertEquals(best.ids, found.ids());
    assertEquals(best.score, found.score(), TOLERANCE);
  }

  private static final class Best {
    private List<Integer> ids = List.of();
    private double score = Double.NEGATIVE_INFINITY;

    void offer(List<Integer> sentence, double sentenceScore) {
      if (sentenceScore > score) {
        ids = List.copyOf(sentence);
        score = sentenceScore;
      }
    }
  }

  private static void every(ToyDecoder decoder, List<Integer> ids, double sum, int max, Best best) {
    if (ids.size() == max) {
      best.offer(ids, sum / max);
      return;
    }
    double[] scores = logProbabilities(decoder.logits(ids));
    for (int id = 0; id < scores.length; id++) {
      ids.add(id);
      if (id != ToyDecoder.SEP) {
        every(decoder, ids, sum + scores[id], max, best);
      } else if (ids.size() > 3) {
        best.offer(ids, (sum + scores[id]) / (ids.size() - 1));
      }
      ids.remove(ids.size() - 1);
    }
  }

  @Test
  void aSentenceDoesNotEndBelowTheMinimum() {
    ToyDecoder decoder = new ToyDecoder(20, 7, 40);
    for (int min : new int[] {3, 5, 8}) {
      Hypothesis found = decoder.run(search(options(3, min, 12))).get(0);
      assertEquals(min + 1, found.ids().size());
      assertEquals(ToyDecoder.SEP, found.ids().get(min));
      assertEquals(Ending.SENTENCE, found.ending());
    }
  }

  @Test
  void anEndThatIsNotAmongTheFirstBeamsIsNotKept() {
    // Two beams look at four words; [SEP] is the third, so it neither ends a sentence nor goes on.
    float[] logits = {2, 0, 0, 4, 3, 1};
    Search search = search(options(2, 0, 9));
    search.advance(logits, 0, logits.length, 1);
    assertEquals(List.of(3, 4), search.active().stream().map(ActiveHypothesis::last).toList());
    List<Hypothesis> finished = search.finish();
    assertFalse(finished.isEmpty());
    assertTrue(finished.stream().noneMatch(f -> f.ending() == Ending.SENTENCE));
  }

  @Test
  void severalSentencesComeBestFirst() {
    List<Hypothesis> found =
        new ToyDecoder(40, 3, 2).run(search(options(5, 4, 15).withCaptions(4)));
    assertEquals(4, found.size());
    assertEquals(4, found.stream().map(Hypothesis::ids).distinct().count());
    for (int i = 1; i < found.size(); i++) {
      assertTrue(found.get(i - 1).score() >= found.get(i).score());
    }
  }

  @Test
  void whatIsStoppedIsKeptAsItStands() {
    List<Hypothesis> found = new ToyDecoder(40, 3, -100).run(search(options(3, 4, 15)), 4);
    assertEquals(Ending.STOPPED, found.get(0).ending());
    assertEquals(ToyDecoder.PROMPT.length + 4, found.get(0).ids().size());
    Hypothesis atOnce = new ToyDecoder(40, 3, -100).run(search(options(3, 4, 15)), 0).get(0);
    assertEquals(List.of(1, 2), atOnce.ids());
  }

  @Test
  void thePenaltyKeepsWordsFromComingAgain() {
    // A model that wants the same word for ever.
    ToyDecoder stubborn =
        new ToyDecoder(10, 1, 0) {
          @Override
          float[] logits(List<Integer> ids) {
            return new float[] {-50, 0, 0, 3, 2.9f, 2.8f, 2.7f, 2.6f, 2.5f, 2.4f};
          }
        };
    CaptionOptions plain = options(1, 0, 8);
    assertEquals(List.of(1, 2, 3, 3, 3, 3, 3, 3), stubborn.run(search(plain)).get(0).ids());
    Search penalized = search(plain.withRepetitionPenalty(2));
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8), stubborn.run(penalized).get(0).ids());
  }
}
