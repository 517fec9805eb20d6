package io.github.ram4j.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            .filter(child -> commandLine(child).contains(named + " "))
            .findFirst();
    executor.ifPresent(
        process -> {
          killed.incrementAndGet();
          process.destroyForcibly();
        });
  }

  /** The whole line, which {@link ProcessHandle.Info} cuts after 4096 characters. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
              .replace('\0', ' ')
          + " ";
    } catch (IOException e) { // it has ended
      return "";
    }
  }
}
