package io.github.ram4j.spark;

import java.io.IOException;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;

/**
 * The program of a process of {@link StandaloneCluster}: Spark's master or worker, which ends when
 * its standard input does, so with the test, whatever ends that.
 */
final class ClusterProcess {
  private ClusterProcess() {}

  /** {@code master} or {@code worker}, and the arguments of Spark's program. */
  public static void main(String[] arguments) {
    Thread end = new Thread(ClusterProcess::exitAtEndOfInput, "end with the test");
    end.setDaemon(true);
    end.start();
    String[] theirs = new String[arguments.length - 1];
    System.arraycopy(arguments, 1, theirs, 0, theirs.length);
    if (arguments[0].equals("master")) {
      Master.main(theirs);
    } else {
      Worker.main(theirs);
    }
  }

  @SuppressWarnings("SystemExitOutsideMain") // there is nothing else to end
  private static void exitAtEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // the test goes on
      }
    } catch (IOException e) {
      System.err.println("standard input: " + e);
    }
    System.exit(0); // a worker's hook ends its executors
  }
}
