package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The program exiftool, where it is installed. */
final class ExifTool {
  private ExifTool() {}

  /** Skips the test where there is no exiftool. */
  static void assumeThere() {
    boolean there =
        Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
            .anyMatch(folder -> Path.of(folder, "exiftool").toFile().canExecute());
    assumeTrue(there, "exiftool is not installed: Debian's libimage-exiftool-perl has it");
  }

  /** What exiftool prints. */
  static String run(Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("exiftool", "-charset", "filename=utf8"));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
