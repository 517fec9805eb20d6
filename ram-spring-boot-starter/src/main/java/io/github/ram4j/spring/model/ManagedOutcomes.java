package io.github.ram4j.spring.model;

import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes of a stream, of which each step is within the limit of calls: other callers go between
 * two images. The stream is counted as one call when it ends.
 */
final class ManagedOutcomes<M, I, R> implements Outcomes<I, R> {
  private final ManagedModel<M> host;
  private final RunningCall call;
  private final Outcomes<I, R> outcomes;
  private long items;
  private long failed;
  private final Iterator<Outcome<I, R>> iterator =
      new Iterator<>() {
        @Override
        public boolean hasNext() {
          boolean next = step(() -> outcomes.iterator().hasNext());
          if (!next) {
            end(null);
          }
          return next;
        }

        @Override
        public Outcome<I, R> next() {
          Outcome<I, R> outcome = step(() -> outcomes.iterator().next());
          items++;
          failed += outcome.failure().isPresent() ? 1 : 0;
          return outcome;
        }
      };

  private ManagedOutcomes(ManagedModel<M> host, RunningCall call, Outcomes<I, R> outcomes) {
    this.host = host;
    this.call = call;
    this.outcomes = outcomes;
  }

  /** Begins a stream, and ends the count of it if it cannot begin. */
  static <M, I, R> Outcomes<I, R> begin(
      ManagedModel<M> host,
      String operation,
      ManagedModel.Computation<M, Outcomes<I, R>> beginning) {
    RunningCall call = host.begin(operation);
    boolean begun = false;
    try {
      Outcomes<I, R> outcomes =
          new ManagedOutcomes<>(host, call, Unchecked.io(() -> host.step(call, beginning::on)));
      begun = true;
      return outcomes;
    } catch (RuntimeException e) {
      call.ended(0, 0, e);
      throw e;
    } finally {
      if (!begun) {
        call.endedByError(0);
      }
    }
  }

  /** A step of the iteration. */
  @FunctionalInterface
  private interface Step<T> {
    T take();
  }

  private <T> T step(Step<T> step) {
    try {
      return Unchecked.io(() -> host.step(call, model -> step.take()));
    } catch (NoSuchElementException e) {
      throw e;
    } catch (RuntimeException e) {
      end(e);
      throw e;
    }
  }

  private void end(@Nullable Throwable failure) {
    call.ended(items, failed, failure);
  }

  @Override
  public Iterator<Outcome<I, R>> iterator() {
    return iterator;
  }

  @Override
  public void close() {
    try {
      outcomes.close();
    } finally {
      end(null);
    }
  }
}
