package consumer;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Stops the service by SIGTERM while 40 clients wait for their answers, and checks that each gets
 * its own and that the service ends as the JVM wants it.
 *
 * <p>Arguments: an image, the tag that it shall get, and how many times to do so.
 */
public final class StopService {
  private static final int CLIENTS = 40;
  private static final int TERMINATED = 143;
  private static final int OK = 200;

  private StopService() {}

  public static void main(String[] args) throws Exception {
    int times = Integer.parseInt(args[2]);
    for (int i = 0; i < times; i++) {
      stop(Path.of(args[0]), args[1]);
    }
    System.out.printf(
        "%d of %d stops by SIGTERM: each of %d clients got its answer%n", times, times, CLIENTS);
  }

  private static void stop(Path image, String tag) throws Exception {
    int port = freePort();
    Process service =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TagService.class.getName(),
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--server.shutdown=graceful",
                "--spring.main.banner-mode=off")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> said = new ArrayList<>();
    try (BufferedReader out = service.inputReader()) {
      await(out, said, TagService.READY, 1);
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/tags"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Files.readAllBytes(image)))
                .build();
        answers.add(
            HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString()));
      }
      await(out, said, TagService.BEGUN, CLIENTS);
      int early = (int) answers.stream().filter(CompletableFuture::isDone).count();
      service.toHandle().destroy();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        expect("status", OK, answer.get().statusCode());
        expect("tags", tag, answer.get().body());
      }
      out.lines().forEach(said::add);
      expect("exit status", TERMINATED, service.waitFor());
      System.out.printf("%d answers before the stop, %d after%n", early, CLIENTS - early);
    } catch (Exception | Error e) {
      said.forEach(System.out::println);
      throw e;
    } finally {
      service.destroyForcibly();
    }
  }

  private static void await(BufferedReader out, List<String> said, String line, int times)
      throws IOException {
    for (int seen = 0; seen < times; ) {
      String next = out.readLine();
      if (next == null) {
        throw new IllegalStateException("service: expected \"%s\", found its end".formatted(line));
      }
      said.add(next);
      seen += next.equals(line) ? 1 : 0;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void expect(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException("%s: expected %s, found %s".formatted(what, expected, found));
    }
  }
}
