package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Caption;
import io.github.ram4j.Caption.Ending;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionRequest;
import io.github.ram4j.CaptionTag;
import io.github.ram4j.Captioner;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Steering;
import io.github.ram4j.TextRange;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.testkit.TestImages;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captions of a tiny Tag2Text whose weights follow from a formula. */
class CaptionerTest {
  private static final CaptionOptions SHORT = CaptionOptions.beamSearch().withLengths(6, 24);

  /** Of the mean of five log-probabilities, of random weights. */
  private static final double FP16_TOLERANCE = 0.01;

  @TempDir static Path folder;

  private static Path bundle;
  private static Captioner captioner;

  @BeforeAll
  static void open() throws Exception {
    bundle = TinyCaptioner.bundle(folder, 5);
    captioner = TinyCaptioner.open(bundle);
  }

  @AfterAll
  static void close() {
    captioner.close();
  }

  private static BufferedImage image(int seed) {
    return TestImages.drawn(60 + seed, 90 - seed, seed);
  }

  private static List<CaptionRequest> requests(int count) {
    List<CaptionRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Steering steering = i % 3 == 0 ? Steering.recognized() : Steering.of("dog, cloud " + i % 10);
      requests.add(CaptionRequest.of(ImageSource.of(image(i)), steering));
    }
    return requests;
  }

  @Test
  void oneCallIsEnough() {
    Caption recognized = captioner.caption(image(1));
    assertEquals(Ending.SENTENCE, recognized.ending());
    assertEquals(
        captioner.recognize(image(1)).tagsInVocabularyOrder().stream()
            .filter(held -> held.tag().inCaptions())
            .toList(),
        recognized.tags().stream().map(tag -> tag.recognized().orElseThrow()).toList());
    Caption steered = captioner.caption(image(1), "cloud, sky");
    assertEquals(List.of("cloud", "sky"), steered.tags().stream().map(CaptionTag::name).toList());
    assertTrue(steered.tags().stream().allMatch(tag -> tag.recognized().isEmpty() && tag.read()));
    assertNotEquals(recognized.tokenIds(), steered.tokenIds());
  }

  /** Every word is a tag here, so that random sentences use some. */
  @Test
  void rangesAreOfTheSentence() throws Exception {
    String words =
        Files.readAllLines(TinyCaptioner.WORDS).stream()
            .filter(word -> word.matches("[a-z]+"))
            .collect(Collectors.joining(","));
    int used = 0;
    for (int i = 0; i < 10; i++) {
      Caption caption = captioner.caption(image(i), words);
      for (CaptionTag tag : caption.usedTags()) {
        for (TextRange range : tag.ranges()) {
          String found = range.of(caption.text());
          assertTrue(found.startsWith(tag.name().substring(0, 1)), found + " for " + tag.name());
          used++;
        }
      }
      assertEquals(caption.tags().size(), caption.usedTags().size() + caption.leftOutTags().size());
    }
    assertTrue(used > 0, "no tag is used in ten sentences");
  }

  @Test
  void togetherEachImageGetsWhatItGetsAlone() throws Exception {
    List<CaptionRequest> requests = requests(11);
    List<List<Caption>> together = captioner.captionAll(requests, SHORT);
    List<List<Caption>> sampled =
        captioner.captionAll(requests, CaptionOptions.sampling(9).withCaptions(2));
    for (int i = 0; i < requests.size(); i++) {
      CaptionRequest request = requests.get(i);
      assertEquals(ids(captioner.caption(request, SHORT)), ids(together.get(i)));
      assertEquals(
          ids(captioner.caption(request, CaptionOptions.sampling(9).withCaptions(2))),
          ids(sampled.get(i)));
    }
    long lengths =
        together.stream().map(captions -> captions.get(0).tokenIds().size()).distinct().count();
    assertTrue(lengths > 1, "all sentences have the same length");
  }

  private static List<List<Integer>> ids(List<Caption> captions) {
    return captions.stream().map(Caption::tokenIds).toList();
  }

  @Test
  void anEncodedImageStandsForTheImage() throws Exception {
    EncodedImage encoded = captioner.encode(ImageSource.of(image(3)));
    assertEquals(captioner.caption(image(3)), captioner.caption(encoded));
    assertEquals(
        captioner.caption(image(3), "dog").text(), captioner.caption(encoded, "dog").text());
    Recognition recognition = captioner.recognize(encoded);
    assertEquals(captioner.recognize(image(3)).logits(), recognition.logits());
    assertEquals(128, encoded.width());
    assertEquals(128 * (1 + 4), encoded.rows().remaining());
  }

  @Test
  void anEncodedImageOfAnotherModelIsRefused() throws Exception {
    EncodedImage encoded = captioner.encode(ImageSource.of(image(3)));
    try (Captioner other = TinyCaptioner.open(TinyCaptioner.bundle(folder, 6))) {
      assertMessage(
          assertThrows(IllegalArgumentException.class, () -> other.caption(encoded)),
          "another encoder");
      assertMessage(
          assertThrows(IllegalArgumentException.class, () -> other.recognize(encoded)),
          "another encoder");
    }
  }

  @Test
  void eachRequestHasItsOutcome() throws Exception {
    List<CaptionRequest> requests = requests(9);
    List<List<Caption>> expected = captioner.captionAll(requests, SHORT);
    ImageSource missing = ImageSource.of(folder.resolve("missing.jpg"));
    ImageSource damaged = ImageSource.of(new byte[] {1, 2, 3});
    requests.set(2, CaptionRequest.of(missing, Steering.of("dog")));
    requests.set(5, CaptionRequest.of(damaged, Steering.recognized()));
    CaptionRequest third = requests.get(3);
    requests.set(
        3, CaptionRequest.of(captioner.encode(third.source().orElseThrow()), third.steering()));
    int index = 0;
    try (Outcomes<CaptionRequest, List<Caption>> outcomes =
        captioner.captionEach(requests, SHORT)) {
      for (Outcome<CaptionRequest, List<Caption>> outcome : outcomes) {
        assertEquals(requests.get(index), outcome.input());
        if (index == 2) {
          assertThrows(NoSuchFileException.class, outcome::get);
        } else if (index == 5) {
          assertThrows(ImageException.class, outcome::get);
        } else {
          assertEquals(ids(expected.get(index)), ids(outcome.get()), "image " + index);
        }
        index++;
      }
    }
    assertEquals(9, index);
    assertEquals(
        captioner.recognize(image(1)).logits(),
        captioner.recognizeAll(List.of(ImageSource.of(image(1)))).get(0).logits());
  }

  @Test
  void anImageOfAnotherEncoderEndsTheOutcomesInItsTurn() throws Exception {
    EncodedImage foreign;
    try (Captioner other = TinyCaptioner.open(TinyCaptioner.bundle(folder, 7))) {
      foreign = other.encode(ImageSource.of(image(3)));
    }
    List<CaptionRequest> requests = requests(3);
    requests.set(1, CaptionRequest.of(foreign, Steering.of("dog")));
    Iterator<Outcome<CaptionRequest, List<Caption>>> outcomes =
        captioner.captionEach(requests, SHORT).iterator();
    assertTrue(outcomes.next().failure().isEmpty());
    assertMessage(assertThrows(IllegalArgumentException.class, outcomes::next), "another encoder");
    assertFalse(outcomes.hasNext());
  }

  @Test
  void tagsOfAnotherModelSteer() throws Exception {
    try (Recognizer clipart = RamModels.open(ClipartModels.ram(), ModelOptions.defaults())) {
      Recognition recognition = clipart.recognize(Path.of("../ram-examples/samples/house.png"));
      ImageSource image = ImageSource.of(Path.of("../ram-examples/samples/house.png"));
      Caption caption = captioner.caption(image, Steering.of(recognition), SHORT).get(0);
      assertEquals(
          recognition.english(),
          caption.tags().stream().map(CaptionTag::name).collect(Collectors.joining(" | ")));
      assertEquals(
          recognition.tagsInVocabularyOrder(),
          caption.tags().stream().map(tag -> tag.recognized().orElseThrow()).toList());
    }
  }

  @Test
  void anyTagsAreTakenAndThoseBeyondTheLimitAreSaid() {
    assertEquals(List.of(), captioner.caption(image(1), " , ,").tags());
    List<String> many = Collections.nCopies(200, "dog");
    Caption caption = captioner.caption(image(1), String.join(",", many));
    assertEquals(200, caption.tags().size());
    // [ENC], then words and bars by turns, [SEP] last: 19 words and 19 bars.
    assertEquals(19, caption.tags().stream().filter(CaptionTag::read).count());
    assertEquals(181, caption.unreadTags().size());
    for (String odd : List.of("🐶", "\u0000\u0007", "\u202e", "[SEP]", "｜|", "a\nb")) {
      assertEquals(
          List.of(odd.strip()),
          captioner.caption(image(1), odd).tags().stream().map(CaptionTag::name).toList());
    }
  }

  @Test
  void severalSentencesOfOneImage() throws Exception {
    ImageSource image = ImageSource.of(image(4));
    List<Caption> beams =
        captioner.caption(image, Steering.recognized(), SHORT.withBeams(4).withCaptions(3));
    assertEquals(3, beams.stream().map(Caption::tokenIds).distinct().count());
    CaptionOptions sampling = CaptionOptions.sampling(1).withCaptions(5).withLengths(6, 24);
    List<Caption> first = captioner.caption(image, Steering.recognized(), sampling);
    assertEquals(5, first.size());
    assertEquals(first, captioner.caption(image, Steering.recognized(), sampling));
  }

  @Test
  void anotherThreadStopsIt() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch under = new CountDownLatch(1);
    CaptionOptions endless =
        CaptionOptions.beamSearch()
            .withLengths(TinyCaptioner.POSITIONS, TinyCaptioner.POSITIONS)
            .withStop(
                () -> {
                  if (under.getCount() == 0) {
                    // The other thread has been let go; it needs a moment.
                    for (int i = 0; i < 1000 && !stop.get(); i++) {
                      sleepMillisecond();
                    }
                  }
                  under.countDown();
                  return stop.get();
                });
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<List<Caption>> running =
          pool.submit(
              () -> captioner.caption(ImageSource.of(image(1)), Steering.of("dog"), endless));
      assertTrue(under.await(5, TimeUnit.MINUTES));
      stop.set(true);
      Caption caption = running.get(5, TimeUnit.MINUTES).get(0);
      assertEquals(Ending.STOPPED, caption.ending());
      assertTrue(caption.tokenIds().size() < TinyCaptioner.POSITIONS);
    } finally {
      pool.shutdownNow();
    }
    Caption atOnce =
        captioner
            .caption(ImageSource.of(image(1)), Steering.of("dog"), SHORT.withStop(() -> true))
            .get(0);
    assertEquals("", atOnce.text());
    List<List<Caption>> stopped = captioner.captionAll(requests(6), SHORT.withStop(() -> true));
    assertEquals(6, stopped.size());
    assertTrue(stopped.stream().allMatch(c -> c.get(0).ending() == Ending.STOPPED));
  }

  @Test
  void anImageWhoseTurnDoesNotComeIsNoError() throws Exception {
    List<CaptionRequest> requests = requests(9);
    ImageSource missing = ImageSource.of(folder.resolve("missing.jpg"));
    requests.set(4, CaptionRequest.of(missing, Steering.of("dog")));
    assertThrows(NoSuchFileException.class, () -> captioner.captionAll(requests, SHORT));
    AtomicInteger asked = new AtomicInteger();
    List<List<Caption>> stopped =
        captioner.captionAll(requests, SHORT.withStop(() -> asked.getAndIncrement() > 2));
    assertEquals(9, stopped.size());
    assertTrue(stopped.stream().allMatch(c -> c.get(0).ending() == Ending.STOPPED));
    assertNotEquals("", stopped.get(3).get(0).text());
    assertEquals("", stopped.get(4).get(0).text());
  }

  @Test
  void encodedImagesMayStandBetweenOthers() throws Exception {
    List<CaptionRequest> requests = requests(10);
    List<List<Caption>> expected = captioner.captionAll(requests, SHORT);
    for (int i : new int[] {0, 3, 4, 5, 6, 7, 9}) { // all of the second four
      CaptionRequest request = requests.get(i);
      requests.set(
          i,
          CaptionRequest.of(captioner.encode(request.source().orElseThrow()), request.steering()));
    }
    List<List<Caption>> found = captioner.captionAll(requests, SHORT);
    for (int i = 0; i < requests.size(); i++) {
      assertEquals(ids(expected.get(i)), ids(found.get(i)), "image " + i);
    }
  }

  private static void sleepMillisecond() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void lengthsBeyondTheModelAreRefused() {
    ImageSource image = ImageSource.of(image(1));
    CaptionOptions tooLong = SHORT.withLengths(5, TinyCaptioner.POSITIONS + 1);
    assertMessage(
        assertThrows(
            IllegalArgumentException.class,
            () -> captioner.caption(image, Steering.recognized(), tooLong)),
        "64 positions");
    assertMessage(
        assertThrows(
            IllegalArgumentException.class,
            () -> captioner.caption(image, Steering.recognized(), SHORT.withBeams(500))),
        "half of the 228 words");
  }

  /** A word each, since words that are hardly likelier than others change and all after them. */
  @Test
  void halfPrecisionHardlyMovesScores() throws Exception {
    CaptionOptions word = CaptionOptions.beamSearch().withLengths(0, 5).withCaptions(3);
    Path half = TinyCaptioner.bundle(folder, 5, Precision.FP16);
    assertEquals(ModelPrecision.FP16, Bundle.read(half).manifest().precision());
    try (Captioner other = TinyCaptioner.open(half)) {
      for (CaptionRequest request : requests(6)) {
        List<Caption> full = captioner.caption(request, word);
        List<Caption> found = other.caption(request, word);
        for (int i = 0; i < 3; i++) {
          assertEquals(full.get(i).score(), found.get(i).score(), FP16_TOLERANCE);
        }
        Caption sentence = other.caption(request, SHORT).get(0);
        assertTrue(sentence.tokenIds().size() > 5, sentence.toString());
      }
    }
  }

  @Test
  void bundlesWithoutCaptionsAreRefused() {
    ModelException refused =
        assertThrows(
            ModelException.class,
            () -> RamModels.openCaptioner(ClipartModels.ram(), ModelOptions.defaults()));
    assertMessage(refused, "tasks: expected captioning, found tagging of family ram;");
    assertMessage(refused, "--vocab");
  }

  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    List<CaptionRequest> requests = requests(12);
    List<List<Caption>> alone = captioner.captionAll(requests, SHORT);
    ExecutorService pool = Executors.newFixedThreadPool(6);
    try {
      List<Future<List<List<Caption>>>> running = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        running.add(pool.submit(() -> captioner.captionAll(requests, SHORT)));
      }
      for (Future<List<List<Caption>>> future : running) {
        assertEquals(alone, future.get(5, TimeUnit.MINUTES));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aClosedCaptionerRefuses() throws Exception {
    Captioner closed = RamModels.openCaptioner(Bundle.read(bundle), ModelOptions.defaults());
    EncodedImage encoded = closed.encode(ImageSource.of(image(1)));
    closed.close();
    closed.close();
    assertThrows(IllegalStateException.class, () -> closed.caption(encoded));
    assertThrows(IllegalStateException.class, () -> closed.recognize(image(1)));
    assertEquals(TinyCaptioner.TAGS.size(), closed.vocabulary().size());
  }

  private static void assertMessage(Exception refused, String part) {
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
  }
}
