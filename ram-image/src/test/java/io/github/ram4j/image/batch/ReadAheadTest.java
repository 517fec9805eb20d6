package io.github.ram4j.image.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.testkit.TestImages;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private static final int SIZE = 16;
  private static final int IMAGE = 3 * SIZE * SIZE;
  private static final ImageSource MISSING =
      ImageSource.of(Path.of("no-such-folder", "missing.jpg"));
  private static final ImageSource NO_IMAGE = ImageSource.of(new byte[] {1, 2, 3});

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(ReadAhead.THREAD_NAME)) {
        thread.join(TimeUnit.MINUTES.toMillis(5));
        assertFalse(thread.isAlive());
      }
    }
  }

  @Test
  void batchesComeInTheirOrder() throws Exception {
    List<ImageSource> sources = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      sources.add(
          i % 4 == 2
              ? ImageSource.of(new ByteArrayInputStream(TestImages.png(drawn(i))))
              : ImageSource.of(drawn(i)));
    }
    int image = 0;
    try (ReadAhead<ImageSource> ahead = ahead(batches(3, 2), sources)) {
      for (int size : new int[] {3, 3, 3, 2}) {
        try (PixelBatch<ImageSource> batch = ahead.next()) {
          batch.read();
          assertEquals(image, batch.firstIndex());
          assertEquals(sources.subList(image, image + size), batch.inputs());
          assertEquals(size, batch.count());
          assertEquals(3 * IMAGE, batch.pixels().limit());
          for (int i = 0; i < size; i++) {
            assertImage(image++, batch, i);
          }
        }
      }
      assertNull(ahead.next());
    }
  }

  @Test
  void whatCannotBeReadLeavesItsBatch() throws Exception {
    List<ImageSource> sources =
        List.of(MISSING, image(1), NO_IMAGE, image(3), MISSING, MISSING, MISSING, image(7));
    try (ReadAhead<ImageSource> ahead = ahead(batches(4, 2), sources)) {
      try (PixelBatch<ImageSource> batch = ahead.next()) {
        batch.read();
        assertEquals(2, batch.count());
        assertInstanceOf(NoSuchFileException.class, batch.failure(0));
        assertInstanceOf(ImageException.class, batch.failure(2));
        assertEquals(List.of(0, 1), List.of(batch.place(1), batch.place(3)));
        assertImage(1, batch, 1);
        assertImage(3, batch, 3);
      }
      try (PixelBatch<ImageSource> batch = ahead.next()) {
        batch.read();
        assertEquals(1, batch.count());
        assertImage(7, batch, 3);
      }
    }
  }

  @Test
  void inputsWithoutAnImageNeedNoPlace() throws Exception {
    List<Integer> inputs = List.of(0, 1, 2, 3, 4, 5);
    PixelBatches batches = batches(1, 1);
    try (ReadAhead<Integer> ahead =
        batches.readAhead(inputs, i -> i == 1 || i > 2 ? null : image(i), 3, Runnable::run)) {
      try (PixelBatch<Integer> batch = ahead.next()) {
        batch.read();
        assertEquals(2, batch.count());
        assertFalse(batch.isRead(1));
        assertNull(batch.failure(1));
        assertImage(0, batch, 0);
        assertImage(2, batch, 2);
      }
      try (PixelBatch<Integer> batch = ahead.next()) {
        batch.read();
        assertEquals(0, batch.count());
        assertNull(batch.pixels());
      }
    }
  }

  @Test
  void theNextImagesAreReadWhileOneIsUsedAndNoMore() throws Exception {
    List<Watched> watched = IntStream.range(0, 8).mapToObj(i -> new Watched()).toList();
    watched.forEach(each -> each.goOn.countDown());
    AtomicInteger taken = new AtomicInteger();
    Iterable<ImageSource> counted =
        () -> watched.stream().peek(i -> taken.incrementAndGet()).map(ImageSource::of).iterator();
    int threads = 3;
    try (ReadAhead<ImageSource> ahead = ahead(batches(1, threads), counted)) {
      for (int used = 1; used <= 4; used++) {
        try (PixelBatch<ImageSource> batch = ahead.next()) {
          assertEquals(used + threads, taken.get(), "as many ahead as there are threads");
          for (Watched next : watched.subList(used, used + threads)) {
            assertTrue(next.asked.await(5, TimeUnit.MINUTES));
            assertNotSame(Thread.currentThread(), next.thread);
          }
          assertEquals(1, watched.get(used + threads).asked.getCount(), "one too far ahead");
          batch.read();
        }
      }
      assertSame(Thread.currentThread(), watched.get(0).thread, "nobody waits for the first");
    }
    assertEquals(1, watched.get(7).asked.getCount());
  }

  @Test
  void streamsAreReadInTheCallingThreadAndOnlyInTheirTurn() throws Exception {
    byte[] png = TestImages.png(drawn(2));
    Set<Thread> readers = new HashSet<>();
    ByteArrayInputStream stream =
        new ByteArrayInputStream(png) {
          @Override
          public synchronized int read(byte[] to, int offset, int count) {
            readers.add(Thread.currentThread());
            return super.read(to, offset, count);
          }
        };
    List<ImageSource> sources = List.of(image(1), ImageSource.of(stream), image(3));
    try (ReadAhead<ImageSource> ahead = ahead(batches(1, 2), sources)) {
      try (PixelBatch<ImageSource> batch = ahead.next()) {
        batch.read();
        assertEquals(png.length, stream.available());
      }
      try (PixelBatch<ImageSource> batch = ahead.next()) {
        batch.read();
        assertImage(2, batch, 0);
      }
    }
    assertEquals(Set.of(Thread.currentThread()), readers);
    assertEquals(0, stream.available());
  }

  @Test
  void closingEndsWhatIsBeingReadAndBeginsNothing() throws Exception {
    List<Watched> watched = IntStream.range(0, 6).mapToObj(i -> new Watched()).toList();
    watched.get(0).goOn.countDown();
    ReadAhead<ImageSource> ahead =
        ahead(batches(1, 2), watched.stream().map(image -> ImageSource.of(image)).toList());
    try (PixelBatch<ImageSource> batch = ahead.next()) {
      batch.read();
    }
    assertTrue(watched.get(1).asked.await(5, TimeUnit.MINUTES));
    assertTrue(watched.get(2).asked.await(5, TimeUnit.MINUTES));
    ahead.close(); // would wait for ever if nobody interrupted the readers
    assertNull(ahead.next());
    assertEquals(1, watched.get(3).asked.getCount());
  }

  @Test
  void anInterruptEndsTheWaiting() throws Exception {
    Watched second = new Watched();
    try (ReadAhead<ImageSource> ahead =
        ahead(batches(1, 1), List.of(image(1), ImageSource.of(second)))) {
      try (PixelBatch<ImageSource> batch = ahead.next()) {
        batch.read();
      }
      assertTrue(second.asked.await(5, TimeUnit.MINUTES));
      try (PixelBatch<ImageSource> batch = ahead.next()) {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, batch::read);
      }
    }
  }

  @Test
  void readsThatAreRefusedAreDoneByTheCallingThread() throws Exception {
    List<Watched> watched = IntStream.range(0, 4).mapToObj(i -> new Watched()).toList();
    watched.forEach(each -> each.goOn.countDown());
    List<ImageSource> sources = watched.stream().map(image -> ImageSource.of(image)).toList();
    Executor refusing = read -> {};
    try (ReadAhead<ImageSource> ahead =
        batches(2, 2).readAhead(sources, source -> source, 2, refusing)) {
      for (int i = 0; i < 2; i++) {
        try (PixelBatch<ImageSource> batch = ahead.next()) {
          batch.read();
          assertEquals(2, batch.count());
        }
      }
    }
    watched.forEach(each -> assertSame(Thread.currentThread(), each.thread));
  }

  @Test
  void whatTheIteratorThrowsComesInItsTurn() throws Exception {
    Iterator<Integer> three = List.of(0, 1, 2).iterator();
    Iterable<Integer> broken =
        () ->
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Integer next() {
                if (!three.hasNext()) {
                  throw new UnsupportedOperationException("broken");
                }
                return three.next();
              }
            };
    try (ReadAhead<Integer> ahead =
        batches(2, 2).readAhead(broken, ReadAheadTest::image, 2, Runnable::run)) {
      for (int size = 2; size > 0; size--) {
        try (PixelBatch<Integer> batch = ahead.next()) {
          batch.read();
          assertEquals(size, batch.count());
        }
      }
      assertThrows(UnsupportedOperationException.class, ahead::next);
    }
  }

  @Test
  void anErrorOfTheIteratorComesInItsTurn() throws Exception {
    Iterable<Integer> broken =
        generated(
            place -> {
              if (place == 3) {
                throw new AssertionError("broken");
              }
            });
    try (ReadAhead<Integer> ahead =
        batches(2, 2).readAhead(broken, ReadAheadTest::image, 2, Runnable::run)) {
      for (int size = 2; size > 0; size--) {
        try (PixelBatch<Integer> batch = ahead.next()) {
          batch.read();
          assertEquals(size, batch.count());
        }
      }
      assertThrows(AssertionError.class, ahead::next);
    }
  }

  @Test
  void anIteratorThatClosesEndsTheReading() {
    AtomicReference<ReadAhead<Integer>> open = new AtomicReference<>();
    Iterable<Integer> closing =
        generated(
            place -> {
              if (place == 3) {
                open.get().close();
              }
            });
    open.set(batches(1, 2).readAhead(closing, ReadAheadTest::image, 1, Runnable::run));
    open.get().next().close();
    assertNull(open.get().next());
    assertNull(open.get().next());
  }

  @Test
  void aBatchThatFitsNoBufferIsRefused() {
    int most = Integer.MAX_VALUE / IMAGE;
    assertEquals(most, batches(most, 1).batchSize());
    assertEquals(
        "batch size: expected at most %d images of 16 px, found %d".formatted(most, most + 1),
        assertThrows(IllegalArgumentException.class, () -> batches(most + 1, 1)).getMessage());
  }

  /** Numbers without end. */
  private static Iterable<Integer> generated(IntConsumer before) {
    return () -> IntStream.iterate(0, i -> i + 1).peek(before).iterator();
  }

  @Test
  void aThousandImagesGoThroughAsManyBuffersAsAreAhead() throws Exception {
    PixelBatches batches = batches(1, 3);
    Iterable<ImageSource> thousand =
        () ->
            IntStream.range(0, 1000).mapToObj(i -> i % 5 == 0 ? NO_IMAGE : image(i % 9)).iterator();
    int read = 0;
    try (ReadAhead<ImageSource> ahead = ahead(batches, thousand)) {
      for (int i = 0; i < 1000; i++) {
        try (PixelBatch<ImageSource> batch = ahead.next()) {
          batch.read();
          read += batch.count();
        }
      }
      assertNull(ahead.next());
    }
    assertEquals(800, read);
    int buffers = 0;
    while (batches.borrow().isUsed()) {
      buffers++;
    }
    assertTrue(buffers > 0 && buffers <= 4, buffers + " buffers, expected one in use, three ahead");
  }

  @Test
  void aStreamThatNobodyClosesLeavesNoThread() {
    ReadAhead<ImageSource> forgotten = ahead(batches(1, 2), List.of(image(1), image(2), image(3)));
    assertEquals(0, forgotten.next().firstIndex()); // its threads end, as noThreadIsLeft sees
  }

  /** An image that says when and by whom it is read, and is not read on before it may. */
  private static final class Watched extends BufferedImage {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile Thread thread;

    Watched() {
      super(20, 10, TYPE_INT_RGB);
    }

    @Override
    public WritableRaster getRaster() {
      thread = Thread.currentThread();
      asked.countDown();
      try {
        assertTrue(goOn.await(5, TimeUnit.MINUTES));
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
      return super.getRaster();
    }
  }

  private static BufferedImage drawn(int seed) {
    return TestImages.drawn(20 + seed, 40 - seed, seed);
  }

  private static ImageSource image(int seed) {
    return ImageSource.of(drawn(seed));
  }

  private static PixelBatches batches(int batchSize, int threads) {
    return new PixelBatches(preprocessor(threads), batchSize);
  }

  private static ImagePreprocessor preprocessor(int threads) {
    return new ImagePreprocessor(DecodeOptions.DEFAULTS, ImagePreparation.squash(SIZE), threads);
  }

  private static ReadAhead<ImageSource> ahead(
      PixelBatches batches, Iterable<? extends ImageSource> sources) {
    return batches.readAhead(sources, source -> source, batches.batchSize(), Runnable::run);
  }

  private static void assertImage(int seed, PixelBatch<?> batch, int input) throws IOException {
    FloatBuffer alone = FloatBuffer.allocate(IMAGE);
    preprocessor(1).read(image(seed), alone, 0);
    FloatBuffer found = batch.pixels().slice(batch.place(input) * IMAGE, IMAGE);
    assertEquals(alone, found, "image " + seed);
  }
}
