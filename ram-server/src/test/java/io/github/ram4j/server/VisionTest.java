package io.github.ram4j.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.TagScore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
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
        .getBytes(UTF_8);
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
        ProblemsTest.assertProblem(400, "bad-request", ask(server, body.getBytes(UTF_8)));
      }
      ProblemsTest.assertProblem(
          415, "not-an-image", ask(server, request(url("text".getBytes(UTF_8)))));
    }
  }

  /** A body within the limit has room for millions of images, each of which would cost memory. */
  @Test
  void millionsOfImagesAreRefusedWithoutBeingKept() throws Exception {
    byte[] many = request("a\",\"".repeat(4_000_000) + "a");
    byte[] empty = request("\",\"".repeat(6_000_000));
    byte[] urls = ("{" + "\"url\":\"a\",".repeat(2_000_000) + "\"id\":\"x\"}").getBytes(UTF_8);
    try (RamServer server = server(ServerOptions.defaults())) {
      ProblemsTest.assertProblem(400, "bad-request", ask(server, many));
      ProblemsTest.assertProblem(400, "bad-request", ask(server, empty));
      ProblemsTest.assertProblem(400, "bad-request", ask(server, urls));
    }
  }

  @Test
  void imagesThatWaitHaveABoundInMemory() throws Exception {
    byte[] body = request(url(Served.PANDA));
    ServerLimits limits = ServerLimits.defaults().withBodies(body.length, 2L * body.length, 4000);
    try (RamServer server = server(ServerOptions.defaults().withLimits(limits))) {
      ProblemsTest.assertProblem(429, "too-many", ask(server, body));
      assertEquals(0, Served.metric(server, "ram4j_body_bytes", ""));
    }
  }

  @Test
  void anIdentifierComesBackAsItWasWhateverItIs() throws Exception {
    try (RamServer server = server(ServerOptions.defaults())) {
      for (String id : List.of("照片 \uD83D\uDE00", "\\ud800", "\\u0000<script>", "")) {
        String body =
            new String(request(url(Served.PANDA)), UTF_8)
                .replaceFirst("3487[^\"]*", id.replace("\\", "\\\\"));
        HttpResponse<String> answer = ask(server, body.getBytes(UTF_8));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(
            Served.JSON.readTree(body).get("id").asText(), Served.json(answer).get("id").asText());
      }
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
    String host = "localhost:%d".formatted(photos.getURI().getPort());
    String base = "http://" + host;
    try (RamServer none = server(ServerOptions.defaults());
        RamServer some = server(ServerOptions.defaults().withFetchedHosts(List.of(host)))) {
      ProblemsTest.assertProblem(403, "forbidden", ask(none, request(base + "/panda.jpg")));
      for (String other :
          List.of(
              "http://127.0.0.1/x",
              "http://localhost/x",
              "http://localhost:1/x",
              "http://[::1]/x",
              "http://[::ffff:127.0.0.1]/x",
              "http://2130706433/x",
              "http://%s@127.0.0.1/x".formatted(host),
              "http://127.0.0.1/#@" + host,
              "http:///x",
              "http:localhost",
              "//%s/x".formatted(host),
              "ftp://%s/x".formatted(host),
              "file:///etc/passwd",
              "jar:%s/x!/y".formatted(base),
              "http://localhost.evil.example/")) {
        ProblemsTest.assertProblem(403, "forbidden", ask(some, request(other)));
      }
      assertEquals(0, fetched.get());
      ProblemsTest.assertProblem(
          403, "forbidden", ask(some, request(base + "/panda.jpg", "http://localhost:1/x")));
      assertEquals(0, fetched.get());
      assertEquals(200, ask(some, request(base + "/panda.jpg")).statusCode());
      assertEquals(
          200, ask(some, request(base + "/a", url(Served.PANDA), base + "/b")).statusCode());
      ProblemsTest.assertProblem(422, "unusable", ask(some, request(base + "/moved", base + "/c")));
      assertEquals(4, fetched.get());
      assertEquals(0, Served.metric(some, "ram4j_body_bytes", ""));
    } finally {
      photos.stop();
    }
  }
}
