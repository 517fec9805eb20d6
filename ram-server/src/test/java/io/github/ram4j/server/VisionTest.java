package io.github.ram4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.TagScore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** PhotoPrism's vision interface, asked as its client asks: with empty members and data URLs. */
class VisionTest {
  private static final String PATH = "/api/v1/vision/labels";

  private static String url(byte[] image) {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(image);
  }

  private static byte[] request(String... images) {
    String list = "\"" + String.join("\",\"", images) + "\"";
    return ("{\"id\":\"3487da77-246e-4b4e-9437-67507177bcd7\",\"model\":\"ram\",\"suffix\":\"\","
            + "\"options\":{\"seed\":1,\"stop\":[\"x\"]},\"stream\":false,\"images\":["
            + list
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static RamServer server(ServerOptions options) throws IOException {
    return RamServer.start(ServedModels.of(Served.photo()).withName("photo"), options);
  }

  private static HttpResponse<String> ask(RamServer server, byte[] body) throws Exception {
    return Served.post(server, PATH, body, "Content-Type", "application/json");
  }

  @Test
  void labelsAreTheTags() throws Exception {
    try (RamServer server = server(ServerOptions.defaults())) {
      HttpResponse<String> answer = ask(server, request(url(Served.PANDA)));
      assertEquals(200, answer.statusCode());
      JsonNode body = Served.json(answer);
      assertEquals("3487da77-246e-4b4e-9437-67507177bcd7", body.get("id").asText());
      assertEquals(200, body.get("code").asInt());
      assertEquals("labels", body.get("model").get("type").asText());
      assertEquals("photo", body.get("model").get("name").asText());
      List<TagScore> bare = Served.photo().recognize(Served.PANDA).tags();
      JsonNode labels = body.get("result").get("labels");
      assertFalse(bare.isEmpty());
      assertEquals(bare.size(), labels.size());
      for (int i = 0; i < bare.size(); i++) {
        assertEquals(bare.get(i).tag().english(), labels.get(i).get("name").asText());
        assertEquals(bare.get(i).score(), (float) labels.get(i).get("confidence").asDouble());
      }
    }
  }

  @Test
  void ofSeveralThumbnailsTheBestCounts() throws Exception {
    try (RamServer server = server(ServerOptions.defaults())) {
      byte[] fish = Served.sample("photos/clownfish.jpg");
      JsonNode labels =
          Served.json(ask(server, request(url(Served.PANDA), url(fish)))).at("/result/labels");
      List<String> names = labels.findValuesAsText("name");
      assertEquals(1, names.stream().filter("animal"::equals).count());
      assertEquals(true, names.contains("panda") && names.contains("clown fish"));
    }
  }

  @Test
  void wrongRequestsAreTold() throws Exception {
    try (RamServer server = server(ServerOptions.defaults())) {
      for (String body :
          List.of(
              "",
              "no json",
              "[]",
              "{}",
              "{\"images\":[]}",
              "{\"images\":\"x\"}",
              "{\"images\":[1]}",
              "{\"images\":[\"data:image/png;base64,!!\"]}",
              "{\"images\":[\"data:image/png,x\"]}",
              "{\"images\":[\"data:image/png;base64,\"]}",
              "{\"id\":7,\"images\":[\"x\"]}",
              "{\"images\":[\"x\"",
              "{\"images\":[\"x\"]} {}",
              "{\"x\":" + "[".repeat(100) + "]".repeat(100) + "}")) {
        ProblemsTest.assertProblem(
            400, "bad-request", ask(server, body.getBytes(StandardCharsets.UTF_8)));
      }
      ProblemsTest.assertProblem(
          415, "not-an-image", ask(server, request(url("text".getBytes(StandardCharsets.UTF_8)))));
    }
  }

  @Test
  void addressesAreFetchedOfNamedHostsAlone() throws Exception {
    AtomicInteger fetched = new AtomicInteger();
    Server photos = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    photos.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            fetched.incrementAndGet();
            boolean moved = request.getHttpURI().getPath().equals("/moved");
            response.setStatus(moved ? 302 : 200);
            response.getHeaders().put("Location", "/panda.jpg");
            response.write(true, ByteBuffer.wrap(Served.PANDA), callback);
            return true;
          }
        });
    photos.start();
    String base = "http://localhost:%d".formatted(photos.getURI().getPort());
    try (RamServer none = server(ServerOptions.defaults());
        RamServer some = server(ServerOptions.defaults().withFetchedHosts(List.of("localhost")))) {
      ProblemsTest.assertProblem(403, "forbidden", ask(none, request(base + "/panda.jpg")));
      for (String other :
          List.of("http://127.0.0.1/x", "file:///etc/passwd", "http://localhost.evil.example/")) {
        ProblemsTest.assertProblem(403, "forbidden", ask(some, request(other)));
      }
      assertEquals(0, fetched.get());
      assertEquals(200, ask(some, request(base + "/panda.jpg")).statusCode());
      ProblemsTest.assertProblem(422, "unusable", ask(some, request(base + "/moved")));
      assertEquals(2, fetched.get());
    } finally {
      photos.stop();
    }
  }
}
