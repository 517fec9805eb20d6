package io.github.ram4j.server.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/** The body of a refused request, which nobody reads. */
final class UnreadBody {
  private final Request request;
  private final Runnable then;
  private final AtomicBoolean over = new AtomicBoolean();

  /** A body, and what follows it. */
  UnreadBody(Request request, Runnable then) {
    this.request = request;
    this.then = then;
  }

  /**
   * Lets the body go by, then goes on; in any case after a time, for a client that sends a byte now
   * and then would hold its connection for ever.
   */
  void discard(Duration patience) {
    Components components = request.getComponents();
    Scheduler.Task late =
        components
            .getScheduler()
            .schedule(
                () -> components.getExecutor().execute(this::goOn),
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
    discard(late);
  }

  private void discard(Scheduler.Task late) {
    while (!over.get()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(() -> discard(late));
        return;
      }
      chunk.release();
      if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
        late.cancel();
        goOn();
        return;
      }
    }
  }

  private void goOn() {
    if (over.compareAndSet(false, true)) {
      then.run();
    }
  }
}
