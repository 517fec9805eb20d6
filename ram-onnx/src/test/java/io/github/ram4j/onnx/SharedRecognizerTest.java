package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.testkit.TestImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One recognizer and many threads. */
class SharedRecognizerTest {
  private static final int THREADS = 8;
  private static final int IMAGES = 400;
  private static final int DISTINCT = 50;

  /** After so long a test has hung; nothing is said about how long it takes. */
  private static final int HANG_MINUTES = 5;

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    try (Recognizer shared = RamModels.open(ClipartModels.ram(), ModelOptions.defaults())) {
      List<byte[]> images = new ArrayList<>();
      List<float[]> alone = new ArrayList<>();
      for (int i = 0; i < DISTINCT; i++) {
        images.add(TestImages.png(TestImages.drawn(60 + i, 160 - i, i)));
        alone.add(RecognizerTest.logits(shared.recognize(images.get(i))));
      }
      onEveryThread(
          IMAGES,
          i -> {
            float[] found = RecognizerTest.logits(shared.recognize(images.get(i % DISTINCT)));
            assertArrayEquals(alone.get(i % DISTINCT), found, "image " + i);
          });
    }
  }

  @Test
  void closingWaitsForRunningCallsAndLaterCallsAreRefused() throws Exception {
    Recognizer shared = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
    List<ImageSource> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(ImageSource.of(TestImages.drawn(100, 100, i)));
    }
    byte[] last = TestImages.png(TestImages.drawn(9, 9, 1));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    many.add(ImageSource.of(heldUp(last, inside, goOn)));
    ExecutorService pool = Executors.newSingleThreadExecutor();
    AtomicBoolean early = new AtomicBoolean();
    Thread closer =
        new Thread(
            () -> {
              shared.close();
              early.set(goOn.getCount() > 0);
            });
    try {
      Future<Integer> running = pool.submit(() -> shared.recognizeAll(many).size());
      assertTrue(inside.await(HANG_MINUTES, TimeUnit.MINUTES));
      closer.start();
      while (closer.getState() == Thread.State.RUNNABLE) {
        Thread.onSpinWait(); // until it waits, or has closed
      }
      assertFalse(running.isDone());
      goOn.countDown();
      assertEquals(21, running.get(HANG_MINUTES, TimeUnit.MINUTES));
      closer.join(TimeUnit.MINUTES.toMillis(HANG_MINUTES));
      assertFalse(closer.isAlive(), "closing still waits");
      assertFalse(early.get(), "closed under a running call");
    } finally {
      goOn.countDown();
      pool.shutdownNow();
    }
    BufferedImage image = TestImages.drawn(10, 10, 1);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> shared.recognize(image));
    assertTrue(refused.getMessage().contains("closed"), refused.getMessage());
    shared.close();
    assertEquals(ClipartModels.ram().vocabulary(), shared.vocabulary());
  }

  @Test
  void aCallThatFailsDoesNotHinderClosing() throws Exception {
    Recognizer shared = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
    assertThrows(ImageException.class, () -> shared.recognize(new byte[] {1, 2, 3}));
    Thread closer = new Thread(shared::close);
    closer.start();
    closer.join(TimeUnit.MINUTES.toMillis(HANG_MINUTES));
    assertFalse(closer.isAlive());
  }

  /** Bytes that can be read when another thread says so. */
  private static InputStream heldUp(byte[] bytes, CountDownLatch asked, CountDownLatch goOn) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] to, int offset, int count) {
        asked.countDown();
        try {
          assertTrue(goOn.await(HANG_MINUTES, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        return super.read(to, offset, count);
      }
    };
  }

  /** Work that may throw. */
  interface Work {
    void run(int i) throws IOException;
  }

  /** Does a piece of work for each number below a count, on several threads. */
  static void onEveryThread(int count, Work work) throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        running.add(
            pool.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    work.run(i);
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
