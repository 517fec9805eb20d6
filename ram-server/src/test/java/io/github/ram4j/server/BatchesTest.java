package io.github.ram4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.server.ServerOptions.Batching;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Answers of batches are those of single calls, whatever shares a batch. */
class BatchesTest {
  private static final String[] PHOTOS = {
    "photos/panda.jpg", "photos/clownfish.jpg", "house.png", "rainbow-house.png"
  };

  private static final double ROUNDING = 1e-5;

  private static CompletableFuture<HttpResponse<String>> ask(
      RamServer server, String path, byte[] image) {
    return Served.client()
        .sendAsync(
            Served.request(server, path).POST(BodyPublishers.ofByteArray(image)).build(),
            BodyHandlers.ofString());
  }

  private static void assertSame(ServedModels models, String path) throws Exception {
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      images.add(Served.sample(PHOTOS[i % PHOTOS.length]));
    }
    images.add(5, "no image".getBytes(StandardCharsets.UTF_8));
    List<String> single = new ArrayList<>();
    try (RamServer server =
        RamServer.start(
            models, ServerOptions.defaults().withBatching(new Batching(1, Duration.ZERO, 64, 1)))) {
      for (byte[] image : images) {
        single.add(ask(server, path, image).join().body());
      }
    }
    try (RamServer server =
        RamServer.start(
            models,
            ServerOptions.defaults()
                .withBatching(new Batching(4, Duration.ofMillis(200), 64, 2)))) {
      List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
      for (byte[] image : images) {
        all.add(ask(server, path, image));
      }
      for (int i = 0; i < all.size(); i++) {
        assertClose(Served.JSON.readTree(single.get(i)), Served.json(all.get(i).join()));
      }
      double batches = Served.metric(server, "ram4j_batch_images_count", "");
      assertEquals(images.size(), Served.metric(server, "ram4j_batch_images_sum", ""));
      assertTrue(batches < images.size(), "batches " + batches);
    }
  }

  /** The same but for the rounding of scores, which depends on the size of a batch. */
  private static void assertClose(JsonNode expected, JsonNode found) {
    if (expected.isFloatingPointNumber()) {
      assertEquals(expected.asDouble(), found.asDouble(), ROUNDING);
    } else if (expected.isContainerNode()) {
      assertEquals(expected.size(), found.size());
      assertEquals(names(expected), names(found));
      Iterator<JsonNode> others = found.elements();
      expected.elements().forEachRemaining(each -> assertClose(each, others.next()));
    } else {
      assertEquals(expected, found);
    }
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void ofTags() throws Exception {
    assertSame(ServedModels.of(Served.photo()), "/v1/recognize?all=true");
  }

  @Test
  void ofTagsOfTheClipartModel() throws Exception {
    assertSame(ServedModels.of(Served.clipart()), "/v1/recognize");
  }

  @Test
  void ofSentences() throws Exception {
    assertSame(ServedModels.of(Served.clipart()), "/v1/caption");
  }
}
