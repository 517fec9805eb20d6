package io.github.ram4j.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerSpeculativeTaskSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;

/** The attempts of tasks that Spark started since a time, and how they ended. Thread-safe. */
final class SpeculativeCopies extends SparkListener {
  private final List<Attempt> ended = new ArrayList<>();
  private final Map<Long, TaskInfo> running = new HashMap<>();
  private int submitted;

  /** An attempt of a task that has ended. */
  record Attempt(
      int stage,
      int partition,
      int number,
      boolean copy,
      boolean successful,
      String host,
      String reason) {}

  @Override
  public synchronized void onSpeculativeTaskSubmitted(SparkListenerSpeculativeTaskSubmitted task) {
    submitted++;
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    running.put(start.taskInfo().taskId(), start.taskInfo());
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    TaskInfo task = end.taskInfo();
    running.remove(task.taskId());
    ended.add(
        new Attempt(
            end.stageId(),
            task.partitionId(),
            task.attemptNumber(),
            task.speculative(),
            task.successful(),
            task.host(),
            end.reason().toString()));
    notifyAll();
  }

  /** The number of copies that Spark asked for. */
  synchronized int submitted() {
    return submitted;
  }

  /** The attempts of all tasks that have a copy, once no attempt runs any more. */
  synchronized List<Attempt> ofCopiedTasks() throws InterruptedException {
    while (!running.isEmpty()) {
      wait();
    }
    return ended.stream().filter(this::hasCopy).toList();
  }

  private boolean hasCopy(Attempt attempt) {
    return ended.stream()
        .anyMatch(
            other ->
                other.copy()
                    && other.stage() == attempt.stage()
                    && other.partition() == attempt.partition());
  }
}
