package io.github.ram4j.spark;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Executors of this JVM's local cluster, some of which are killed by SIGKILL once a task has ended
 * while others run.
 */
final class KilledExecutors extends SparkListener {
  private final int most;
  private final AtomicBoolean armed = new AtomicBoolean();
  private final AtomicInteger killed = new AtomicInteger();

  KilledExecutors(int most) {
    this.most = most;
  }

  /** From now on. */
  void arm() {
    armed.set(true);
  }

  int count() {
    return killed.get();
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (armed.get() && killed.get() < most) {
      kill("--executor-id " + end.taskInfo().executorId());
    }
  }

  private void kill(String named) {
    Optional<ProcessHandle> executor =
        ProcessHandle.current()
            .children()
            .filter(
                child ->
                    child
                        .info()
                        .commandLine()
                        .filter(line -> (line + " ").contains(named + " "))
                        .isPresent())
            .findFirst();
    executor.ifPresent(
        process -> {
          killed.incrementAndGet();
          process.destroyForcibly();
        });
  }
}
