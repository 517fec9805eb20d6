package io.github.ram4j.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir Path folder;

  private static void write(Path file) throws IOException {
    try (OutputFile output = new OutputFile(file)) {
      Writer out = output.writer();
      out.write("neu: ä\n");
      out.flush();
      output.finish();
    }
  }

  @Test
  void aFileAppearsWhenItIsFinished() throws IOException {
    Path file = folder.resolve("x");
    write(file);
    assertEquals("neu: ä\n", Files.readString(file));
    try (OutputFile output = new OutputFile(file)) {
      output.writer().append("half").flush();
    }
    assertEquals("neu: ä\n", Files.readString(file));
    assertEquals(List.of("x"), PartialFileTest.names(folder));
  }

  @Test
  void aFileMayAppearBeforeItIsWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "old");
    try (OutputFile output = new OutputFile(file)) {
      output.stream().write("one\n".getBytes(StandardCharsets.UTF_8));
      assertEquals("old", Files.readString(file));
      output.appear();
      assertEquals("one\n", Files.readString(file));
      output.stream().write("two\n".getBytes(StandardCharsets.UTF_8));
      output.appear();
      assertEquals("one\ntwo\n", Files.readString(file));
    }
    assertEquals(List.of("x"), PartialFileTest.names(folder));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void devicesAreWrittenToAndStay() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/null"));
    write(link);
    assertTrue(Files.isSymbolicLink(link));
    assertFalse(OutputFile.isFile(link));
    assertEquals(List.of("link"), PartialFileTest.names(folder));
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), () -> "there is no " + full);
    assertThrows(IOException.class, () -> write(full));
    assertFalse(Files.isRegularFile(full));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsWrittenTo() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    write(pipe);
    assertEquals("neu: ä\n", read.get(1, TimeUnit.MINUTES));
    assertEquals(List.of("pipe"), PartialFileTest.names(folder));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theOutputOfTheProcessStaysOpen() throws Exception {
    try (WritingRun run = WritingRun.start(0, "stdout", folder)) {
      assertEquals("written", run.line());
      assertEquals(0, run.exit());
    }
    for (String name : List.of("/dev/stdout", "/dev/fd/7", "/proc/self/fd/2")) {
      assertFalse(OutputFile.isFile(Path.of(name)), name);
    }
  }
}
