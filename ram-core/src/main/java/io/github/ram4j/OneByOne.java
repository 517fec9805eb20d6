package io.github.ram4j;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Outcomes that are computed one after the other, in the calling thread, when they are asked for.
 *
 * @param <I> the input
 * @param <R> the result
 */
final class OneByOne<I, R> implements Outcomes<I, R> {

  private final Iterator<? extends I> inputs;
  private final Work<? super I, ? extends R> work;
  private final Iterator<Outcome<I, R>> iterator =
      new Iterator<>() {
        @Override
        public boolean hasNext() {
          return isNext();
        }

        @Override
        public Outcome<I, R> next() {
          return OneByOne.this.next();
        }
      };

  private long index;
  private boolean closed;

  OneByOne(Iterable<? extends I> inputs, Work<? super I, ? extends R> work) {
    this.inputs = inputs.iterator();
    this.work = work;
  }

  /** Returns the results of all inputs, or throws the first failure; closes the outcomes. */
  static <I, R> List<R> all(Outcomes<I, R> outcomes) throws IOException {
    List<R> results = new ArrayList<>();
    try (outcomes) {
      for (Outcome<I, R> outcome : outcomes) {
        results.add(outcome.get());
      }
      return results;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public Iterator<Outcome<I, R>> iterator() {
    return iterator;
  }

  private boolean isNext() {
    return !closed && closingUnlessDone(inputs::hasNext) && !closed; // which may close this
  }

  private Outcome<I, R> next() {
    if (!isNext()) {
      throw new NoSuchElementException("outcomes: expected a next one, found the end");
    }
    return closingUnlessDone(this::compute);
  }

  private Outcome<I, R> compute() {
    I input = Objects.requireNonNull(inputs.next(), "input");
    long place = index++;
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(place);
    }
    Outcome<I, R> outcome = outcome(place, input, work);
    if (outcome.failure().isPresent() && Thread.currentThread().isInterrupted()) {
      throw interrupted(place);
    }
    return outcome;
  }

  /** The outcome of one input, computed here and now. */
  static <I, R> Outcome<I, R> outcome(long place, I input, Work<? super I, ? extends R> work) {
    try {
      return Outcome.of(place, input, work.result(input));
    } catch (IOException e) {
      return Outcome.failed(place, input, e);
    } catch (RamException e) {
      return Outcome.failed(place, input, e);
    }
  }

  /** The exception of an interrupt after so many outcomes. */
  static UncheckedIOException interrupted(long outcomes) {
    String message =
        "outcomes: expected to go on, found the thread interrupted after %d".formatted(outcomes);
    return new UncheckedIOException(message, new InterruptedIOException(message));
  }

  private <T> T closingUnlessDone(Supplier<T> work) {
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      closed |= !done;
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
