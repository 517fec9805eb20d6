package io.github.ram4j.spark;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import scala.Option;

/**
 * A cluster of Spark's own kind: a master, and two workers of one core each at two addresses of the
 * loopback, which Spark takes for two machines. They run in this JVM; the executors that workers
 * start are processes of their own with its class path, which end with their driver.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final int ANY_PORT = 0;
  private static final int MEMORY_MB = 1024;

  private final Deque<RpcEnv> parts = new ArrayDeque<>();
  private final String master;

  private StandaloneCluster(SparkConf conf) {
    RpcEnv env = Master.startRpcEnvAndEndpoint("127.0.0.1", ANY_PORT, ANY_PORT, conf)._1();
    parts.push(env);
    master = "spark://" + env.address().hostPort();
  }

  /**
   * Starts the master and the workers.
   *
   * @param folder of the executors' files
   */
  static StandaloneCluster start(Path folder) {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.worker.timeout", "3600") // the machine may be paused meanwhile
            .set("spark.network.timeout", "3600s");
    StandaloneCluster cluster = new StandaloneCluster(conf);
    for (String host : List.of("127.0.0.2", "127.0.0.3")) {
      cluster.parts.push(
          Worker.startRpcEnvAndEndpoint(
              host,
              ANY_PORT,
              ANY_PORT,
              1,
              MEMORY_MB,
              new String[] {cluster.master},
              folder.resolve("work " + host).toString(),
              Option.empty(),
              conf,
              Option.empty()));
    }
    return cluster;
  }

  /** The URL that drivers connect to. */
  String master() {
    return master;
  }

  /** Ends the workers, which end their executors, and the master. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      RpcEnv part = parts.pop();
      part.shutdown();
      part.awaitTermination();
    }
  }
}
