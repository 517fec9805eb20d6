package io.github.ram4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send what no proper client would; after each, others are answered. */
class HostileTest {
  private static final int MAX_BODY = 1 << 20;
  private static final int CONNECTIONS = 400;

  private static RamServer server;

  @BeforeAll
  static void start() throws IOException {
    ServerLimits limits =
        ServerLimits.defaults()
            .withBodies(MAX_BODY, 8L << 20, 4000)
            .withTimes(
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10))
            .withClients(CONNECTIONS, 64);
    server =
        RamServer.start(
            ServedModels.of(Served.photo()), ServerOptions.defaults().withLimits(limits));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void othersAreAnswered() throws Exception {
    assertEquals(200, Served.post(server, "/v1/recognize", Served.PANDA).statusCode());
    assertEquals(0, Served.metric(server, "ram4j_queue", ""));
  }

  private static String head(String headers) {
    return "POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }

  @Test
  void aSlowBodyIsToldSoAndOthersAreAnsweredMeanwhile() throws Exception {
    List<Wire> slow = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      slow.add(new Wire(server, "127.0.0.2").send(head("Content-Length: 100000\r\n") + "x"));
    }
    assertEquals(200, Served.post(server, "/v1/recognize", Served.PANDA).statusCode());
    for (Wire wire : slow) {
      // Nothing more comes: the connection is idle.
      assertEquals("HTTP/1.1 408 Request Timeout", wire.statusLine());
      wire.close();
    }
  }

  @Test
  void aTricklingBodyIsToldSo() throws Exception {
    try (Wire wire = new Wire(server).send(head("Content-Length: 100000\r\n"))) {
      long sent = 0;
      try {
        for (; sent < 40; sent++) { // a byte each half second keeps the connection busy
          wire.send("x");
          Thread.sleep(250);
        }
      } catch (IOException e) {
        // Closed, after the answer.
      }
      assertTrue(wire.rest().startsWith("HTTP/1.1 408 "), "after " + sent);
    }
  }

  @Test
  void aTricklingBodyOfARefusedRequestIsAnsweredAllTheSame() throws Exception {
    String head = head("Content-Length: 100000\r\n").replace("/v1/recognize", "/nothing");
    try (Wire wire = new Wire(server).send(head)) {
      boolean cut = false;
      for (int i = 0; i < 400 && !cut; i++) { // the server waits for 20 s
        try {
          wire.send("x");
          Thread.sleep(250);
        } catch (IOException e) {
          cut = true;
        }
      }
      assertTrue(cut);
      String answer = wire.rest();
      assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 404 "), answer);
    }
  }

  @Test
  void aTricklingHeadIsCutOff() throws Exception {
    try (Wire wire = new Wire(server).send("POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\n")) {
      boolean cut = false;
      for (int i = 0; i < 40 && !cut; i++) {
        try {
          wire.send("X-%d: y\r\n".formatted(i));
          Thread.sleep(250);
        } catch (IOException e) {
          cut = true;
        }
      }
      assertTrue(cut);
    }
  }

  @Test
  void aCutBodyCostsNothing() throws Exception {
    double before = Served.metric(server, "ram4j_batch_images_sum", "kind=\"tags\"");
    for (int i = 0; i < 20; i++) {
      try (Wire wire = new Wire(server).send(head("Content-Length: 100000\r\n") + "begins")) {
        wire.endOutput();
        assertTrue(wire.rest().startsWith("HTTP/1.1 400 "));
      }
    }
    assertEquals(before, Served.metric(server, "ram4j_batch_images_sum", "kind=\"tags\""));
    assertEquals(0, Served.metric(server, "ram4j_body_bytes", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1\r\n",
        "Content-Length: 10\r\nContent-Length: 11\r\n",
        "Content-Length: 10\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: many\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: gzip, chunked, x\r\n",
        "Bad Header\r\n",
      })
  void wrongLengthsAreRefused(String headers) throws Exception {
    try (Wire wire = new Wire(server).send(head(headers) + "0123456789")) {
      wire.endOutput();
      String answer = wire.rest();
      assertTrue(answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 501"), answer);
      assertTrue(answer.contains("application/problem+json"), answer);
    }
  }

  @Test
  void aChunkedBodyWithoutEndIsCutOff() throws Exception {
    byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    try (Wire wire = new Wire(server).send(head("Transfer-Encoding: chunked\r\n"))) {
      long sent = wire.flood(chunk, 1L << 30);
      assertTrue(sent < 200L << 20, "sent " + sent);
    }
    assertEquals(0, Served.metric(server, "ram4j_body_bytes", ""));
  }

  @Test
  void gigabytesAreRefusedBeforeTheyCome() throws Exception {
    try (Wire wire = new Wire(server).send(head("Content-Length: 8589934592\r\n"))) {
      assertEquals("HTTP/1.1 413 Payload Too Large", wire.statusLine());
    }
    try (Wire wire =
        new Wire(server).send(head("Expect: 100-continue\r\nContent-Length: 8589934592\r\n"))) {
      assertEquals("HTTP/1.1 413 Payload Too Large", wire.statusLine());
    }
  }

  @Test
  void idleConnectionsMakeRoomForOthers() throws Exception {
    List<Wire> idle = new ArrayList<>();
    for (int i = 0; i < 3 * CONNECTIONS; i++) {
      idle.add(new Wire(server, "127.0.0.3"));
    }
    assertEquals(200, Served.get(server, "/health/live").statusCode());
    for (Wire wire : idle) {
      wire.close();
    }
  }

  @Test
  void aFloodOfHeadersIsRefused() throws Exception {
    try (Wire wire = new Wire(server).send("GET / HTTP/1.1\r\nHost: localhost\r\n")) {
      wire.flood(
          "X-Flood: 0123456789012345678901234567890123456789\r\n"
              .getBytes(StandardCharsets.US_ASCII),
          1 << 24);
      String answer = wire.rest();
      assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 431 "), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/../../etc/passwd",
        "/page.css/../../../openapi.json",
        "/..;/metrics",
        "/page.css%00.html",
        "/page.css;x=y",
        "//etc/passwd",
        "/%",
        "/\\..\\x",
        "/io/github/ram4j/server/page/index.html",
        "/META-INF/MANIFEST.MF",
      })
  void pathTricksLeadNowhere(String path) throws Exception {
    try (Wire wire =
        new Wire(server)
            .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
      String answer = wire.rest();
      assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
      assertTrue(answer.contains("application/problem+json"), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0000\u0001\u0002", "\u0016\u0003\u0001\u0002", "HELLO\r\n\r\n", "\r\n\r\n\r\n"})
  void whatIsNoHttpIsRefused(String bytes) throws Exception {
    try (Wire wire = new Wire(server).send(bytes)) {
      wire.endOutput();
      String answer = wire.rest();
      assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400 "), answer);
    }
  }
}
