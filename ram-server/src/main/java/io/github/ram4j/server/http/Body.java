package io.github.ram4j.server.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** A body that is read into memory, without a thread that waits for it. */
final class Body {
  private static final long TICK_MS = 500;

  private final Request request;
  private final BodyLimits limits;
  private final Scheduler scheduler;
  private final long began = System.nanoTime();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final Blocks blocks;
  private volatile int received;
  private boolean closed;

  Body(Request request, BodyLimits limits, ByteBudget budget) {
    this.request = request;
    this.limits = limits;
    this.blocks = new Blocks(budget);
    this.scheduler = request.getComponents().getScheduler();
  }

  /** Begins to read. */
  CompletableFuture<byte[]> read() {
    long announced = request.getLength();
    if (announced > limits.maxBytes()) {
      fail(tooLarge(Long.toString(announced)));
    } else {
      watch();
      readMore();
    }
    return whole;
  }

  /** Returns whether all of the body came. */
  boolean isWhole() {
    return whole.isDone() && !whole.isCompletedExceptionally();
  }

  /** Ends reading, and gives the memory back. */
  synchronized void close() {
    closed = true;
    blocks.giveBack();
  }

  private Problem tooLarge(String found) {
    return Problem.tooLarge(
        "body: expected at most %d bytes, found %s".formatted(limits.maxBytes(), found));
  }

  private void watch() {
    scheduler.schedule(
        () -> {
          if (whole.isDone()) {
            return;
          }
          long passedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
          long expected = passedMs * limits.minBytesPerSecond() / 1000;
          if (passedMs > limits.grace().toMillis() && received < expected) {
            fail(
                Problem.tooSlow(
                    "body: expected %d bytes a second, found %d bytes after %d ms"
                        .formatted(limits.minBytesPerSecond(), received, passedMs)));
          } else {
            watch();
          }
        },
        TICK_MS,
        TimeUnit.MILLISECONDS);
  }

  private void readMore() {
    while (!whole.isDone()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this::readMore);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        fail(problem(chunk.getFailure()));
        return;
      }
      Problem problem;
      boolean last = chunk.isLast();
      try {
        problem = add(chunk);
      } finally {
        chunk.release();
      }
      if (problem != null) {
        fail(problem);
      } else if (last) {
        whole.complete(join());
      }
    }
  }

  private synchronized @Nullable Problem add(Content.Chunk chunk) {
    if (closed) {
      return Problem.unavailable("body: expected it in time, found the request over", 1);
    }
    if ((long) blocks.length() + chunk.remaining() > limits.maxBytes()) {
      return tooLarge("more");
    }
    if (!blocks.add(chunk.getByteBuffer())) {
      return Problem.tooMany("bodies: expected room in memory, found none left", 1);
    }
    received = blocks.length();
    return null;
  }

  private synchronized byte[] join() {
    return blocks.join();
  }

  private static Problem problem(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return Problem.tooSlow("body: expected more bytes, found none for too long");
    }
    if (failure instanceof HttpException) {
      return Problem.badRequest("body: expected valid HTTP, found: " + failure.getMessage());
    }
    return Problem.badRequest("body: expected all of it, found its end too early");
  }

  private void fail(Problem problem) {
    whole.completeExceptionally(new ProblemException(problem));
  }
}
