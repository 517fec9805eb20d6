package io.github.ram4j.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.photo.PhotoModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Models that ship, opened once for all tests, and requests to servers of them. */
final class Served {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Path SAMPLES =
      Path.of(System.getProperty("ram.repository"), "ram-examples", "samples");
  static final byte[] PANDA = sample("photos/panda.jpg");
  static final byte[] HOUSE = sample("house.png");
  static final byte[] SCENE = sample("scenes/police-cars-snake-bear.png");

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Served() {}

  /** Models, each opened when a test first needs it, and closed by the end of the process. */
  private static final class Photo {
    static final Recognizer MODEL = open(ModelOptions.defaults().withBatchSize(4));
  }

  private static final class Clipart {
    static final Captioner MODEL = openClipart();
  }

  static Recognizer photo() {
    return Photo.MODEL;
  }

  static Captioner clipart() {
    return Clipart.MODEL;
  }

  static Recognizer open(ModelOptions options) {
    try {
      return RamModels.open(PhotoModels.tagger(), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Captioner openClipart() {
    try {
      return RamModels.openCaptioner(
          ClipartModels.tag2text(), ModelOptions.defaults().withBatchSize(4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] sample(String name) {
    try {
      return Files.readAllBytes(SAMPLES.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HttpResponse<String> post(RamServer server, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return send(request(server, path, headers).POST(BodyPublishers.ofByteArray(body)).build());
  }

  static HttpResponse<String> get(RamServer server, String path, String... headers)
      throws IOException, InterruptedException {
    return send(request(server, path, headers).build());
  }

  static HttpRequest.Builder request(RamServer server, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri().toString().replaceAll("/$", "") + path))
            .timeout(PATIENCE);
    return headers.length == 0 ? request : request.headers(headers);
  }

  static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  static HttpClient client() {
    return CLIENT;
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  /**
   * A value of the metrics, the sum over labels that begin with some text; 0 where there is none.
   */
  static double metric(RamServer server, String name, String labels)
      throws IOException, InterruptedException {
    return get(server, "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{" + labels) || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
