package io.github.ram4j.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.spark.TaskContext;

/**
 * Attempts of one task on two executors, that wait for each other by files of a folder that both
 * see. All other tasks go on.
 */
final class HeldAttempts {
  /** The partition whose attempts wait. */
  static final int PARTITION = 0;

  private static final int WAIT_SECONDS = 300;

  private HeldAttempts() {}

  /** Whether this attempt of a task is one that waits. */
  static boolean isHeld() {
    return TaskContext.getPartitionId() == PARTITION;
  }

  /** Waits until another attempt has come here, too. */
  static void untilBothAreHere(Path folder) throws InterruptedException {
    int attempt = TaskContext.get().attemptNumber();
    come(folder, attempt);
    await(folder, 1 - attempt);
  }

  /** Waits until Spark ends this attempt. */
  static void untilEnded(Path folder) throws InterruptedException {
    come(folder, TaskContext.get().attemptNumber());
    await(folder, Integer.MAX_VALUE);
  }

  /** The stage of the task whose attempts waited. */
  static int stage(Path folder) throws IOException {
    return Integer.parseInt(Files.readString(file(folder, 0)));
  }

  private static void come(Path folder, int attempt) {
    try {
      String stage = String.valueOf(TaskContext.get().stageId());
      Files.writeString(file(folder, attempt), stage, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) { // or the attempt was here before
      throw new UncheckedIOException(e);
    }
  }

  private static void await(Path folder, int attempt) throws InterruptedException {
    for (long left = WAIT_SECONDS * 50L; left > 0; left--) {
      if (Files.exists(file(folder, attempt))) {
        return;
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("expected to be ended or joined, found neither");
  }

  private static Path file(Path folder, int attempt) {
    return folder.resolve("attempt " + attempt);
  }
}
