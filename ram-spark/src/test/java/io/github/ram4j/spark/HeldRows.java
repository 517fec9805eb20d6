package io.github.ram4j.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Rows of a partition; in the midst of one partition, one attempt of its task waits until the other
 * has come there, too, and goes on; the other waits until Spark ends it.
 */
final class HeldRows implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1;

  private final String folder;
  private final int winner;
  private final int row;

  /**
   * Rows that wait.
   *
   * @param folder that executors see
   * @param winner the attempt that goes on: 0 or, for the copy, 1
   * @param row before which attempts wait
   */
  HeldRows(Path folder, int winner, int row) {
    this.folder = folder.toString();
    this.winner = winner;
    this.row = row;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    List<Row> taken = new ArrayList<>();
    rows.forEachRemaining(taken::add);
    if (!HeldAttempts.isHeld()) {
      return taken.iterator();
    }
    AtomicInteger count = new AtomicInteger();
    return taken.stream()
        .map(
            given -> {
              if (count.getAndIncrement() == row) {
                hold();
              }
              return given;
            })
        .iterator();
  }

  private void hold() {
    try {
      if (TaskContext.get().attemptNumber() == winner) {
        HeldAttempts.untilBothAreHere(Path.of(folder));
      } else {
        HeldAttempts.untilEnded(Path.of(folder));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("ended while it waited", e);
    }
  }
}
