package io.github.ram4j.server.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue of inputs and the threads that infer them, those of one kind together. The oldest input
 * goes first and takes others of its kind along. Inputs that nobody waits for cost no inference.
 *
 * <p>Thread-safe. {@link #close()} refuses further inputs and ends when those that were taken have
 * their results.
 */
public final class Batcher implements AutoCloseable {
  private final BatchSettings settings;
  private final BatchListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Waiting<?, ?>> queue = new ArrayDeque<>();
  private final List<Thread> workers = new ArrayList<>();
  private boolean closed;

  /** A batcher, whose threads begin at once. */
  public Batcher(BatchSettings settings, BatchListener listener) {
    this.settings = settings;
    this.listener = listener;
    for (int i = 0; i < settings.workers(); i++) {
      Thread worker = new Thread(this::work, "ram4j-batch-" + i);
      worker.setDaemon(true);
      workers.add(worker);
      worker.start();
    }
  }

  /** An input in the queue. */
  private record Waiting<T, R>(
      BatchKind<T, R> kind,
      T input,
      BooleanSupplier wanted,
      CompletableFuture<R> result,
      long since) {
    boolean isWanted() {
      return !result.isDone() && wanted.getAsBoolean();
    }
  }

  /**
   * Adds an input.
   *
   * @param <T> the input
   * @param <R> the result
   * @param wanted whether somebody still waits, asked before the inference
   * @return the result; ends with the input's exception, is cancelled where nobody waited
   * @throws QueueFullException if there is no place
   * @throws IllegalStateException if this is closed
   */
  public <T, R> CompletableFuture<R> submit(BatchKind<T, R> kind, T input, BooleanSupplier wanted) {
    CompletableFuture<R> result = new CompletableFuture<>();
    List<Waiting<?, ?>> gone;
    lock.lock();
    try {
      gone = makePlace();
      queue.add(new Waiting<>(kind, input, wanted, result, System.nanoTime()));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    gone.forEach(this::leaveOut);
    return result;
  }

  /** The number of inputs that wait. */
  public int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Refuses what a further input would be refused for, to tell a client before its body comes.
   *
   * @throws QueueFullException if there is no place
   * @throws IllegalStateException if this is closed
   */
  public void requirePlace() {
    List<Waiting<?, ?>> gone;
    lock.lock();
    try {
      gone = makePlace();
    } finally {
      lock.unlock();
    }
    gone.forEach(this::leaveOut);
  }

  /**
   * Takes those out that nobody waits for, where the queue is full. The lock is held.
   *
   * @return what was taken out, to be left out without the lock
   */
  private List<Waiting<?, ?>> makePlace() {
    if (closed) {
      throw new IllegalStateException("queue: expected to be open, found closed");
    }
    if (queue.size() < settings.queue()) {
      return List.of();
    }
    List<Waiting<?, ?>> gone = queue.stream().filter(each -> !each.isWanted()).toList();
    if (gone.isEmpty()) {
      throw new QueueFullException(settings.queue());
    }
    queue.removeAll(gone);
    return gone;
  }

  private void leaveOut(Waiting<?, ?> input) {
    listener.leftOut(input.kind().name());
    input.result().cancel(false);
  }

  private void work() {
    for (List<Waiting<?, ?>> batch = next(); batch != null; batch = next()) {
      inferAny(batch);
    }
  }

  /** Waits for a batch; null when this is closed and the queue empty. */
  private @Nullable List<Waiting<?, ?>> next() {
    lock.lock();
    try {
      while (true) {
        Waiting<?, ?> oldest = queue.peek();
        if (oldest == null) {
          if (closed) {
            return null;
          }
          changed.awaitUninterruptibly();
          continue;
        }
        long left = oldest.since() + settings.window().toNanos() - System.nanoTime();
        if (left <= 0 || closed || count(oldest.kind()) >= settings.maxBatch()) {
          return take(oldest.kind());
        }
        changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("a worker's thread, which nobody interrupts", e);
    } finally {
      lock.unlock();
    }
  }

  private long count(BatchKind<?, ?> kind) {
    return queue.stream().filter(each -> each.kind().equals(kind)).count();
  }

  private List<Waiting<?, ?>> take(BatchKind<?, ?> kind) {
    List<Waiting<?, ?>> batch = new ArrayList<>();
    Iterator<Waiting<?, ?>> all = queue.iterator();
    while (all.hasNext() && batch.size() < settings.maxBatch()) {
      Waiting<?, ?> each = all.next();
      if (each.kind().equals(kind)) {
        all.remove();
        batch.add(each);
      }
    }
    return batch;
  }

  @SuppressWarnings("unchecked") // all of one kind, which has one type of input and of result
  private void inferAny(List<Waiting<?, ?>> batch) {
    infer((List<Waiting<Object, Object>>) (List<?>) batch);
  }

  private <T, R> void infer(List<Waiting<T, R>> batch) {
    List<Waiting<T, R>> wanted = new ArrayList<>();
    for (Waiting<T, R> each : batch) {
      if (each.isWanted()) {
        wanted.add(each);
      } else {
        leaveOut(each);
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    BatchKind<T, R> kind = wanted.get(0).kind();
    long began = System.nanoTime();
    listener.begins(kind.name(), wanted.size(), began - wanted.get(0).since());
    try {
      List<BatchResult<R>> results =
          kind.inference().apply(wanted.stream().map(Waiting::input).toList());
      for (int i = 0; i < wanted.size(); i++) {
        BatchResult<R> result = results.get(i);
        if (result.failure() == null) {
          wanted.get(i).result().complete(result.value());
        } else {
          wanted.get(i).result().completeExceptionally(result.failure());
        }
      }
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      wanted.forEach(each -> each.result().completeExceptionally(e));
    } finally {
      listener.ended(kind.name(), wanted.size(), System.nanoTime() - began);
    }
  }

  /** Refuses further inputs and waits for the results of those that were taken. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          TimeUnit.MILLISECONDS.timedJoin(worker, Long.MAX_VALUE);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
