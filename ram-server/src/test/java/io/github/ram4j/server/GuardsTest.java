package io.github.ram4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardsTest {
  private static final String TOKEN = "0123456789abcdef-secret";

  private static RamServer server(ServerOptions options) throws IOException {
    return RamServer.start(ServedModels.of(Served.photo()), options);
  }

  private static String status(RamServer server, String path, String headers) throws IOException {
    try (Wire wire =
        new Wire(server)
            .send("GET " + path + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n")) {
      return wire.statusLine().split(" ", -1)[1];
    }
  }

  @Test
  void otherHostsAreRefusedOnLoopback() throws Exception {
    try (RamServer server = server(ServerOptions.defaults().withHosts(List.of("ram.example")))) {
      int port = server.uri().getPort();
      for (String host :
          List.of("localhost", "LOCALHOST:" + port, "127.0.0.1", "[::1]:1", "ram.example")) {
        assertEquals("200", status(server, "/v1/tags", "Host: " + host + "\r\n"), host);
      }
      for (String host : List.of("evil.example", "localhost.evil.example", "127.0.0.1.nip.io")) {
        assertEquals("421", status(server, "/v1/tags", "Host: " + host + "\r\n"), host);
        assertEquals("421", status(server, "/", "Host: " + host + "\r\n"), host);
      }
      assertEquals("400", status(server, "/v1/tags", ""), "no host");
    }
  }

  @Test
  void theApiAsksForTheToken() throws Exception {
    try (RamServer server = server(ServerOptions.defaults().withToken(TOKEN))) {
      for (String path : List.of("/v1/tags", "/v1/model", "/metrics", "/nothing")) {
        ProblemsTest.assertProblem(401, "unauthorized", Served.get(server, path));
      }
      HttpResponse<String> refused = Served.post(server, "/v1/recognize", Served.PANDA);
      assertEquals(401, refused.statusCode());
      assertEquals("Bearer", refused.headers().firstValue("WWW-Authenticate").orElse(""));
      for (String path : List.of("/", "/page.css", "/health/live", "/openapi.json")) {
        assertEquals(200, Served.get(server, path).statusCode(), path);
      }
      for (String wrong :
          List.of(
              TOKEN,
              "Bearer",
              "Bearer ",
              "Basic " + TOKEN,
              "Bearer x" + TOKEN,
              "Bearer " + TOKEN + "x")) {
        assertEquals(
            401, Served.get(server, "/v1/tags", "Authorization", wrong).statusCode(), wrong);
      }
      assertEquals(
          200,
          Served.post(server, "/v1/recognize", Served.PANDA, "Authorization", "Bearer " + TOKEN)
              .statusCode());
    }
  }

  @Test
  void weakTokensAreRefused() {
    ServerOptions options = ServerOptions.defaults();
    assertThrows(IllegalArgumentException.class, () -> options.withToken("short"));
    assertThrows(
        IllegalArgumentException.class, () -> options.withToken("has a space in the middle"));
    assertThrows(IllegalArgumentException.class, () -> options.withOrigins(List.of("*")));
  }

  @Test
  void pagesOfOthersAreRefusedUnlessTheyAreNamed() throws Exception {
    try (RamServer server =
        server(ServerOptions.defaults().withOrigins(List.of("https://photos.example")))) {
      HttpResponse<String> evil =
          Served.post(server, "/v1/recognize", Served.PANDA, "Origin", "http://evil.example");
      assertEquals(403, evil.statusCode());
      assertTrue(evil.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
      assertEquals(
          403, Served.get(server, "/v1/tags", "Origin", "null").statusCode(), "a sandboxed page");
      HttpResponse<String> named =
          Served.post(server, "/v1/recognize", Served.PANDA, "Origin", "https://photos.example");
      assertEquals(200, named.statusCode());
      assertEquals(
          "https://photos.example",
          named.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
      String own = server.uri().toString().replaceAll("/$", "");
      assertEquals(
          200, Served.post(server, "/v1/recognize", Served.PANDA, "Origin", own).statusCode());
    }
  }

  @Test
  void eachOriginOfARequestCounts() throws Exception {
    try (RamServer server = server(ServerOptions.defaults());
        Wire wire = new Wire(server)) {
      String own = server.uri().toString().replaceAll("/$", "");
      wire.send(
          "GET /v1/model HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nOrigin: http://evil.example\r\n\r\n"
              .formatted(server.uri().getAuthority(), own));
      assertEquals("HTTP/1.1 403 Forbidden", wire.statusLine());
    }
  }

  @Test
  void aPreflightIsAnsweredForNamedOriginsAlone() throws Exception {
    try (RamServer server =
        server(
            ServerOptions.defaults()
                .withOrigins(List.of("https://photos.example"))
                .withToken(TOKEN))) {
      HttpResponse<String> answer =
          Served.send(
              Served.request(
                      server,
                      "/v1/recognize",
                      "Origin",
                      "https://photos.example",
                      "Access-Control-Request-Method",
                      "POST",
                      "Access-Control-Request-Headers",
                      "authorization")
                  .method("OPTIONS", BodyPublishers.noBody())
                  .build());
      assertEquals(200, answer.statusCode());
      assertEquals(
          "https://photos.example",
          answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    }
    try (RamServer server = server(ServerOptions.defaults())) {
      HttpResponse<String> answer = Served.get(server, "/v1/tags");
      assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    }
  }

  @Test
  void allAnswersHaveTheHeadersThatKeepBrowsersSafe() throws Exception {
    try (RamServer server = server(ServerOptions.defaults())) {
      for (String path : List.of("/", "/v1/tags", "/nothing", "/page.js", "/..%2f")) {
        HttpResponse<String> answer = Served.get(server, path);
        assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(path));
        String policy = answer.headers().firstValue("Content-Security-Policy").orElse(path);
        assertTrue(policy.startsWith("default-src 'none'"), path);
        assertTrue(answer.headers().firstValue("Server").isEmpty());
      }
    }
  }

  @Test
  void thePageIsSentOnce() throws Exception {
    try (RamServer server = server(ServerOptions.defaults())) {
      HttpResponse<String> first = Served.get(server, "/");
      String tag = first.headers().firstValue("ETag").orElseThrow();
      assertEquals(
          "text/html; charset=utf-8", first.headers().firstValue("Content-Type").orElse(""));
      HttpResponse<String> again = Served.get(server, "/", "If-None-Match", "\"x\", " + tag);
      assertEquals(304, again.statusCode());
      assertEquals("", again.body());
    }
  }
}
