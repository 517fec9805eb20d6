package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs in a JVM of their own, with an output that cannot be written. */
class StandardOutputTest {
  private static final File FULL = new File("/dev/full");

  private static Process start(ProcessBuilder.Redirect out, String... arguments)
      throws IOException {
    return start(null, out, arguments);
  }

  private static Process start(String locale, ProcessBuilder.Redirect out, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dorg.bytedeco.javacpp.platform.extension=-cpu");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Ram.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out);
    if (locale != null) {
      builder.environment().put("LC_ALL", locale);
    }
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
    return builder.start();
  }

  private static String err(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("Picked up"))
        .reduce("", (text, line) -> text + line + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"recognize --json IMAGE", "recognize IMAGE", "caption IMAGE", "--help"})
  void aFullDiskIsToldAndEndsTheRun(String line) throws Exception {
    assumeTrue(FULL.exists(), () -> "there is no " + FULL);
    String image = sample("house.png").toString();
    Process process =
        start(ProcessBuilder.Redirect.to(FULL), line.replace("IMAGE", image).split(" ", -1));
    String said = err(process);
    assertEquals(1, process.waitFor(), said);
    assertEquals(
        "ram: standard output: expected to write all of it, found No space left on device\n", said);
  }

  @Test
  void aNameThatTheLocaleCannotWriteIsSaidAndTheOthersAreDone(@TempDir Path folder)
      throws Exception {
    assumeTrue(System.getProperty("sun.jnu.encoding").equals("UTF-8"), "no name beyond ASCII");
    assumeTrue(System.getProperty("os.name").equals("Linux"), "no Linux");
    Path named = Files.copy(sample("house.png"), folder.resolve("日本語.png"));
    String other = sample("frog.png").toString();
    Path out = folder.resolve("out");
    ProcessBuilder.Redirect redirect = ProcessBuilder.Redirect.to(out.toFile());
    Process process =
        start("C", redirect, "recognize", "--model", "clipart", named.toString(), other);
    String said = err(process);
    assertEquals(1, process.waitFor(), said);
    assertTrue(said.contains("LC_ALL=C.UTF-8"), said);
    assertEquals(1, said.lines().count(), said);
    assertTrue(Files.readString(out).startsWith(other + "\n"), Files.readString(out));

    Process utf8 =
        start(
            "C.UTF-8",
            redirect,
            "recognize",
            "--model",
            "clipart",
            named.toString(),
            "--tags",
            "房子",
            "--top",
            "1");
    said = err(utf8);
    assertEquals(0, utf8.waitFor(), said);
    assertTrue(Files.readString(out).contains("房子"), Files.readString(out));
  }

  @Test
  void logitsMayGoToTheStandardOutputOfTheProcess() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/stdout")), "there is no /dev/stdout");
    Path out = Files.createTempFile("ram4j", ".txt");
    Process process =
        start(
            ProcessBuilder.Redirect.to(out.toFile()),
            "recognize",
            "--model",
            "clipart",
            "--json",
            sample("house.png").toString(),
            "--logits",
            "/dev/stdout");
    String said = err(process);
    assertEquals(0, process.waitFor(), said);
    List<String> lines = Files.readAllLines(out);
    Files.delete(out);
    assertEquals(2, lines.size(), lines::toString);
    assertTrue(lines.get(0).startsWith("house.png,"), lines.get(0));
    assertTrue(lines.get(1).startsWith("{\"image\":"), lines.get(1));
  }
}
