package io.github.ram4j.runtime.lifetime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls and closing, in every order that threads have them in. */
class CallGateTest {

  private final CallGate gate = CallGate.open("gate");
  private final AtomicInteger freed = new AtomicInteger();
  private final ExecutorService pool = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    gate.close(freed::incrementAndGet);
    pool.shutdownNow();
    assertEquals(1, freed.get());
  }

  private Future<Void> close() {
    return pool.submit(
        () -> {
          gate.close(freed::incrementAndGet);
          return null;
        });
  }

  private static <T> T get(Future<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(5, TimeUnit.MINUTES);
  }

  private IllegalStateException refused() {
    return assertThrows(IllegalStateException.class, () -> gate.call(() -> 1));
  }

  @Test
  void closingWaitsForCallsThatRunAndRefusesOthersAtOnce() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Callable<Integer> call =
        () ->
            gate.call(
                () -> {
                  inside.countDown();
                  await(goOn);
                  return freed.get();
                });
    Future<Integer> running = pool.submit(call);
    inside.await();
    Future<Void> first = close();
    Future<Void> second = close();
    while (true) {
      try {
        gate.call(() -> 1);
      } catch (IllegalStateException e) {
        assertEquals("gate: expected to be open, found closed", e.getMessage());
        break;
      }
    }
    assertFalse(first.isDone());
    assertFalse(second.isDone());
    goOn.countDown();
    assertEquals(0, get(running), "freed while a call ran");
    get(first);
    get(second);
    assertEquals(1, freed.get());
    refused();
  }

  @Test
  void aThreadThatIsInsideMayEnterAgainWhileOthersClose() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    Future<Integer> running =
        pool.submit(
            () ->
                gate.call(
                    () -> {
                      inside.countDown();
                      while (true) {
                        Future<Integer> other = pool.submit(() -> gate.call(() -> 1));
                        try {
                          get(other);
                        } catch (ExecutionException e) {
                          return gate.call(() -> 2); // others are refused by now
                        } catch (InterruptedException | TimeoutException e) {
                          throw new IOException(e);
                        }
                      }
                    }));
    inside.await();
    Future<Void> closing = close();
    assertEquals(2, get(running));
    get(closing);
  }

  @Test
  void aCallCannotCloseItsOwnGate() throws IOException {
    IllegalStateException thrown =
        gate.call(
            () ->
                assertThrows(
                    IllegalStateException.class, () -> gate.close(freed::incrementAndGet)));
    assertEquals("gate: cannot be closed from within a call of it", thrown.getMessage());
    assertEquals(3, gate.call(() -> 3));
  }

  @Test
  void waitingForRunningCallsRefusesNoneAndEnds() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Future<Integer> running =
        pool.submit(
            () ->
                gate.call(
                    () -> {
                      inside.countDown();
                      await(goOn);
                      return 1;
                    }));
    inside.await();
    gate.awaitRunning(System.nanoTime()); // the time is over
    assertFalse(running.isDone());
    Future<?> waiting = pool.submit(() -> gate.awaitRunning(System.nanoTime() + (60L << 30)));
    assertEquals(4, gate.call(() -> 4));
    assertFalse(waiting.isDone());
    goOn.countDown();
    get(waiting);
    assertEquals(1, get(running));
  }

  @Test
  void anInterruptOfWhoClosesStaysSetAndDoesNotHinderClosing() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Future<Integer> running =
        pool.submit(
            () ->
                gate.call(
                    () -> {
                      inside.countDown();
                      await(goOn);
                      return 1;
                    }));
    inside.await();
    Future<Boolean> closing =
        pool.submit(
            () -> {
              Thread.currentThread().interrupt();
              gate.close(freed::incrementAndGet);
              return Thread.interrupted();
            });
    Thread.sleep(100);
    assertFalse(closing.isDone());
    goOn.countDown();
    get(running);
    assertTrue(get(closing));
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
