package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Picture;
import io.github.ram4j.PictureException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One recognizer and many threads. */
class SharedRecognizerTest {
  private static final int THREADS = 8;
  private static final int PICTURES = 2000;
  private static final int DISTINCT = 100;
  private static final long ALLOWED_GROWTH_BYTES = 20L << 20;

  @Test
  void eightThreadsGetWhatOneGetsAndMemoryStaysFlat() throws Exception {
    try (Recognizer shared = RamModels.open(ClipartModels.ram(), SessionConfig.defaults())) {
      List<byte[]> pictures = new ArrayList<>();
      List<float[]> alone = new ArrayList<>();
      for (int i = 0; i < DISTINCT; i++) {
        BufferedImage picture = TestPictures.drawn(60 + i, 160 - i, i);
        pictures.add(TestPictures.png(picture));
        alone.add(RecognizerTest.logits(shared.recognize(pictures.get(i))));
      }
      long[] residentBytes = new long[PICTURES];
      AtomicInteger next = new AtomicInteger();
      onEveryThread(
          () -> {
            for (int i = next.getAndIncrement(); i < PICTURES; i = next.getAndIncrement()) {
              float[] found = RecognizerTest.logits(shared.recognize(pictures.get(i % DISTINCT)));
              assertArrayEquals(alone.get(i % DISTINCT), found, "picture " + i);
              residentBytes[i] = ResidentMemory.bytes();
            }
          });
      long first = largest(residentBytes, 0, PICTURES / 4);
      long last = largest(residentBytes, PICTURES * 3 / 4, PICTURES);
      System.out.printf(
          "resident memory: first quarter %d MB, last quarter %d MB%n", first >> 20, last >> 20);
      assertTrue(
          last - first <= ALLOWED_GROWTH_BYTES,
          () -> "resident bytes: first quarter %d, last quarter %d".formatted(first, last));
    }
  }

  @Test
  void closingWaitsForRunningCallsAndLaterCallsAreRefused() throws Exception {
    Recognizer shared = RamModels.open(ClipartModels.ram(), SessionConfig.defaults());
    List<Picture> many = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      many.add(Picture.of(TestPictures.drawn(100, 100, i)));
    }
    CountDownLatch started = new CountDownLatch(1);
    // The last picture a call reads tells that it is inside; the first one lets the closer go.
    many.set(0, Picture.of(signalling(TestPictures.png(TestPictures.drawn(9, 9, 1)), started)));
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> running = pool.submit(() -> shared.recognizeAll(many).size());
      started.await();
      Future<Boolean> closing =
          pool.submit(
              () -> {
                shared.close();
                return running.isDone();
              });
      assertEquals(60, running.get(60, TimeUnit.SECONDS));
      closing.get(60, TimeUnit.SECONDS);
    } finally {
      pool.shutdownNow();
    }
    BufferedImage picture = TestPictures.drawn(10, 10, 1);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> shared.recognize(picture));
    assertTrue(refused.getMessage().contains("closed"), refused.getMessage());
    shared.close();
    assertEquals(ClipartModels.ram().vocabulary(), shared.vocabulary());
  }

  @Test
  void aCallThatFailsDoesNotHinderClosing() throws Exception {
    Recognizer shared = RamModels.open(ClipartModels.ram(), SessionConfig.defaults());
    assertThrows(PictureException.class, () -> shared.recognize(new byte[] {1, 2, 3}));
    Thread closer = new Thread(shared::close);
    closer.start();
    closer.join(TimeUnit.SECONDS.toMillis(20));
    assertFalse(closer.isAlive());
  }

  private static InputStream signalling(byte[] bytes, CountDownLatch started) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] to, int offset, int count) {
        started.countDown();
        return super.read(to, offset, count);
      }
    };
  }

  /** Work that may throw. */
  private interface Work {
    void run() throws IOException;
  }

  private static void onEveryThread(Work work) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(
            pool.submit(
                () -> {
                  work.run();
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

  private static long largest(long[] values, int from, int to) {
    long largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, values[i]);
    }
    return largest;
  }
}
