package io.github.ram4j.image.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchReaderTest {
  private static final int SIZE = 16;
  private static final int IMAGE = 3 * SIZE * SIZE;
  private static final Path MISSING = Path.of("no-such-folder", "missing.jpg");

  @Test
  void batchesComeInTheirOrder() throws IOException {
    PixelBatches batches = batches(3);
    List<ImageSource> sources = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      sources.add(
          i % 4 == 2
              ? ImageSource.of(new ByteArrayInputStream(TestImages.png(drawn(i))))
              : ImageSource.of(drawn(i)));
    }
    List<List<ImageSource>> cut = batches.cut(sources);
    assertEquals(List.of(3, 3, 3, 2), cut.stream().map(List::size).toList());
    int source = 0;
    try (BatchReader reader = batches.reader(cut)) {
      for (List<ImageSource> batch : cut) {
        FloatBuffer pixels = reader.next();
        assertEquals(3 * IMAGE, pixels.limit());
        for (int i = 0; i < batch.size(); i++, source++) {
          assertEquals(alone(drawn(source)), pixels.slice(i * IMAGE, IMAGE), "" + source);
        }
      }
    }
    assertNothingRuns();
  }

  @Test
  void theNextBatchIsReadWhileOneIsUsed() throws Exception {
    Watched second = new Watched();
    Watched third = new Watched();
    second.goOn.countDown();
    third.goOn.countDown();
    try (BatchReader reader =
        reader(ImageSource.of(drawn(1)), ImageSource.of(second), ImageSource.of(third))) {
      FloatBuffer first = reader.next();
      assertTrue(second.asked.await(5, TimeUnit.MINUTES));
      assertNotSame(Thread.currentThread(), second.thread);
      second.thread.join();
      assertEquals(alone(drawn(1)), first); // still there
      assertEquals(1, third.asked.getCount(), "no more than one batch ahead");
      reader.next();
      assertTrue(third.asked.await(5, TimeUnit.MINUTES));
    }
    assertNothingRuns();
  }

  @Test
  void whatCannotBeReadFailsWhenItsTurnComes() throws IOException {
    byte[] noImage = {1, 2, 3};
    for (ImageSource bad : List.of(ImageSource.of(MISSING), ImageSource.of(noImage))) {
      try (BatchReader reader = reader(ImageSource.of(drawn(1)), ImageSource.of(drawn(2)), bad)) {
        reader.next();
        assertEquals(alone(drawn(2)), reader.next());
        Exception expected = assertThrows(Exception.class, () -> reader(bad).next());
        Exception found = assertThrows(Exception.class, reader::next);
        assertSame(expected.getClass(), found.getClass());
        assertEquals(expected.getMessage(), found.getMessage());
      }
    }
    try (BatchReader reader = reader(ImageSource.of(MISSING), ImageSource.of(drawn(1)))) {
      assertThrows(NoSuchFileException.class, reader::next);
    }
    try (BatchReader reader = reader(ImageSource.of(drawn(1)), ImageSource.of(MISSING))) {
      reader.next(); // the other's turn never comes
    }
    assertNothingRuns();
  }

  @Test
  void streamsAreReadInTheCallingThreadAndOnlyInTheirTurn() throws IOException {
    byte[] png = TestImages.png(drawn(2));
    List<Thread> readers = new ArrayList<>();
    ByteArrayInputStream stream =
        new ByteArrayInputStream(png) {
          @Override
          public synchronized int read(byte[] to, int offset, int count) {
            readers.add(Thread.currentThread());
            return super.read(to, offset, count);
          }
        };
    try (BatchReader reader = reader(ImageSource.of(drawn(1)), ImageSource.of(stream))) {
      reader.next();
      assertEquals(png.length, stream.available());
      assertEquals(alone(drawn(2)), reader.next());
    }
    assertFalse(readers.isEmpty());
    assertTrue(readers.stream().allMatch(Thread.currentThread()::equals), readers::toString);
    assertEquals(0, stream.available());
  }

  @Test
  void closingWaitsForWhatIsBeingRead() throws Exception {
    Watched second = new Watched();
    BatchReader reader = reader(ImageSource.of(drawn(1)), ImageSource.of(second));
    reader.next();
    assertTrue(second.asked.await(5, TimeUnit.MINUTES));
    Thread closer = new Thread(reader::close);
    closer.start();
    closer.join(100);
    assertTrue(closer.isAlive());
    second.goOn.countDown();
    closer.join(TimeUnit.MINUTES.toMillis(5));
    assertFalse(closer.isAlive());
    assertNothingRuns();
  }

  @Test
  void anInterruptReachesWhatIsBeingRead() throws Exception {
    Watched second = new Watched();
    try (BatchReader reader = reader(ImageSource.of(drawn(1)), ImageSource.of(second))) {
      reader.next();
      Thread.currentThread().interrupt();
      IllegalStateException ended = assertThrows(IllegalStateException.class, reader::next);
      assertTrue(Thread.interrupted());
      assertEquals("interrupted", ended.getMessage());
    }
    assertNothingRuns();
  }

  @Test
  void buffersAreUsedAgain() throws IOException {
    PixelBatches batches = batches(1);
    DirectBuffer[] kept = {batches.borrow(), batches.borrow()};
    batches.giveBack(kept[0]);
    batches.giveBack(kept[1]);
    for (int call = 0; call < 5; call++) {
      List<ImageSource> sources = List.of(ImageSource.of(drawn(1)), ImageSource.of(drawn(2)));
      try (BatchReader reader = batches.reader(batches.cut(sources))) {
        reader.next();
        reader.next();
      }
      byte[] noImage = {1, 2, 3};
      try (BatchReader reader = batches.reader(List.of(List.of(ImageSource.of(noImage))))) {
        assertThrows(ImageException.class, reader::next);
      }
    }
    List<DirectBuffer> now = List.of(batches.borrow(), batches.borrow());
    assertTrue(now.containsAll(List.of(kept)));
    assertFalse(List.of(kept).contains(batches.borrow()));
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

  private static PixelBatches batches(int batchSize) {
    return new PixelBatches(imageReader(), batchSize);
  }

  private static ImagePreprocessor imageReader() {
    return new ImagePreprocessor(DecodeOptions.DEFAULTS, ImagePreparation.squash(SIZE), 1);
  }

  private static BatchReader reader(ImageSource... sources) {
    PixelBatches batches = batches(1);
    return batches.reader(batches.cut(List.of(sources)));
  }

  private static FloatBuffer alone(BufferedImage image) throws IOException {
    FloatBuffer pixels = FloatBuffer.allocate(IMAGE);
    imageReader().read(ImageSource.of(image), pixels, 0);
    return pixels;
  }

  private static void assertNothingRuns() {
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals(BackgroundRead.THREAD_NAME)));
  }
}
