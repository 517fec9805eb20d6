package io.github.ram4j;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes that several threads compute, in the order of the inputs. Idle threads end soon, so that
 * unclosed outcomes leave none. Not thread-safe.
 *
 * @param <I> the input
 * @param <R> the result
 */
final class InParallel<I, R> implements Outcomes<I, R> {
  static final String THREAD_NAME = "ram4j-parallel";

  /** So many that a caller who writes results down now and then leaves no thread without work. */
  private static final int AHEAD_EACH = 16;

  private static final int IDLE_SECONDS = 1;

  private final Iterator<? extends I> inputs;
  private final Work<? super I, ? extends R> work;
  private final int ahead;
  private final ThreadPoolExecutor threads;
  private final Deque<Future<Outcome<I, R>>> waiting = new ArrayDeque<>();
  private final Iterator<Outcome<I, R>> iterator =
      new Iterator<>() {
        @Override
        public boolean hasNext() {
          return isNext();
        }

        @Override
        public Outcome<I, R> next() {
          return InParallel.this.next();
        }
      };

  private @Nullable Outcome<I, R> ready;

  /** A RuntimeException or Error of the inputs, which comes in its turn. */
  private @Nullable Throwable failed;

  private long taken;
  private long returned;
  private boolean atEnd;
  private boolean closed;

  InParallel(Iterable<? extends I> inputs, int threads, Work<? super I, ? extends R> work) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected 1 or more, found " + threads);
    }
    this.inputs = inputs.iterator();
    this.work = Objects.requireNonNull(work, "work");
    this.ahead = Math.multiplyExact(threads, AHEAD_EACH);
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            InParallel::thread);
    this.threads.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, THREAD_NAME);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Iterator<Outcome<I, R>> iterator() {
    return iterator;
  }

  private boolean isNext() {
    boolean well = false;
    try {
      if (ready == null && !closed) {
        ready = await();
      }
      well = true;
    } finally {
      if (!well) {
        close();
      }
    }
    if (ready == null) {
      close();
    }
    return ready != null;
  }

  private Outcome<I, R> next() {
    if (!isNext() || ready == null) {
      throw new NoSuchElementException("outcomes: expected a next one, found the end");
    }
    Outcome<I, R> next = ready;
    ready = null;
    returned++;
    return next;
  }

  /** Waits for the next outcome, while those after it are computed; null at the end. */
  private @Nullable Outcome<I, R> await() {
    while (!atEnd && waiting.size() < ahead) {
      take();
    }
    Future<Outcome<I, R>> next = waiting.poll();
    if (next == null) {
      rethrow(failed);
      return null;
    }
    try {
      return next.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OneByOne.interrupted(returned);
    } catch (ExecutionException e) {
      rethrow(e.getCause());
      throw new IllegalStateException("expected an unchecked exception", e);
    }
  }

  private static void rethrow(@Nullable Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    }
  }

  private void take() {
    // Whatever the inputs throw, an Error too, comes in its turn.
    FutureTask<Void> taking = new FutureTask<>(this::submitNext, null);
    taking.run();
    try {
      taking.get();
    } catch (ExecutionException e) {
      atEnd = true;
      failed = e.getCause();
    } catch (InterruptedException e) { // which get looks for first, though all is done
      Thread.currentThread().interrupt();
      throw OneByOne.interrupted(returned);
    }
  }

  private void submitNext() {
    if (!inputs.hasNext()) {
      atEnd = true;
      return;
    }
    I input = Objects.requireNonNull(inputs.next(), "input");
    long place = taken++;
    if (!closed) { // by the inputs, which may be a channel that its other end closed
      waiting.add(threads.submit(() -> OneByOne.outcome(place, input, work)));
    }
  }

  @Override
  public void close() {
    atEnd = true;
    closed = true;
    ready = null;
    waiting.clear();
    threads.shutdownNow();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
