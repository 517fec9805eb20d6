package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.CaptionOptions.Strategy;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CaptionOptionsTest {
  private static final CaptionOptions SEARCH = CaptionOptions.beamSearch();
  private static final CaptionOptions SAMPLING = CaptionOptions.sampling(7);

  private static void refused(String message, Supplier<CaptionOptions> options) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, options::get).getMessage());
  }

  @Test
  void beamSearchHasTheAuthorsSettings() {
    assertEquals(Strategy.BEAM_SEARCH, SEARCH.strategy());
    assertEquals(3, SEARCH.beams());
    assertEquals(1, SEARCH.captions());
    assertEquals(10, SEARCH.minLength());
    assertEquals(50, SEARCH.maxLength());
    assertEquals(1.0, SEARCH.repetitionPenalty());
    assertFalse(SEARCH.stop().getAsBoolean());
  }

  @Test
  void samplingHasTheAuthorsSettings() {
    assertEquals(Strategy.SAMPLING, SAMPLING.strategy());
    assertEquals(1, SAMPLING.captions());
    assertEquals(10, SAMPLING.minLength());
    assertEquals(50, SAMPLING.maxLength());
    assertEquals(1.1, SAMPLING.repetitionPenalty());
    assertEquals(50, SAMPLING.topK());
    assertEquals(0.9, SAMPLING.topP());
    assertEquals(7, SAMPLING.seed());
    assertFalse(SAMPLING.stop().getAsBoolean());
  }

  /** Each option is changed, and changed back to what it was: nothing else may differ then. */
  @Test
  void anOptionChangesNothingElse() {
    for (CaptionOptions options : new CaptionOptions[] {SEARCH, SAMPLING}) {
      int beams = options.beams();
      assertEquals(5, options.withBeams(5).beams());
      assertEquals(options, options.withBeams(5).withBeams(beams));
      CaptionOptions wide = options.withBeams(4);
      assertEquals(4, wide.withCaptions(4).captions());
      assertEquals(wide, wide.withCaptions(4).withCaptions(1));
      assertEquals(2, options.withLengths(2, 20).minLength());
      assertEquals(20, options.withLengths(2, 20).maxLength());
      assertEquals(options, options.withLengths(2, 20).withLengths(10, 50));
      assertEquals(1.5, options.withRepetitionPenalty(1.5).repetitionPenalty());
      double penalty = options.repetitionPenalty();
      assertEquals(options, options.withRepetitionPenalty(1.5).withRepetitionPenalty(penalty));
      assertEquals(0, options.withTopWords(0, 1).topK());
      assertEquals(1, options.withTopWords(0, 1).topP());
      assertEquals(options, options.withTopWords(0, 1).withTopWords(50, 0.9));
      BooleanSupplier stop = () -> true;
      assertSame(stop, options.withStop(stop).stop());
      assertEquals(options, options.withStop(stop).withStop(options.stop()));
    }
  }

  @Test
  void beamsAreOneOrMore() {
    refused("beams: expected 1 or more, found 0", () -> SEARCH.withBeams(0));
    assertEquals(1, SEARCH.withBeams(1).beams());
  }

  @Test
  void captionsAreOneToTheNumberOfBeams() {
    refused("captions: expected 1 or more, found 0", () -> SEARCH.withCaptions(0));
    assertEquals(4, SEARCH.withCaptions(4).beams());
    refused(
        "captions: expected no more than the 2 beams, found 3",
        () -> SEARCH.withCaptions(3).withBeams(2));
    assertEquals(3, SEARCH.withCaptions(3).captions());
  }

  @Test
  void sampledCaptionsNeedNoBeams() {
    refused("captions: expected 1 or more, found -1", () -> SAMPLING.withCaptions(-1));
    assertEquals(9, SAMPLING.withCaptions(9).captions());
  }

  @Test
  void lengthsLeaveRoomForAWordAndAreInOrder() {
    refused("minimum length: expected 0 or more, found -1", () -> SEARCH.withLengths(-1, 50));
    refused(
        "maximum length: expected more than the prompt's 4 ids, found 4",
        () -> SEARCH.withLengths(0, 4));
    refused(
        "minimum length: expected no more than the maximum 20, found 21",
        () -> SEARCH.withLengths(21, 20));
    assertEquals(5, SEARCH.withLengths(5, 5).maxLength());
    assertEquals(0, SEARCH.withLengths(0, 5).minLength());
  }

  @Test
  void theRepetitionPenaltyIsANumberAboveZero() {
    String expected = "repetition penalty: expected a number above 0, found ";
    refused(expected + "0.0", () -> SEARCH.withRepetitionPenalty(0));
    refused(expected + "-1.0", () -> SEARCH.withRepetitionPenalty(-1));
    refused(expected + "NaN", () -> SEARCH.withRepetitionPenalty(Double.NaN));
    refused(expected + "Infinity", () -> SEARCH.withRepetitionPenalty(Double.POSITIVE_INFINITY));
    assertEquals(0.5, SEARCH.withRepetitionPenalty(0.5).repetitionPenalty());
  }

  @Test
  void wordsToDrawFromAreSomeAtLeast() {
    refused(
        "top-k: expected 0 (all words) or more, found -1", () -> SAMPLING.withTopWords(-1, 0.9));
    String expected = "top-p: expected a number in (0, 1], found ";
    refused(expected + "0.0", () -> SAMPLING.withTopWords(50, 0));
    refused(expected + "1.1", () -> SAMPLING.withTopWords(50, 1.1));
    refused(expected + "NaN", () -> SAMPLING.withTopWords(50, Double.NaN));
    assertEquals(1, SAMPLING.withTopWords(0, 1).topP());
  }

  @Test
  void nothingIsNull() {
    String message =
        assertThrows(NullPointerException.class, () -> SEARCH.withStop(null)).getMessage();
    assertEquals("stop", message);
  }
}
