package io.github.ram4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that recognizes opens no socket but its own, as the system's calls show. */
class SocketsTest {
  /** Serves until its input ends, and asks itself for nothing. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
      try (RamServer server =
          RamServer.start(ServedModels.of(Served.photo()), ServerOptions.defaults())) {
        server.awaitReady();
        System.out.println(server.uri());
        while (System.in.read() >= 0) {
          // Until the end.
        }
      }
    }
  }

  @Test
  void nothingIsConnectedTo(@TempDir Path folder) throws Exception {
    assumeTrue(isThere("strace"), "skipped: strace is not installed");
    Path trace = folder.resolve("trace");
    Process program =
        new ProcessBuilder(
                "strace",
                "-f",
                "-qq",
                "-e",
                "trace=connect,sendto",
                "-o",
                trace.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dram.repository=" + System.getProperty("ram.repository"),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = program.inputReader();
        OutputStream input = program.getOutputStream()) {
      input.flush(); // its end, when this is closed, ends the program
      URI uri = URI.create(said.readLine());
      for (String path : List.of("v1/recognize", "v1/embed")) {
        int status =
            Served.send(
                    HttpRequest.newBuilder(uri.resolve(path))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Served.PANDA))
                        .build())
                .statusCode();
        assertEquals(200, status);
      }
    } finally {
      program.waitFor();
    }
    assertEquals(0, program.exitValue());
    List<String> calls = Files.readAllLines(trace);
    List<String> outside = calls.stream().filter(line -> line.contains("AF_INET")).toList();
    assertEquals(List.of(), outside);
    assertFalse(calls.isEmpty(), "the trace has calls, to sockets of this machine at least");
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "-V")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
