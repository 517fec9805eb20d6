package io.github.ram4j.onnx.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Caption.Ending;
import io.github.ram4j.CaptionOptions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {
  private static final int WORDS = 200;
  private static final int DRAWS = 20_000;

  private static Search search(CaptionOptions options) {
    return Searches.of(options, ToyDecoder.PROMPT, ToyDecoder.SEP);
  }

  /** Logits of a known distribution, in no order. */
  private static float[] logits() {
    Random random = new Random(5);
    float[] logits = new float[WORDS];
    for (int i = 0; i < WORDS; i++) {
      logits[i] = (float) (2 * random.nextGaussian());
    }
    return logits;
  }

  /** What the rules say, by sorting everything. */
  private static double[] expected(float[] logits, int topK, double topP) {
    Integer[] order = IntStream.range(0, WORDS).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(id -> -logits[id]));
    int most = topK == 0 ? WORDS : topK;
    double total = 0;
    for (int rank = 0; rank < most; rank++) {
      total += Math.exp(logits[order[rank]]);
    }
    double[] probabilities = new double[WORDS];
    double reached = 0;
    for (int rank = 0; rank < most && reached < topP; rank++) {
      probabilities[order[rank]] = Math.exp(logits[order[rank]]) / total;
      reached += probabilities[order[rank]];
    }
    double kept = reached;
    return Arrays.stream(probabilities).map(p -> p / kept).toArray();
  }

  @ParameterizedTest
  @CsvSource({"50, 0.9", "0, 0.9", "50, 1", "0, 1", "5, 0.5", "1, 1", "190, 0.99", "50, 0.001"})
  void frequenciesAreThoseOfTheRules(int topK, double topP) {
    float[] logits = logits();
    double[] expected = expected(logits, topK, topP);
    int[] counts = new int[WORDS];
    for (int draw = 0; draw < DRAWS; draw++) {
      CaptionOptions options =
          CaptionOptions.sampling(draw)
              .withTopWords(topK, topP)
              .withRepetitionPenalty(1)
              .withLengths(0, 5);
      Search search = search(options);
      search.advance(logits, 0, WORDS, 1);
      List<Integer> ids = search.finish().get(0).ids();
      counts[ids.get(2)]++;
    }
    double chiSquare = 0;
    int cells = 0;
    double restExpected = 0;
    double restFound = 0;
    for (int id = 0; id < WORDS; id++) {
      double wanted = expected[id] * DRAWS;
      assertTrue(wanted > 0 || counts[id] == 0, "word " + id + " is not to be drawn");
      if (wanted >= 5) {
        chiSquare += square(counts[id] - wanted) / wanted;
        cells++;
      } else {
        restExpected += wanted;
        restFound += counts[id];
      }
    }
    if (restExpected >= 5) {
      chiSquare += square(restFound - restExpected) / restExpected;
      cells++;
    }
    // The 99.9th percentile of chi-square, by Wilson and Hilferty.
    int freedom = Math.max(1, cells - 1);
    double limit =
        freedom * Math.pow(1 - 2 / (9.0 * freedom) + 3.09 * Math.sqrt(2 / (9.0 * freedom)), 3);
    double found = chiSquare;
    System.out.printf(
        "top-k %d, top-p %s: chi-square %.1f with %d degrees of freedom, limit %.1f%n",
        topK, topP, chiSquare, freedom, limit);
    assertTrue(chiSquare <= limit, () -> "chi-square %.1f above %.1f".formatted(found, limit));
  }

  private static double square(double value) {
    return value * value;
  }

  @Test
  void aSeedRepeatsItsSentencesAndAnotherDoesNot() {
    ToyDecoder decoder = new ToyDecoder(100, 1, 1);
    CaptionOptions options = CaptionOptions.sampling(42).withLengths(5, 20);
    List<Hypothesis> first = decoder.run(search(options));
    assertEquals(first, decoder.run(search(options)));
    CaptionOptions other = CaptionOptions.sampling(43).withLengths(5, 20);
    assertNotEquals(first, decoder.run(search(other)));
  }

  @Test
  void aSentenceDoesNotDependOnHowManyAreDrawn() {
    ToyDecoder decoder = new ToyDecoder(100, 1, 1);
    CaptionOptions one = CaptionOptions.sampling(42).withLengths(5, 20);
    List<Hypothesis> many = decoder.run(search(one.withCaptions(6)));
    assertEquals(6, many.size());
    assertTrue(many.contains(decoder.run(search(one)).get(0)));
    assertTrue(many.stream().map(Hypothesis::ids).distinct().count() > 1);
    for (int i = 1; i < many.size(); i++) {
      assertTrue(many.get(i - 1).score() >= many.get(i).score());
    }
  }

  @Test
  void lengthsAreKept() {
    for (long seed = 0; seed < 50; seed++) {
      CaptionOptions options = CaptionOptions.sampling(seed).withLengths(6, 9);
      Hypothesis found = new ToyDecoder(30, seed, 6).run(search(options)).get(0);
      int words = found.ids().size() - (found.ending() == Ending.SENTENCE ? 1 : 0);
      assertTrue(words >= 6 && words <= 9, found.toString());
    }
  }

  @Test
  void wordsAsLikelyAsTheLastOfTheLikeliestStay() {
    float[] logits = {1, 3, 2, 2, 2, 0};
    assertEquals(4, Nucleus.of(logits, 2, 1).ids().length);
    assertEquals(1, Nucleus.of(logits, 2, 0.01).ids().length);
    assertEquals(1, Nucleus.of(logits, 1, 1).ids()[0]);
    double[] probabilities = Nucleus.of(logits, 0, 1).probabilities();
    assertEquals(1, Arrays.stream(probabilities).sum(), 1e-12);
    assertEquals(6, probabilities.length);
  }

  @Test
  void theScoreIsTheMeanOfTheModelsOwnLogProbabilities() {
    ToyDecoder decoder = new ToyDecoder(30, 9, -100);
    Hypothesis found = decoder.run(search(CaptionOptions.sampling(3).withLengths(5, 8))).get(0);
    double sum = 0;
    for (int length = 2; length < found.ids().size(); length++) {
      float[] logits = decoder.logits(found.ids().subList(0, length));
      sum += logits[found.ids().get(length)] - LogitsProcessors.logSumExp(logits);
    }
    assertEquals(sum / (found.ids().size() - 2), found.score(), 1e-6);
  }
}
