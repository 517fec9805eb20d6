package io.github.ram4j.cli.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.cli.StopSignal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program, as a process of its own where it serves. */
class ServeTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("ram.repository"), "ram-examples", "samples");
  private static final String TOKEN = "0123456789abcdef-secret";
  private static final int TERMINATED = 143;

  private final HttpClient client = HttpClient.newHttpClient();

  private static Process serve(Path errors, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RamServe.class.getName(),
                "serve",
                "--port",
                "0"));
    command.addAll(Arrays.asList(options));
    return new ProcessBuilder(command).redirectError(errors.toFile()).start();
  }

  /** Of which Jetty would warn, as often as somebody asks. */
  private static void wrongHost(URI uri) throws IOException {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertTrue(socket.getInputStream().read() == 'H');
    }
  }

  private CompletableFuture<HttpResponse<String>> ask(URI uri, String path, Path image)
      throws IOException {
    return client.sendAsync(
        HttpRequest.newBuilder(uri.resolve(path))
            .header("Authorization", "Bearer " + TOKEN)
            .POST(HttpRequest.BodyPublishers.ofFile(image))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
  void aSignalInTheMiddleOfCallsLosesNoAnswer(@TempDir Path folder) throws Exception {
    Path errors = folder.resolve("errors");
    Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    Process server =
        serve(errors, "--model", "clipart", "--token-file", token.toString(), "--access-log");
    try (BufferedReader said = server.inputReader()) {
      URI uri = URI.create(said.readLine());
      assertTrue(HealthCheck.isReady(uri.resolve("health/ready").toString()));
      assertFalse(HealthCheck.isReady(uri.resolve("nothing").toString()));
      HttpRequest.Builder model = HttpRequest.newBuilder(uri.resolve("v1/model"));
      assertTrue(
          client
              .send(
                  model.header("Authorization", "Bearer " + TOKEN).build(), BodyHandlers.ofString())
              .body()
              .contains("\"pixels\":100000000"));
      wrongHost(uri);
      Path scene = SAMPLES.resolve("scenes/police-cars-snake-bear.png");
      HttpResponse<String> caption = ask(uri, "v1/caption", scene).join();
      assertTrue(caption.body().contains("two police cars"), caption.body());
      List<CompletableFuture<HttpResponse<String>>> running = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        running.add(ask(uri, "v1/recognize?language=en", scene));
      }
      running.get(0).join();
      server.toHandle().destroy(); // SIGTERM
      int answered = 0;
      for (CompletableFuture<HttpResponse<String>> each : running) {
        HttpResponse<String> answer = each.join();
        assertTrue(answer.statusCode() == 200 || answer.statusCode() == 503, answer.body());
        answered += answer.statusCode() == 200 ? 1 : 0;
      }
      assertTrue(answered > 1, answered + " answers");
    }
    assertEquals(TERMINATED, server.waitFor());
    String log = Files.readString(errors);
    assertTrue(log.contains("POST /v1/recognize 200"), log);
    assertFalse(log.contains(TOKEN) || log.contains("language=en") || log.contains("police"), log);
    assertFalse(log.contains("Exception") || log.contains("a@b"), log);
  }

  /** Whatever it does then: the JVM starts, libraries are unpacked, the model opens. */
  @ParameterizedTest
  @ValueSource(ints = {300, 1000, 2500})
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
  void aSignalBeforeItIsReadyEndsItInSilence(int milliseconds, @TempDir Path folder)
      throws Exception {
    Path errors = folder.resolve("errors");
    Process server = serve(errors, "--model", "clipart");
    Thread.sleep(milliseconds);
    server.toHandle().destroy(); // SIGTERM
    assertEquals(TERMINATED, server.waitFor());
    assertEquals("", Files.readString(errors));
  }

  @Test
  void wrongOptionsAreTold() {
    assertTold("--port: ", "--port", "x");
    assertTold("port: expected 0 to 65535", "--port", "99999");
    assertTold("origin: expected http(s)://HOST[:PORT]", "--cors-origin", "*");
    assertTold("--batch-window: expected 0 or more", "--batch-window", "-1");
    assertTold("batching: expected 1 or more", "--max-batch", "0");
    assertTold("--host: expected a name or number", "--host", "no.such.host.invalid");
    assertTold("--token-file: expected a file", "--token-file", SAMPLES.toString());
    assertTold("host to fetch from: expected a name", "--fetch-host", "http://photos/");
    assertTold("host of requests: expected a name", "--allow-host", "photos:80");
    assertTold("--stop-seconds: expected 1 to 55, found 120", "--stop-seconds", "120");
    assertTold("--max-megabytes: expected 1 to 1024, found 4096", "--max-megabytes", "4096");
    assertTold("--max-megapixels: expected 1 to", "--max-megapixels", "0");
    assertTold("--body-memory: expected 1 to", "--body-memory", "-1");
  }

  @Test
  void anAddressThatIsTakenIsTold() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      StringWriter err = new StringWriter();
      int exit =
          RamServe.run(
              StopSignal.none(),
              new PrintWriter(new StringWriter()),
              new PrintWriter(err, true),
              "serve",
              "--port",
              Integer.toString(taken.getLocalPort()));
      assertEquals(1, exit);
      String expected =
          "ram: 127.0.0.1:%d: expected an address that is free".formatted(taken.getLocalPort());
      assertTrue(err.toString().startsWith(expected), err.toString());
    }
  }

  private static void assertTold(String expected, String... options) {
    List<String> arguments = new ArrayList<>(List.of("serve"));
    arguments.addAll(Arrays.asList(options));
    StringWriter err = new StringWriter();
    int exit =
        RamServe.run(
            StopSignal.none(),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            arguments.toArray(String[]::new));
    assertEquals(2, exit, err.toString());
    assertTrue(
        err.toString().contains(expected) || err.toString().contains(options[0]), err.toString());
  }
}
