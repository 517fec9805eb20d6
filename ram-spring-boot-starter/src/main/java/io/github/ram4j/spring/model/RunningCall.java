package io.github.ram4j.spring.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call that has begun: its times, of one step or several, and who is told of its end. */
final class RunningCall {
  private final String model;
  private final String operation;
  private final List<CallListener.CallEnd> ends;
  private long waitedNanos;
  private long tookNanos;
  private long since;
  private boolean entered;
  private boolean told;

  RunningCall(String model, String operation, List<CallListener> listeners) {
    this.model = model;
    this.operation = operation;
    this.ends = listeners.stream().map(it -> it.begun(model, operation)).toList();
  }

  void waits() {
    since = System.nanoTime();
    entered = false;
  }

  void enters() {
    waitedNanos += lap();
    entered = true;
  }

  void leaves() {
    if (entered) {
      tookNanos += lap();
    } else {
      waitedNanos += lap();
    }
  }

  private long lap() {
    long before = since;
    since = System.nanoTime();
    return since - before;
  }

  /** Tells of the end, once. */
  void ended(long items, long failed, @Nullable Throwable failure) {
    if (told) {
      return;
    }
    told = true;
    FinishedCall call =
        new FinishedCall(
            model,
            operation,
            Duration.ofNanos(waitedNanos),
            Duration.ofNanos(tookNanos),
            items,
            failed,
            failure);
    ends.forEach(end -> end.ended(call));
  }

  /** Tells of the end by an {@link Error}, if there was no other. */
  void endedByError(long items) {
    if (!told) {
      ended(items, items, new IllegalStateException(operation + ": ended by an error of the JVM"));
    }
  }
}
