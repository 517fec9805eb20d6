package io.github.ram4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.server.ServerOptions.Batching;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Requests that wait: refused, left out, answered while the server stops. */
class QueueTest {
  private static ServerOptions options(int queue) {
    return ServerOptions.defaults().withBatching(new Batching(1, Duration.ZERO, queue, 1));
  }

  private static CompletableFuture<HttpResponse<String>> ask(RamServer server) {
    return Served.client()
        .sendAsync(
            Served.request(server, "/v1/recognize")
                .POST(BodyPublishers.ofByteArray(Served.PANDA))
                .build(),
            BodyHandlers.ofString());
  }

  private static void awaitWaiting(RamServer server, int count) throws Exception {
    while (Served.metric(server, "ram4j_queue", "") != count) {
      Thread.sleep(20);
    }
  }

  private static Wire asked(RamServer server) throws IOException {
    return new Wire(server)
        .send(
            "POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
                .formatted(Served.PANDA.length))
        .send(Served.PANDA);
  }

  @Test
  void aFullQueueRefusesFurtherImages() throws Exception {
    try (HeldRecognizer held = new HeldRecognizer(Served.photo(), 1);
        RamServer server = RamServer.start(ServedModels.of(held), options(2))) {
      List<CompletableFuture<HttpResponse<String>>> taken = new ArrayList<>();
      taken.add(ask(server));
      held.awaitBegun();
      taken.add(ask(server));
      taken.add(ask(server));
      awaitWaiting(server, 2);
      HttpResponse<String> refused = ask(server).join();
      ProblemsTest.assertProblem(429, "too-many", refused);
      assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
      assertEquals(200, Served.get(server, "/v1/tags").statusCode());
      held.letGo();
      for (CompletableFuture<HttpResponse<String>> each : taken) {
        assertEquals(200, each.join().statusCode());
      }
    }
  }

  @Test
  void aClientMayNotHaveAllPlaces() throws Exception {
    ServerOptions options = options(64).withLimits(ServerLimits.defaults().withClients(100, 3));
    try (HeldRecognizer held = new HeldRecognizer(Served.photo(), 1);
        RamServer server = RamServer.start(ServedModels.of(held), options)) {
      List<Wire> greedy = new ArrayList<>();
      String head = "POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n";
      for (int i = 0; i < 3; i++) {
        greedy.add(new Wire(server, "127.0.0.4").send(head + "123456789"));
      }
      awaitWaiting(server, 2);
      try (Wire refused = new Wire(server, "127.0.0.4").send(head + "123456789")) {
        assertEquals("HTTP/1.1 429 Too Many Requests", refused.statusLine());
      }
      CompletableFuture<HttpResponse<String>> other = ask(server);
      held.letGo();
      assertEquals(200, other.join().statusCode());
      for (Wire wire : greedy) {
        assertTrue(wire.statusLine().startsWith("HTTP/1.1 415 "));
        wire.close();
      }
      assertEquals(200, ask(server).join().statusCode());
    }
  }

  @Test
  void clientsThatWentAwayCostNoInference() throws Exception {
    try (HeldRecognizer held = new HeldRecognizer(Served.photo(), 1);
        RamServer server = RamServer.start(ServedModels.of(held), options(64))) {
      CompletableFuture<HttpResponse<String>> first = ask(server);
      held.awaitBegun();
      List<Wire> waiting = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        waiting.add(asked(server));
      }
      awaitWaiting(server, 5);
      for (Wire wire : waiting.subList(0, 4)) {
        wire.close();
      }
      held.letGo();
      assertEquals(200, first.join().statusCode());
      assertEquals("HTTP/1.1 200 OK", waiting.get(4).statusLine());
      waiting.get(4).close();
      // The fifth may have stood before the others.
      for (int i = 0; i < 1000 && leftOut(server) < 4; i++) {
        Thread.sleep(10);
      }
      assertEquals(4, leftOut(server));
      assertEquals(2, held.images());
    }
  }

  @Test
  void clientsThatWentAwayTakeNoPlace() throws Exception {
    try (HeldRecognizer held = new HeldRecognizer(Served.photo(), 1);
        RamServer server = RamServer.start(ServedModels.of(held), options(2))) {
      CompletableFuture<HttpResponse<String>> first = ask(server);
      held.awaitBegun();
      List<Wire> gone = List.of(asked(server), asked(server));
      awaitWaiting(server, 2);
      for (Wire wire : gone) {
        wire.close();
      }
      CompletableFuture<HttpResponse<String>> next = ask(server);
      // The system tells of a closed connection a moment later: until then the queue is full.
      while (leftOut(server) == 0) {
        if (next.isDone()) {
          assertEquals(429, next.join().statusCode());
          next = ask(server);
        }
        Thread.sleep(10);
      }
      held.letGo();
      assertEquals(200, first.join().statusCode());
      assertEquals(200, next.join().statusCode());
    }
  }

  @Test
  void pipelinedRequestsAreAllAnswered() throws Exception {
    try (HeldRecognizer held = new HeldRecognizer(Served.photo(), 1);
        RamServer server = RamServer.start(ServedModels.of(held), options(64));
        Wire wire = asked(server)) {
      held.awaitBegun();
      try (Wire other = asked(server)) {
        awaitWaiting(server, 1);
        other.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        held.letGo();
        assertEquals("HTTP/1.1 200 OK", wire.statusLine());
        String answers = other.rest();
        assertEquals(3, answers.split("HTTP/1.1 200 OK", -1).length, answers);
        assertTrue(answers.endsWith("{\"status\":\"UP\"}"), answers);
      }
    }
  }

  @Test
  void aStopAnswersThoseWhoWaitAndRefusesOthers() throws Exception {
    HeldRecognizer held = new HeldRecognizer(Served.photo(), 1);
    RamServer server = RamServer.start(ServedModels.of(held), options(64));
    List<CompletableFuture<HttpResponse<String>>> taken = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      taken.add(ask(server));
    }
    held.awaitBegun();
    awaitWaiting(server, 5);
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
    while (accepts(server)) {
      Thread.sleep(20);
    }
    held.letGo();
    for (CompletableFuture<HttpResponse<String>> each : taken) {
      assertEquals(200, each.join().statusCode());
    }
    stopped.join();
    assertThrows(ConnectException.class, () -> Served.get(server, "/health/live"));
    assertEquals(6, held.images());
    server.close();
  }

  private static double leftOut(RamServer server) throws Exception {
    return Served.metric(server, "ram4j_left_out_total", "kind=\"tags\"");
  }

  private static boolean accepts(RamServer server) {
    try {
      new Wire(server).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void anAnswerThatTakesTooLongIsGivenUp() throws Exception {
    ServerLimits usual = ServerLimits.defaults();
    ServerLimits limits =
        usual.withTimes(
            usual.headTime(), usual.idleTime(), Duration.ofMillis(500), usual.stopTime());
    try (HeldRecognizer held = new HeldRecognizer(Served.photo(), 1);
        RamServer server = RamServer.start(ServedModels.of(held), options(64).withLimits(limits))) {
      CompletableFuture<HttpResponse<String>> first = ask(server);
      CompletableFuture<HttpResponse<String>> second = ask(server);
      ProblemsTest.assertProblem(503, "unavailable", first.join());
      ProblemsTest.assertProblem(503, "unavailable", second.join());
      held.letGo();
      awaitWaiting(server, 0);
      assertEquals(1, held.images());
    }
  }

  @Test
  void anEngineThatFailsIsTold() throws Exception {
    var broken = Served.open(io.github.ram4j.onnx.ModelOptions.defaults());
    try (RamServer server = RamServer.start(ServedModels.of(broken), ServerOptions.defaults())) {
      server.awaitReady();
      broken.close();
      ProblemsTest.assertProblem(503, "unavailable", ask(server).join());
    }
  }
}
