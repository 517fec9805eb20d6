package io.github.ram4j.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM that writes, so that it can be killed. */
final class WritingRun implements AutoCloseable {
  private final Process process;

  private WritingRun(Process process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param pauseMillis how much longer each step of giving a name takes
   * @param kind what it writes: file, folder, lock
   * @param place under which name
   */
  static WritingRun start(int pauseMillis, String kind, Path place) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dio.github.ram4j.files.pause=" + pauseMillis);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(WritingRun.class.getName());
    command.add(kind);
    command.add(place.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
    return new WritingRun(builder.start());
  }

  /** Waits for what it says when all is written but nothing has its name. */
  String line() throws IOException {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
  }

  int exit() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The other JVM. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path place = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "file" -> {
        try (PartialFile file = new PartialFile(place)) {
          Files.writeString(file.path(), "new");
          System.out.println("written");
          file.finish();
        }
      }
      case "folder" -> {
        try (PartialFolder folder = new PartialFolder(place)) {
          Files.writeString(folder.path().resolve("content"), "new");
          System.out.println("written");
          folder.finish(() -> {});
        }
      }
      case "stdout" -> {
        try (OutputFile file = new OutputFile(Path.of("/dev/stdout"))) {
          file.writer().append("written").append('\n').flush();
          file.finish();
        }
        System.out.println("and more");
      }
      default -> {
        FolderLock.take(place, "test.lock");
        System.out.println("written");
        TimeUnit.MINUTES.sleep(5);
      }
    }
  }
}
