package io.github.ram4j.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A cluster of Spark's own kind in processes of its own: a master, and two workers of one core each
 * at two addresses of the loopback, which Spark takes for two machines. All have the class path of
 * this JVM. Closed by the test; the processes end with this JVM, too.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Pattern MASTER = Pattern.compile("spark://127\\.0\\.0\\.1:\\d+");
  private static final int START_SECONDS = 300;
  private static final int STOP_SECONDS = 30;

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();

  private StandaloneCluster(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts the processes.
   *
   * @param folder of their logs, and of those of executors
   */
  static StandaloneCluster start(Path folder) throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(folder);
    try {
      cluster.start("127.0.0.1", "master");
      String master = cluster.master();
      for (String host : List.of("127.0.0.2", "127.0.0.3")) {
        String work = folder.resolve("work " + host).toString();
        cluster.start(host, "worker", "--cores", "1", "--memory", "1g", "--work-dir", work, master);
      }
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** The URL that drivers connect to, once the master has said it. */
  String master() throws IOException, InterruptedException {
    Path log = log("master", "127.0.0.1");
    for (long left = START_SECONDS * 10L; left > 0; left--) {
      Matcher said = MASTER.matcher(Files.readString(log));
      if (said.find()) {
        return said.group();
      }
      if (!processes.get(0).isAlive()) {
        break;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException(
        "master: expected its URL, found " + Files.readString(log).strip());
  }

  private void start(String host, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(
        List.of(
            "-Dspark.worker.timeout=3600", // the machine may be paused meanwhile
            "-Dspark.network.timeout=3600s",
            "-cp",
            System.getProperty("java.class.path"),
            ClusterProcess.class.getName(),
            program,
            "--host",
            host,
            "--port",
            "0",
            "--webui-port",
            "0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(program, host).toFile());
    builder.environment().put("SPARK_LOCAL_IP", host);
    processes.add(builder.start());
  }

  private Path log(String program, String host) {
    return folder.resolve(program + " " + host + ".log");
  }

  /** Ends all processes, executors too. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>();
    for (Process process : processes) {
      process.descendants().forEach(all::add);
      all.add(process.toHandle());
    }
    processes.forEach(Process::destroy); // a worker's hook ends its executors
    try {
      for (Process process : processes) {
        process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
