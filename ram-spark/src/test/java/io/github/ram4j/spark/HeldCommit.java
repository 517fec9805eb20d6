package io.github.ram4j.spark;

import java.nio.file.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;

/**
 * Spark's own way to add the files of a task, before which both attempts of one task wait for each
 * other. Spark makes one for each job by the name of the class.
 */
public final class HeldCommit extends SQLHadoopMapReduceCommitProtocol {
  /** The option of a session that names the folder that executors see. */
  static final String FOLDER = "ram4j.test.held";

  private static final long serialVersionUID = 1;

  /** As Spark calls it. */
  public HeldCommit(String job, String path, boolean dynamicPartitionOverwrite) {
    super(job, path, dynamicPartitionOverwrite);
  }

  @Override
  public TaskCommitMessage commitTask(TaskAttemptContext attempt) {
    if (HeldAttempts.isHeld()) {
      try {
        HeldAttempts.untilBothAreHere(Path.of(attempt.getConfiguration().get(FOLDER)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("ended while it waited", e);
      }
    }
    return super.commitTask(attempt);
  }
}
