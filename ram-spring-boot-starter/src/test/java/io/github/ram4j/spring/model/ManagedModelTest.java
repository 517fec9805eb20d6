package io.github.ram4j.spring.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.RamException;
import io.github.ram4j.spring.model.ManagedModel.State;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limit of calls, opening, and closing while calls wait. */
class ManagedModelTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicBoolean freed = new AtomicBoolean();
  private final List<FinishedCall> calls = new ArrayList<>();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private ManagedModel<String> model(int limit, Duration wait) {
    return new ManagedModel<>(
        "recognizer",
        () -> {
          opened.incrementAndGet();
          return new OpenedModel<>("model", () -> freed.set(true));
        },
        new CallLimit(limit, wait),
        List.of((model, operation) -> calls::add));
  }

  /** A call that goes on until a latch is open. */
  private static Callable<String> until(
      ManagedModel<String> model, CountDownLatch began, CountDownLatch end) {
    return () ->
        model.call(
            "recognize",
            1,
            it -> {
              began.countDown();
              try {
                end.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return it;
            });
  }

  @Test
  void oneOpeningForAllCalls() throws Exception {
    ManagedModel<String> model = model(8, LONG);
    CountDownLatch began = new CountDownLatch(8);
    CountDownLatch end = new CountDownLatch(1);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(threads.submit(until(model, began, end)));
    }
    began.await();
    end.countDown();
    for (Future<String> answer : answers) {
      assertEquals("model", answer.get());
    }
    assertEquals(1, opened.get());
    model.close();
    assertTrue(freed.get());
  }

  @Test
  void aCallAboveTheLimitEndsAfterItsWait() throws Exception {
    ManagedModel<String> model = model(1, Duration.ofMillis(20));
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Future<String> first = threads.submit(until(model, began, end));
    began.await();
    ModelBusyException busy =
        assertThrows(ModelBusyException.class, () -> model.call("recognize", 1, it -> it));
    assertEquals(
        "recognizer: expected fewer than 1 calls within PT0.02S, found all of them busy and 0"
            + " waiting",
        busy.getMessage());
    end.countDown();
    assertEquals("model", first.get());
    assertEquals("model", model.call("recognize", 1, it -> it));
    assertEquals(3, calls.size());
    FinishedCall refused = calls.get(0);
    assertEquals(busy, refused.failure());
    assertEquals(Duration.ZERO, refused.took());
    assertTrue(refused.waited().toMillis() >= 20, refused.toString());
  }

  @Test
  void aCallWithinACallNeedsNoOtherPermit() throws IOException {
    ManagedModel<String> model = model(1, Duration.ZERO);
    assertEquals("model", model.call("agreement", 0, it -> model.call("embed", 1, inner -> inner)));
  }

  @Test
  void closingWaitsForCallsThatWait() throws Exception {
    CallLimit limit = new CallLimit(1, LONG);
    ManagedModel<String> model =
        new ManagedModel<>(
            "recognizer",
            () -> new OpenedModel<>("model", () -> freed.set(true)),
            limit,
            List.of());
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Future<String> computing = threads.submit(until(model, began, end));
    began.await();
    Future<String> waiting = threads.submit(() -> model.call("recognize", 1, it -> it));
    while (limit.waiting() == 0) {
      Thread.onSpinWait();
    }
    Future<?> closing = threads.submit(model::close);
    // Refused as soon as closing has begun; before, the call would wait, so it goes without limit.
    while (true) {
      try {
        model.ask(it -> it.length());
        model.openNow();
      } catch (IllegalStateException e) {
        break;
      }
    }
    assertFalse(freed.get());
    end.countDown();
    assertEquals("model", computing.get());
    assertEquals("model", waiting.get());
    closing.get();
    assertTrue(freed.get());
    assertEquals(State.CLOSED, model.state());
    assertEquals(5, model.<Integer>ask(String::length));
    assertThrows(IllegalStateException.class, () -> model.call("recognize", 1, it -> it));
  }

  @Test
  void openingThatFailsIsTriedAgain() throws IOException {
    AtomicBoolean there = new AtomicBoolean();
    ManagedModel<String> model =
        new ManagedModel<>(
            "recognizer",
            () -> {
              if (!there.get()) {
                throw new FileNotFoundException("bundle");
              }
              return new OpenedModel<>("model", () -> {});
            },
            new CallLimit(1, LONG),
            List.of());
    assertThrows(FileNotFoundException.class, () -> model.call("recognize", 1, it -> it));
    assertEquals(State.FAILED, model.state());
    there.set(true);
    assertEquals("model", model.call("recognize", 1, it -> it));
    assertEquals(State.OPEN, model.state());
    assertTrue(model.failure().isEmpty());
    model.close();
  }

  @Test
  void anInterruptedWaitEndsTheCall() throws Exception {
    CallLimit limit = new CallLimit(1, LONG);
    ManagedModel<String> model =
        new ManagedModel<>(
            "recognizer", () -> new OpenedModel<>("model", () -> {}), limit, List.of());
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Future<String> first = threads.submit(until(model, began, end));
    began.await();
    Thread.currentThread().interrupt();
    RamException e = assertThrows(RamException.class, () -> model.call("recognize", 1, it -> it));
    assertTrue(Thread.interrupted(), "expected the thread to stay interrupted");
    assertTrue(e.getMessage().contains("interrupted"), e.getMessage());
    end.countDown();
    first.get();
    assertEquals(0, limit.active());
  }
}
