package io.github.ram4j.cli.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program in a JVM of its own, which can be killed. */
final class ChildRun implements AutoCloseable {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");
  private static final int LONGEST_HOURS = 3;

  private final Process process;
  private final Path said;

  private ChildRun(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  /** Starts a class with a main method. */
  static ChildRun start(Class<?> program, Object... arguments) throws IOException {
    return start(List.of(), program, arguments);
  }

  /** Starts a class with options for its JVM. */
  static ChildRun start(List<String> options, Class<?> program, Object... arguments)
      throws IOException {
    return startBy(List.of(), options, program, arguments);
  }

  /** Starts a class in a JVM that another program starts, as setpriv. */
  static ChildRun startBy(
      List<String> by, List<String> options, Class<?> program, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(by);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            "-Dorg.bytedeco.javacpp.platform.extension=-cpu"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    Path said = Files.createTempFile("ram4j-child", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    return new ChildRun(builder.start(), said);
  }

  /** Waits for the end; the exit status. */
  int waitFor() throws InterruptedException {
    if (!process.waitFor(LONGEST_HOURS, TimeUnit.HOURS)) {
      throw new IllegalStateException("expected the program to end, found it running");
    }
    return process.exitValue();
  }

  boolean waitFor(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Kills it by SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Tells it to end, by SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** What it printed so far. */
  String said() throws IOException {
    return Files.readString(said);
  }

  /** The memory it has now, in MB; 0 where the system does not tell. */
  long residentMb() {
    try {
      Matcher found =
          RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
      return found.find() ? Long.parseLong(found.group(1)) / 1024 : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(said);
  }
}
