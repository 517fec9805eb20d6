package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.testkit.TestImages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StackOverflowTest {
  private static final int OVERFLOWS = 60;
  private static final int SMALL_STACK = 512 << 10;

  @Test
  void aCallThatLeavesNoStackIsOut() throws Exception {
    try (Recognizer recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults())) {
      byte[] image = TestImages.png(TestImages.drawn(60, 50, 1));
      recognizer.recognize(image);
      List<Integer> overflows = new ArrayList<>();
      Thread deep =
          new Thread(
              null,
              () -> {
                AtomicInteger seen = new AtomicInteger();
                fall(recognizer, image, seen);
                overflows.add(seen.get());
              },
              "deep",
              SMALL_STACK);
      deep.start();
      deep.join();
      assertTrue(overflows.get(0) > 1, () -> "overflows: " + overflows);
      assertTrue(recognizer.recognize(image).scores().hasRemaining());
      Thread closing = new Thread(recognizer::close);
      closing.start();
      closing.join(60_000);
      assertFalse(closing.isAlive());
    }
  }

  /** Recurses until the stack is full, and calls again and again while it becomes less so. */
  @SuppressWarnings("InfiniteRecursion") // until the stack is full
  private static void fall(Recognizer recognizer, byte[] image, AtomicInteger overflows) {
    try {
      fall(recognizer, image, overflows);
    } catch (StackOverflowError e) {
      overflows.incrementAndGet();
    }
    if (overflows.get() < OVERFLOWS) {
      try {
        recognizer.recognize(image);
        overflows.addAndGet(OVERFLOWS);
      } catch (StackOverflowError e) {
        overflows.incrementAndGet();
      }
    }
  }
}
