package io.github.ram4j.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Spark for tests: tasks in this JVM, or in executors of their own that have its class path. */
final class Sessions {
  private Sessions() {}

  static SparkSession local(int threads) {
    return quiet(SparkSession.builder().master("local[" + threads + "]")).getOrCreate();
  }

  /** Two executor processes of one core each. */
  static SparkSession.Builder cluster() throws IOException {
    return executors("local-cluster[2,1,1024]");
  }

  /** Executors of one core each, which start copies of tasks that take longer than others. */
  static SparkSession.Builder speculating(String master) throws IOException {
    return executors(master)
        .config("spark.driver.host", "127.0.0.1")
        // Tasks wait for both executors, and for no executor in particular.
        .config("spark.cores.max", 2)
        .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "300s")
        .config("spark.locality.wait", "0s")
        .config("spark.speculation", true)
        .config("spark.speculation.interval", "100ms")
        .config("spark.speculation.multiplier", "1.1")
        .config("spark.speculation.quantile", "0.3")
        .config("spark.speculation.minTaskRuntime", "50ms")
        .config("spark.speculation.efficiency.enabled", false);
  }

  /**
   * Executors are started in SPARK_HOME, which surefire sets. Its folder of jars must be there, and
   * may be empty, since executors get the class path of this JVM.
   */
  private static SparkSession.Builder executors(String master) throws IOException {
    String home = System.getenv("SPARK_HOME");
    if (home == null) {
      throw new IllegalStateException("SPARK_HOME: expected a folder, as surefire sets it");
    }
    Files.createDirectories(Path.of(home, "jars"));
    return quiet(SparkSession.builder().master(master))
        .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .config("spark.executor.memory", "1g")
        // Short lives, on few cores: what starts soon counts, not what gets fast later.
        .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .config("spark.executor.cores", 1)
        // The machine may be paused meanwhile.
        .config("spark.network.timeout", "3600s")
        .config("spark.worker.timeout", "3600");
  }

  private static SparkSession.Builder quiet(SparkSession.Builder builder) {
    return builder
        .appName("ram4j")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.sql.session.timeZone", "UTC");
  }
}
