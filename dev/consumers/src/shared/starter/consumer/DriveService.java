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
 * Runs the service's executable jar and is its client: health, tags, captions, metrics, wrong
 * images, a start that has to fail, and SIGTERM while clients wait.
 *
 * <p>Arguments: the jar, an image, its tag, and how many times to stop the service, and then the
 * options of the service's JVM.
 */
public final class DriveService {
  private static final int CLIENTS = 40;
  private static final int TERMINATED = 143;
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> command = new ArrayList<>();
  private final byte[] image;
  private final String tag;

  private DriveService(String[] args) throws IOException {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(args).subList(4, args.length));
    command.addAll(List.of("-jar", args[0], "--spring.main.banner-mode=off"));
    image = Files.readAllBytes(Path.of(args[1]));
    tag = args[2];
  }

  public static void main(String[] args) throws Exception {
    DriveService driver = new DriveService(args);
    driver.refuse();
    int times = Integer.parseInt(args[3]);
    for (int i = 0; i < times; i++) {
      driver.serve();
    }
    System.out.printf("%d of %d starts and stops as they should be%n", times, times);
  }

  private ProcessBuilder service(int port, String... properties) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(properties));
    all.addAll(
        List.of(
            "--server.port=" + port,
            "--server.address=127.0.0.1",
            "--server.shutdown=graceful",
            "--management.endpoints.web.exposure.include=health,metrics",
            "--management.endpoint.health.show-details=always"));
    return new ProcessBuilder(all).redirectErrorStream(true);
  }

  /** A start with a wrong property names it, and ends with 1. */
  private void refuse() throws Exception {
    Process refused = service(freePort(), "--ram4j.recognizer.model=nothing-here").start();
    String said;
    try (BufferedReader out = refused.inputReader()) {
      said = String.join("\n", out.lines().toList());
    }
    expect("exit status of a wrong start", 1, refused.waitFor());
    contains("report of a wrong start", said, "APPLICATION FAILED TO START");
    contains("report of a wrong start", said, "Property ram4j.recognizer.model:");
    contains("report of a wrong start", said, "nothing at \"nothing-here\"");
  }

  private void serve() throws Exception {
    int port = freePort();
    Process service =
        service(port, "--ram4j.recognizer.model=clipart", "--ram4j.captioner.model=clipart")
            .start();
    List<String> said = new ArrayList<>();
    try (BufferedReader out = service.inputReader()) {
      for (String line = ""; !line.contains("Started PhotoService"); said.add(line)) {
        line = out.readLine();
        if (line == null) {
          throw new IllegalStateException("service: expected its start, found its end");
        }
      }
      Thread rest = new Thread(() -> out.lines().forEach(said::add));
      rest.start();
      use("http://127.0.0.1:" + port);
      stop(service, "http://127.0.0.1:" + port);
      rest.join();
    } catch (Exception | Error e) {
      said.forEach(System.out::println);
      throw e;
    } finally {
      service.destroyForcibly();
    }
  }

  private void use(String service) throws Exception {
    contains("health", get(service + "/actuator/health"), "\"state\":\"not opened yet\"");
    expect("tags", tag, post(service + "/tags", image).body());
    contains("caption", post(service + "/caption", image).body(), tag);
    expect("status of a wrong image", 415, post(service + "/tags", new byte[] {1}).statusCode());

    String health = get(service + "/actuator/health");
    contains("health", health, "\"state\":\"open\"");
    contains("health", health, "\"status\":\"UP\"");
    contains("calls", get(service + "/actuator/metrics/ram4j.calls"), "\"COUNT\",\"value\":3.0");
    contains(
        "images of the recognizer",
        get(service + "/actuator/metrics/ram4j.images?tag=model:recognizer"),
        "\"value\":2.0");
    contains(
        "failed images", get(service + "/actuator/metrics/ram4j.images.failed"), "\"value\":1.0");
    for (String meter : List.of("ram4j.calls.wait", "ram4j.batch.size", "ram4j.calls.limit")) {
      contains(meter, get(service + "/actuator/metrics/" + meter), meter);
    }
  }

  /** SIGTERM once some of the clients compute and the others wait; every client gets its answer. */
  private void stop(Process process, String service) throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      answers.add(
          client.sendAsync(
              request(service + "/caption", image), HttpResponse.BodyHandlers.ofString()));
    }
    while (waiting(service) < CLIENTS / 2) {
      Thread.sleep(5);
    }
    int early = (int) answers.stream().filter(CompletableFuture::isDone).count();
    process.toHandle().destroy();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      expect("status", OK, answer.get().statusCode());
      contains("caption", answer.get().body(), tag);
    }
    expect("exit status", TERMINATED, process.waitFor());
    System.out.printf("%d answers before the stop, %d after%n", early, CLIENTS - early);
  }

  private double waiting(String service) throws Exception {
    String meter = get(service + "/actuator/metrics/ram4j.calls.waiting");
    return Double.parseDouble(meter.replaceAll("(?s).*\"value\":([0-9.]+).*", "$1"));
  }

  private static HttpRequest request(String uri, byte[] body) {
    return HttpRequest.newBuilder(URI.create(uri))
        .header("Content-Type", "application/octet-stream")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private HttpResponse<String> post(String uri, byte[] body) throws Exception {
    return client.send(request(uri, body), HttpResponse.BodyHandlers.ofString());
  }

  private String get(String uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    expect("status of " + uri + ": " + answer.body(), OK, answer.statusCode());
    return answer.body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void contains(String what, String found, String part) {
    if (!found.contains(part)) {
      throw new IllegalStateException("%s: expected %s, found %s".formatted(what, part, found));
    }
  }

  private static void expect(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException("%s: expected %s, found %s".formatted(what, expected, found));
    }
  }
}
