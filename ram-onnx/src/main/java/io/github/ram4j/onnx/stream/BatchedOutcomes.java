package io.github.ram4j.onnx.stream;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.RamException;
import io.github.ram4j.image.batch.PixelBatch;
import io.github.ram4j.image.batch.PixelBatches;
import io.github.ram4j.image.batch.ReadAhead;
import io.github.ram4j.runtime.lifetime.CallGate;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Outcomes of inputs that are read ahead and inferred in batches. Each batch is a call of a {@link
 * CallGate}, and so is each read on another thread: closing a model waits for running calls, but
 * not for an open stream.
 *
 * @param <I> the input
 * @param <R> the result
 */
public final class BatchedOutcomes<I, R> implements Outcomes<I, R> {

  /** The inference of a batch. */
  @FunctionalInterface
  public interface Inference<I, R> {
    /**
     * Reads the batch, if needed, and infers.
     *
     * @return the result of each input; null where {@link PixelBatch#failure} has an exception
     * @throws RamException if the engine fails, for all inputs of the batch
     */
    List<R> results(PixelBatch<I> batch) throws InterruptedException;
  }

  private final CallGate gate;
  private final ReadAhead<I> inputs;
  private final Inference<I, R> inference;
  private final Deque<Outcome<I, R>> ready = new ArrayDeque<>();
  private final Iterator<Outcome<I, R>> iterator =
      new Iterator<>() {
        @Override
        public boolean hasNext() {
          return isNext();
        }

        @Override
        public Outcome<I, R> next() {
          return BatchedOutcomes.this.next();
        }
      };

  private Throwable thrownNext;
  private long count;
  private boolean closed;

  private BatchedOutcomes(CallGate gate, ReadAhead<I> inputs, Inference<I, R> inference) {
    this.gate = gate;
    this.inputs = inputs;
    this.inference = inference;
  }

  /**
   * New outcomes, none of which is computed yet.
   *
   * @param source the image of an input; null where there is none to read
   * @param together number of inputs in a batch
   * @throws IllegalStateException if the gate is closed
   */
  public static <I, R> BatchedOutcomes<I, R> of(
      Iterable<? extends I> inputs,
      Function<? super I, ? extends ImageSource> source,
      PixelBatches batches,
      int together,
      CallGate gate,
      Inference<I, R> inference) {
    enter(gate, () -> {});
    return new BatchedOutcomes<>(
        gate, batches.readAhead(inputs, source, together, entrance(gate)), inference);
  }

  private static Executor entrance(CallGate gate) {
    return read -> {
      try {
        enter(gate, read);
      } catch (IllegalStateException e) {
        // Closed: a call that is inside still reads the image itself.
      }
    };
  }

  private static void enter(CallGate gate, Runnable work) {
    try {
      gate.call(
          () -> {
            work.run();
            return null;
          });
    } catch (IOException e) {
      throw new UncheckedIOException("work without checked exceptions", e);
    }
  }

  @Override
  public Iterator<Outcome<I, R>> iterator() {
    return iterator;
  }

  private boolean isNext() {
    boolean well = false;
    try {
      while (ready.isEmpty() && !closed) {
        advance();
      }
      well = true;
      return !ready.isEmpty();
    } finally {
      if (!well) {
        close();
      }
    }
  }

  private Outcome<I, R> next() {
    if (!isNext()) {
      throw new NoSuchElementException("outcomes: expected a next one, found the end");
    }
    count++;
    return ready.remove();
  }

  private void advance() {
    if (thrownNext instanceof Error error) {
      throw error;
    }
    if (thrownNext != null) {
      throw (RuntimeException) thrownNext;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    try (PixelBatch<I> batch = inputs.next()) {
      if (batch == null) {
        close();
      } else {
        enter(gate, () -> infer(batch));
      }
    }
  }

  private void infer(PixelBatch<I> batch) {
    List<R> results = null;
    RamException engine = null;
    try {
      results = inference.results(batch);
    } catch (RamException e) {
      if (Thread.currentThread().isInterrupted()) { // which ends graphs of others
        throw interrupted();
      }
      engine = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
    for (int i = 0; i < batch.inputs().size() && thrownNext == null; i++) {
      Throwable failure = batch.failure(i) == null ? engine : batch.failure(i);
      add(
          batch.firstIndex() + i,
          batch.inputs().get(i),
          failure,
          results == null ? null : results.get(i));
    }
  }

  private void add(long index, I input, Throwable failure, R result) {
    if (failure == null) {
      ready.add(Outcome.of(index, input, result));
    } else if (failure instanceof IOException unreadable) {
      ready.add(Outcome.failed(index, input, unreadable));
    } else if (failure instanceof RamException wrong) {
      ready.add(Outcome.failed(index, input, wrong));
    } else {
      thrownNext = failure;
    }
  }

  private UncheckedIOException interrupted() {
    String message =
        "outcomes: expected to go on, found the thread interrupted after %d".formatted(count);
    return new UncheckedIOException(message, new InterruptedIOException(message));
  }

  @Override
  public void close() {
    closed = true;
    ready.clear();
    inputs.close();
  }
}
