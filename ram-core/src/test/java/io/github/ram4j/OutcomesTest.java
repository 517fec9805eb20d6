package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Outcomes of a recognizer that has no stream of its own. */
class OutcomesTest {
  private static final ImageSource MISSING = ImageSource.of(Path.of("missing.png"));
  private static final ImageSource DAMAGED = ImageSource.of(new byte[3]);

  private final NamedImages recognizer = new NamedImages();

  @Test
  void aThousandImagesHaveTheirOutcomesInOrder() {
    List<ImageSource> images =
        IntStream.range(0, 1000)
            .mapToObj(i -> i % 7 == 3 ? MISSING : i % 7 == 5 ? DAMAGED : NamedImages.image(i % 2))
            .toList();
    int index = 0;
    try (Outcomes<ImageSource, Recognition> outcomes = recognizer.recognizeEach(images)) {
      for (Outcome<ImageSource, Recognition> outcome : outcomes) {
        assertEquals(index, outcome.index());
        assertSame(images.get(index), outcome.input());
        if (index % 7 == 3) {
          assertSame(
              outcome.failure().orElseThrow(),
              assertThrows(NoSuchFileException.class, outcome::get));
        } else if (index % 7 == 5) {
          assertSame(
              outcome.failure().orElseThrow(), assertThrows(ImageException.class, outcome::get));
          assertTrue(outcome.result().isEmpty());
        } else {
          assertEquals(index % 2, outcome.result().orElseThrow().logits().get(0));
          assertTrue(outcome.failure().isEmpty());
        }
        index++;
      }
    }
    assertEquals(1000, index);
  }

  @Test
  void anImageIsRecognizedWhenItsOutcomeIsAskedForAndNotOnceItIsClosed() {
    Iterable<ImageSource> endless =
        () -> Stream.iterate(0, i -> i + 1).map(i -> NamedImages.image(1)).iterator();
    Outcomes<ImageSource, Recognition> outcomes = recognizer.recognizeEach(endless);
    Iterator<Outcome<ImageSource, Recognition>> iterator = outcomes.iterator();
    assertEquals(List.of(), recognizer.encoded);
    for (int i = 1; i <= 3; i++) {
      iterator.next();
      assertEquals(i, recognizer.encoded.size());
    }
    assertSame(iterator, outcomes.iterator());
    outcomes.close();
    outcomes.close();
    assertFalse(iterator.hasNext());
    assertThrows(NoSuchElementException.class, iterator::next);
    assertEquals(3, recognizer.encoded.size());
  }

  @Test
  void anInterruptEndsIt() {
    Outcomes<ImageSource, Recognition> outcomes =
        recognizer.recognizeEach(List.of(NamedImages.image(1), NamedImages.image(1)));
    outcomes.iterator().next();
    Thread.currentThread().interrupt();
    UncheckedIOException ended =
        assertThrows(UncheckedIOException.class, () -> outcomes.iterator().next());
    assertTrue(Thread.interrupted(), "the status is gone");
    assertEquals(InterruptedIOException.class, ended.getCause().getClass());
    assertFalse(outcomes.iterator().hasNext());
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedIOException.class, () -> recognizer.recognizeAll(List.of(NamedImages.image(1))));
    assertTrue(Thread.interrupted());
  }

  @Test
  void anIteratorThatClosesLeavesNoNextOutcome() {
    AtomicReference<Outcomes<ImageSource, Recognition>> open = new AtomicReference<>();
    Iterable<ImageSource> closing =
        () -> Stream.of(NamedImages.image(1)).peek(image -> open.get().close()).iterator();
    open.set(recognizer.recognizeEach(closing));
    assertFalse(open.get().iterator().hasNext());
  }

  @Test
  void anInputThatIsNullIsNotRecognized() {
    Iterator<Outcome<ImageSource, Recognition>> outcomes =
        recognizer.recognizeEach(Collections.<ImageSource>singletonList(null)).iterator();
    assertEquals("input", assertThrows(NullPointerException.class, outcomes::next).getMessage());
    assertFalse(outcomes.hasNext());
  }

  @Test
  void anythingElseThatIsThrownEndsIt() {
    for (ImageSource wrong : Arrays.asList(null, ImageSource.of(new Explosive()))) {
      Iterator<Outcome<ImageSource, Recognition>> outcomes =
          recognizer.recognizeEach(Arrays.asList(NamedImages.image(1), wrong, MISSING)).iterator();
      assertTrue(outcomes.next().failure().isEmpty());
      assertThrows(RuntimeException.class, outcomes::next);
      assertFalse(outcomes.hasNext());
    }
  }

  /** A stream whose reading is a bug. */
  private static final class Explosive extends InputStream {
    @Override
    public int read() {
      throw new IndexOutOfBoundsException("a bug");
    }

    @Override
    public int read(byte[] into, int from, int length) {
      throw new IndexOutOfBoundsException("a bug");
    }
  }

  @Test
  void theListIsAllOrNothing() throws IOException {
    List<Recognition> all =
        recognizer.recognizeAll(List.of(NamedImages.image(1), NamedImages.image(0)));
    assertEquals(List.of(1f, 0f), all.stream().map(each -> each.logits().get(0)).toList());
    List<ImageSource> bad = List.of(NamedImages.image(1), MISSING, DAMAGED);
    assertThrows(NoSuchFileException.class, () -> recognizer.recognizeAll(bad));
    assertEquals(4, recognizer.encoded.size(), "what follows the failure is not read");
    assertEquals(List.of(), recognizer.recognizeAll(List.of()));
  }

  @Test
  void captionsHaveOutcomesToo() throws IOException {
    EncodedImage encoded = recognizer.encode(NamedImages.image(1));
    List<CaptionRequest> requests =
        List.of(
            CaptionRequest.of(NamedImages.image(0), Steering.recognized()),
            CaptionRequest.of(MISSING, Steering.of("dog")),
            CaptionRequest.of(encoded, Steering.of("dog")));
    CaptionOptions two = CaptionOptions.beamSearch().withCaptions(2);
    List<String> found = new ArrayList<>();
    try (Outcomes<CaptionRequest, List<Caption>> outcomes = recognizer.captionEach(requests, two)) {
      for (Outcome<CaptionRequest, List<Caption>> outcome : outcomes) {
        assertSame(requests.get((int) outcome.index()), outcome.input());
        found.add(outcome.result().map(captions -> captions.get(1).text()).orElse("none"));
      }
    }
    assertEquals(List.of("image of 1 bytes of 0", "none", "image of 1 bytes of 1"), found);
    assertThrows(NoSuchFileException.class, () -> recognizer.captionAll(requests, two));
    assertEquals("missing.png", requests.get(1).name());
  }

  @Test
  void anOutcomeSaysWhatItIs() throws IOException {
    Outcome<String, Integer> two = Outcome.of(5, "a", 2);
    assertEquals("Outcome[5, 2]", two.toString());
    assertEquals(2, two.get());
    Outcome<String, Integer> failed = Outcome.failed(0, "b", new ModelException("no engine"));
    assertEquals("Outcome[0, io.github.ram4j.ModelException: no engine]", failed.toString());
    assertSame(failed.failure().orElseThrow(), assertThrows(ModelException.class, failed::get));
    assertThrows(IllegalArgumentException.class, () -> Outcome.of(-1, "a", 2));
  }
}
