package io.github.ram4j.spring.model;

import io.github.ram4j.runtime.lifetime.CallGate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A model that opens at its first call, or when it is told to, and then computes within a limit of
 * calls. Opening that fails is tried again by the next call.
 *
 * <p>Thread-safe. Closing refuses further calls and waits for those that came before, be they
 * waiting or computing.
 *
 * @param <M> a recognizer, captioner, text encoder, locator or segmenter
 */
public final class ManagedModel<M> {
  /** The state of a model. */
  public enum State {
    /** Not opened yet: nothing has called it. */
    NOT_OPENED,
    /** Open. */
    OPEN,
    /** The newest try to open it failed. */
    FAILED,
    /** Closed, for good. */
    CLOSED
  }

  private final String name;
  private final OpenedModel.Opener<M> opener;
  private final CallLimit limit;
  private final List<CallListener> listeners;
  private final CallGate gate;
  private final ReentrantLock opening = new ReentrantLock();

  private volatile @Nullable OpenedModel<M> opened;
  private volatile @Nullable Exception failure;
  private volatile boolean closed;

  /**
   * A model that is not opened yet.
   *
   * @param name the name of the bean's property: recognizer, captioner, text-encoder, locator or
   *     segmenter
   * @param opener called at most once unless it fails
   * @param limit of calls of all models
   * @param listeners of its calls
   */
  public ManagedModel(
      String name, OpenedModel.Opener<M> opener, CallLimit limit, List<CallListener> listeners) {
    this.name = name;
    this.opener = opener;
    this.limit = limit;
    this.listeners = List.copyOf(listeners);
    this.gate = CallGate.open(name);
  }

  /**
   * The name of the bean's property.
   *
   * @return recognizer, captioner, text-encoder, locator or segmenter
   */
  public String name() {
    return name;
  }

  /**
   * The state now. Asking opens nothing.
   *
   * @return the state
   */
  public State state() {
    if (closed) {
      return State.CLOSED;
    }
    if (opened != null) {
      return State.OPEN;
    }
    return failure == null ? State.NOT_OPENED : State.FAILED;
  }

  /**
   * The model, if it was opened. Asking opens nothing.
   *
   * @return empty before; also after it is closed, when it answers no more than what it is
   */
  public Optional<M> ifOpened() {
    OpenedModel<M> now = opened;
    return now == null ? Optional.empty() : Optional.of(now.model());
  }

  /**
   * The exception of the newest try to open the model.
   *
   * @return empty if there was none or it is open
   */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure);
  }

  /** The work of a call. */
  @FunctionalInterface
  interface Work<M, R> {
    R on(M model) throws IOException;
  }

  /** Work that reads nothing. */
  @FunctionalInterface
  interface Computation<M, R> {
    R on(M model);
  }

  /** A call: counted, within the limit, on the open model. */
  <R> R call(String operation, int items, Work<M, R> work) throws IOException {
    RunningCall call = new RunningCall(name, operation, listeners);
    try {
      R result = step(call, work);
      call.ended(items, 0, null);
      return result;
    } catch (IOException | RuntimeException e) {
      call.ended(items, items, e);
      throw e;
    } finally {
      call.endedByError(items);
    }
  }

  /** A call that reads nothing but the model's own files. */
  <R> R compute(String operation, int items, Computation<M, R> work) {
    return Unchecked.io(() -> call(operation, items, work::on));
  }

  /** One step of a call that its caller counts. */
  <R> R step(RunningCall call, Work<M, R> work) throws IOException {
    return gate.call(
        () -> {
          call.waits();
          CallLimit.Permit permit = () -> {};
          try {
            permit = limit.enter(name);
            call.enters();
            return work.on(open());
          } finally {
            permit.leave();
            call.leaves();
          }
        });
  }

  RunningCall begin(String operation) {
    return new RunningCall(name, operation, listeners);
  }

  /** What can be asked without a call: what the model is. */
  <R> R ask(Computation<M, R> question) {
    OpenedModel<M> now = opened;
    return now != null
        ? question.on(now.model())
        : Unchecked.io(() -> gate.call(() -> question.on(open())));
  }

  /**
   * Opens the model now, unless it is open.
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalStateException if it is closed
   */
  public void openNow() throws IOException {
    gate.call(this::open);
  }

  private M open() throws IOException {
    OpenedModel<M> now = opened;
    if (now != null) {
      return now.model();
    }
    opening.lock();
    try {
      now = opened;
      if (now == null) {
        now = opener.open();
        opened = now;
        failure = null;
      }
      return now.model();
    } catch (IOException | RuntimeException e) {
      failure = e;
      throw e;
    } finally {
      opening.unlock();
    }
  }

  /** Refuses further calls, waits for those that came before, then frees the model. */
  public void close() {
    gate.close(
        () -> {
          closed = true;
          OpenedModel<M> now = opened;
          if (now != null) {
            now.close().run();
          }
        });
  }
}
