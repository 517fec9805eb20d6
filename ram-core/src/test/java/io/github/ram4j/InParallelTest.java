package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Outcomes that several threads compute. */
@Timeout(120)
class InParallelTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 50).boxed().toList();

  @Test
  void outcomesComeInTheOrderOfTheInputs() throws IOException {
    CyclicBarrier bothAreHere = new CyclicBarrier(2);
    List<Integer> results = new ArrayList<>();
    try (Outcomes<Integer, Integer> squares =
        Outcomes.inParallel(
            NUMBERS,
            2,
            number -> {
              await(bothAreHere); // which one thread alone would wait at for ever
              return number * number;
            })) {
      for (Outcome<Integer, Integer> outcome : squares) {
        assertEquals(results.size(), outcome.index());
        assertEquals(outcome.index(), (long) outcome.input());
        results.add(outcome.get());
      }
    }
    assertEquals(NUMBERS.stream().map(number -> number * number).toList(), results);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void failuresAreThoseOfTheirInputs() throws IOException {
    try (Outcomes<Integer, Integer> outcomes =
        Outcomes.inParallel(
            NUMBERS,
            3,
            number -> {
              if (number % 3 == 1) {
                throw new FileNotFoundException("file " + number);
              }
              if (number % 3 == 2) {
                throw new ImageException("image " + number);
              }
              return number;
            })) {
      for (Outcome<Integer, Integer> outcome : outcomes) {
        int number = outcome.input();
        if (number % 3 == 0) {
          assertEquals(number, outcome.get());
        } else {
          Exception failure = outcome.failure().orElseThrow();
          assertEquals((number % 3 == 1 ? "file " : "image ") + number, failure.getMessage());
        }
      }
    }
  }

  @Test
  void otherExceptionsComeInTheirTurnAndClose() {
    IllegalStateException closed = new IllegalStateException("closed");
    Outcomes<Integer, Integer> outcomes =
        Outcomes.inParallel(
            NUMBERS,
            2,
            number -> {
              if (number == 5) {
                throw closed;
              }
              return number;
            });
    assertThrownAfter(5, closed, outcomes);
  }

  @Test
  void exceptionsOfTheInputsComeInTheirTurn() {
    NumberFormatException broken = new NumberFormatException("input");
    Iterator<Integer> numbers = NUMBERS.iterator();
    Iterable<Integer> inputs =
        () ->
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Integer next() {
                int number = numbers.next();
                if (number == 7) {
                  throw broken;
                }
                return number;
              }
            };
    assertThrownAfter(7, broken, Outcomes.inParallel(inputs, 2, number -> number));
  }

  private static void assertThrownAfter(
      int count, RuntimeException expected, Outcomes<Integer, Integer> outcomes) {
    Iterator<Outcome<Integer, Integer>> iterator = outcomes.iterator();
    for (int i = 0; i < count; i++) {
      assertEquals(i, iterator.next().index());
    }
    assertSame(expected, assertThrows(RuntimeException.class, iterator::next));
    assertFalse(iterator.hasNext());
    assertThrows(NoSuchElementException.class, iterator::next);
  }

  @Test
  void fewInputsAreTakenAhead() {
    AtomicInteger taken = new AtomicInteger();
    Iterable<Integer> endless =
        () -> IntStream.iterate(0, n -> n + 1).peek(n -> taken.incrementAndGet()).iterator();
    try (Outcomes<Integer, Integer> outcomes = Outcomes.inParallel(endless, 2, number -> number)) {
      Iterator<Outcome<Integer, Integer>> iterator = outcomes.iterator();
      for (int i = 0; i < 20; i++) {
        assertEquals(i, iterator.next().index());
      }
      assertTrue(taken.get() <= 20 + 16 * 2 + 1, taken + " taken");
    }
  }

  @Test
  void closingEndsRunningWorkAndWaitsForIt() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    AtomicInteger ended = new AtomicInteger();
    AtomicBoolean done = new AtomicBoolean();
    Outcomes<Integer, Integer> outcomes =
        Outcomes.inParallel(
            NUMBERS,
            3,
            number -> {
              if (number == 0) {
                return 0;
              }
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                ended.incrementAndGet();
                throw (IOException) new InterruptedIOException("interrupted").initCause(e);
              }
              done.set(true);
              return number;
            });
    assertEquals(0, outcomes.iterator().next().index());
    begun.await();
    outcomes.close();
    outcomes.close();
    assertTrue(ended.get() >= 2, ended + " ended");
    assertFalse(done.get());
    assertFalse(outcomes.iterator().hasNext());
  }

  @Test
  void anInterruptOfTheCallerCloses() {
    CountDownLatch never = new CountDownLatch(1);
    Outcomes<Integer, Integer> outcomes =
        Outcomes.inParallel(
            NUMBERS,
            2,
            number -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw (IOException) new InterruptedIOException("interrupted").initCause(e);
              }
              return number;
            });
    Thread.currentThread().interrupt();
    UncheckedIOException thrown =
        assertThrows(UncheckedIOException.class, outcomes.iterator()::next);
    assertTrue(Thread.interrupted());
    assertInstanceOf(InterruptedIOException.class, thrown.getCause());
    assertFalse(outcomes.iterator().hasNext());
  }

  @Test
  void noThreadIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Outcomes.inParallel(NUMBERS, 0, number -> number));
    assertEquals("threads: expected 1 or more, found 0", refused.getMessage());
  }
}
