package io.github.ram4j.onnx.tagging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.image.batch.ImagePreprocessor;
import io.github.ram4j.image.batch.PixelBatches;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.testkit.TestImages;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outcomes of the model that ships, whose inferences are counted. */
class RecognizeEachTest {
  private static final int THREADS = 2;
  private static final int HANG_MINUTES = 5;
  private static final int DISTINCT = 20;

  /** Batches of other sizes add up in another order. */
  private static final float BATCH_TOLERANCE = 1e-3f;

  private static final ImageSource MISSING = ImageSource.of(Path.of("missing.png"));
  private static final ImageSource NO_IMAGE = ImageSource.of(new byte[] {1, 2, 3});

  private final List<ImageSource> images = new ArrayList<>();
  private CountingTagger tagger;

  /** The tagger of a bundle; how many images it infers, and in how many batches. */
  private static final class CountingTagger implements Tagger {
    private final Tagger bundle;
    private final AtomicInteger images = new AtomicInteger();
    private final AtomicInteger batches = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean broken;

    CountingTagger() throws IOException {
      bundle =
          BundleTagger.open(ClipartModels.ram(), RuntimeOptions.defaults().withThreads(THREADS));
    }

    @Override
    public int imageSizePx() {
      return bundle.imageSizePx();
    }

    @Override
    public int fixedBatch() {
      return bundle.fixedBatch();
    }

    @Override
    public String provider() {
      return bundle.provider();
    }

    @Override
    public float[] logits(FloatBuffer pixels, int count) {
      if (broken) {
        throw new RamException("engine: expected to run, found it broken");
      }
      images.addAndGet(count);
      batches.incrementAndGet();
      return bundle.logits(pixels, count);
    }

    @Override
    public void close() {
      if (!closed.getAndSet(true)) {
        bundle.close();
      }
    }
  }

  @BeforeEach
  void open() throws IOException {
    tagger = new CountingTagger();
    for (int i = 0; i < DISTINCT; i++) {
      images.add(ImageSource.of(TestImages.png(TestImages.drawn(60 + i, 120 - i, i))));
    }
  }

  @AfterEach
  void close() {
    tagger.close();
  }

  /** Closed by those tests that look at closing; the others close its tagger alone. */
  private Recognizer recognizer(int batchSize) throws IOException {
    ImagePreprocessor preprocessor =
        new ImagePreprocessor(
            DecodeOptions.DEFAULTS, ClipartModels.ram().manifest().image().orElseThrow(), THREADS);
    return new OnnxRecognizer(
        ModelInfo.of(ClipartModels.ram().manifest().family(), "clipart"),
        ClipartModels.ram().vocabulary(),
        new PixelBatches(preprocessor, batchSize),
        tagger);
  }

  private static float[] logits(Recognition recognition) {
    float[] logits = new float[recognition.vocabulary().size()];
    recognition.logits().get(logits);
    return logits;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void aThousandImagesWithFailuresAreInferredOnce(int batchSize) throws IOException {
    Recognizer recognizer = recognizer(batchSize);
    List<float[]> alone = new ArrayList<>();
    for (ImageSource image : images) {
      alone.add(logits(recognizer.recognize(image)));
    }
    tagger.images.set(0);
    tagger.batches.set(0);
    int index = 0;
    Iterable<ImageSource> thousand =
        () -> IntStream.range(0, 1000).mapToObj(this::mixed).iterator();
    try (Outcomes<ImageSource, Recognition> outcomes = recognizer.recognizeEach(thousand)) {
      for (Outcome<ImageSource, Recognition> outcome : outcomes) {
        assertEquals(index, outcome.index());
        assertEquals(mixed(index), outcome.input());
        if (mixed(index) == MISSING) {
          assertThrows(NoSuchFileException.class, outcome::get);
        } else if (mixed(index) == NO_IMAGE) {
          assertThrows(ImageException.class, outcome::get);
        } else {
          assertArrayEquals(
              alone.get(index % DISTINCT), logits(outcome.get()), BATCH_TOLERANCE, "at " + index);
        }
        index++;
      }
    }
    assertEquals(1000, index);
    assertEquals(800, tagger.images.get());
    assertEquals(batchSize == 1 ? 800 : 125, tagger.batches.get());
  }

  private ImageSource mixed(int index) {
    return index % 10 == 3 ? MISSING : index % 10 == 8 ? NO_IMAGE : images.get(index % DISTINCT);
  }

  @Test
  void nothingIsReadFurtherAheadThanThereAreThreads() throws IOException {
    Recognizer recognizer = recognizer(1);
    AtomicInteger taken = new AtomicInteger();
    Iterable<ImageSource> endless =
        () ->
            IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> images.get(taken.getAndIncrement() % DISTINCT))
                .iterator();
    try (Outcomes<ImageSource, Recognition> outcomes = recognizer.recognizeEach(endless)) {
      assertEquals(0, taken.get());
      for (int got = 1; got <= 30; got++) {
        outcomes.iterator().next();
        assertEquals(got + THREADS, taken.get());
        assertEquals(got, tagger.images.get());
      }
    }
    assertEquals(30 + THREADS, taken.get());
    assertEquals(30, tagger.images.get());
  }

  @Test
  void anOpenStreamDoesNotHinderClosing() throws IOException {
    Recognizer recognizer = recognizer(1);
    Iterator<Outcome<ImageSource, Recognition>> outcomes =
        recognizer.recognizeEach(images).iterator();
    outcomes.next();
    recognizer.close();
    assertThrows(IllegalStateException.class, outcomes::next);
    assertFalse(outcomes.hasNext());
    assertThrows(IllegalStateException.class, () -> recognizer.recognizeEach(images));
    assertThrows(IllegalStateException.class, () -> recognizer.recognizeAll(images));
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    Recognizer recognizer = recognizer(8);
    Outcomes<ImageSource, Recognition> outcomes = recognizer.recognizeEach(images);
    Thread.currentThread().interrupt();
    UncheckedIOException ended =
        assertThrows(UncheckedIOException.class, () -> outcomes.iterator().next());
    assertEquals(InterruptedIOException.class, ended.getCause().getClass());
    assertTrue(Thread.currentThread().isInterrupted());
    assertThrows(InterruptedIOException.class, () -> recognizer.recognizeAll(images));
    assertTrue(Thread.interrupted());
    assertFalse(outcomes.iterator().hasNext());
    assertEquals(DISTINCT, recognizer.recognizeAll(images).size());
  }

  @Test
  void anInterruptReachesAThreadThatWaitsForASlowFile() throws Exception {
    Recognizer recognizer = recognizer(1);
    CountDownLatch reading = new CountDownLatch(1);
    List<ImageSource> slow = List.of(images.get(0), ImageSource.of(new SlowImage(reading)));
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<?> running = pool.submit(() -> recognizer.recognizeAll(slow));
      assertTrue(reading.await(HANG_MINUTES, TimeUnit.MINUTES));
      pool.shutdownNow();
      Exception ended =
          assertThrows(Exception.class, () -> running.get(HANG_MINUTES, TimeUnit.MINUTES));
      assertEquals(InterruptedIOException.class, ended.getCause().getClass());
    } finally {
      pool.shutdownNow();
    }
  }

  /** Pixels that never come. */
  private static final class SlowImage extends BufferedImage {
    private final CountDownLatch reading;

    SlowImage(CountDownLatch reading) {
      super(9, 9, TYPE_INT_RGB);
      this.reading = reading;
    }

    @Override
    public WritableRaster getRaster() {
      reading.countDown();
      try {
        Thread.sleep(TimeUnit.MINUTES.toMillis(HANG_MINUTES));
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
      return super.getRaster();
    }
  }

  @Test
  void anEngineThatFailsIsTheFailureOfItsBatch() throws IOException {
    Recognizer recognizer = recognizer(2);
    List<ImageSource> three = List.of(MISSING, images.get(0), images.get(1));
    tagger.broken = true;
    Iterator<Outcome<ImageSource, Recognition>> outcomes =
        recognizer.recognizeEach(three).iterator();
    assertThrows(NoSuchFileException.class, outcomes.next()::get);
    assertThrows(RamException.class, outcomes.next()::get);
    tagger.broken = false;
    assertArrayEquals(logits(recognizer.recognize(images.get(1))), logits(outcomes.next().get()));
  }

  @Test
  void aWrongArgumentEndsItInItsTurn() throws IOException {
    List<ImageSource> withNull = new ArrayList<>(images.subList(0, 3));
    withNull.add(null);
    Iterator<Outcome<ImageSource, Recognition>> outcomes =
        recognizer(8).recognizeEach(withNull).iterator();
    for (int i = 0; i < 3; i++) {
      assertTrue(outcomes.next().failure().isEmpty());
    }
    assertThrows(NullPointerException.class, outcomes::hasNext);
    assertFalse(outcomes.hasNext());
  }

  @Test
  void streamsOfManyThreadsEndWhenTheRecognizerIsClosed() throws Exception {
    Recognizer recognizer = recognizer(1);
    CountDownLatch going = new CountDownLatch(4);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> running = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        running.add(pool.submit(() -> endsByClosing(recognizer, going)));
      }
      assertTrue(going.await(HANG_MINUTES, TimeUnit.MINUTES));
      recognizer.close();
      for (Future<Boolean> each : running) {
        assertTrue(each.get(HANG_MINUTES, TimeUnit.MINUTES));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private boolean endsByClosing(Recognizer recognizer, CountDownLatch going) throws IOException {
    Iterable<ImageSource> endless =
        () -> IntStream.iterate(0, i -> i + 1).mapToObj(i -> images.get(i % DISTINCT)).iterator();
    try (Outcomes<ImageSource, Recognition> outcomes = recognizer.recognizeEach(endless)) {
      for (Outcome<ImageSource, Recognition> outcome : outcomes) {
        outcome.get();
        going.countDown();
      }
      return false;
    } catch (IllegalStateException e) {
      return e.getMessage().contains("closed");
    }
  }
}
