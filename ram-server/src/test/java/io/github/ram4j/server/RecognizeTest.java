package io.github.ram4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.Recognition;
import io.github.ram4j.TagScore;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.view.json.JsonLine;
import io.github.ram4j.view.json.NameLanguage;
import io.github.ram4j.view.json.RecognitionJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecognizeTest {
  private static RamServer server;

  @BeforeAll
  static void start() throws IOException {
    server = RamServer.start(ServedModels.of(Served.photo()), ServerOptions.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String expected(NameLanguage language, List<TagScore> tags, Recognition all)
      throws IOException {
    return JsonLine.of(out -> new RecognitionJson(language, Map.of()).writeMembers(out, tags, all));
  }

  @Test
  void anImageAsTheBodyGetsTheTagsOfTheLibrary() throws Exception {
    HttpResponse<String> answer = Served.post(server, "/v1/recognize", Served.PANDA);
    Recognition bare = Served.photo().recognize(Served.PANDA);
    assertEquals(200, answer.statusCode());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals(expected(NameLanguage.BOTH, bare.tags(), bare), answer.body());
    assertFalse(bare.tags().isEmpty());
  }

  @Test
  void aFormGetsTheSameAndTheFilesName() throws Exception {
    byte[] form = new Form().field("language", "en").image("panda.jpg", Served.PANDA).bytes();
    JsonNode answer =
        Served.json(Served.post(server, "/v1/recognize", form, "Content-Type", Form.TYPE));
    assertEquals("panda.jpg", answer.get("image").asText());
    assertEquals("animal", answer.get("tags").get(0).get("en").asText());
    assertFalse(answer.get("tags").get(0).has("zh"));
  }

  @Test
  void parametersChangeWhatIsTold() throws Exception {
    String query = "?threshold=0.00001&limit=7&language=zh";
    HttpResponse<String> answer = Served.post(server, "/v1/recognize" + query, Served.PANDA);
    Recognition bare =
        Served.photo().recognize(Served.PANDA).withThresholds(ThresholdPolicy.uniform(0.00001f));
    assertTrue(bare.tags().size() > 7);
    assertEquals(expected(NameLanguage.ZH, bare.tags().subList(0, 7), bare), answer.body());
  }

  @Test
  void allScoresAreInTheOrderOfTheTags() throws Exception {
    JsonNode answer =
        Served.json(Served.post(server, "/v1/recognize?all=true&limit=0", Served.PANDA));
    JsonNode tags = Served.json(Served.get(server, "/v1/tags")).get("tags");
    Recognition bare = Served.photo().recognize(Served.PANDA);
    assertEquals(0, answer.get("tags").size());
    assertEquals(
        Served.json(Served.get(server, "/v1/tags")).get("list").asText(),
        answer.get("list").asText());
    assertFalse(Served.json(Served.post(server, "/v1/recognize", Served.PANDA)).has("list"));
    assertEquals(Served.photo().vocabulary().size(), answer.get("scores").size());
    assertEquals(tags.size(), answer.get("scores").size());
    for (int i = 0; i < tags.size(); i++) {
      assertEquals(bare.score(i), (float) answer.get("scores").get(i).asDouble());
      assertEquals(bare.vocabulary().tag(i).id(), tags.get(i).get("id").asInt());
    }
  }

  @Test
  void anEmbeddingIsThatOfTheLibrary() throws Exception {
    JsonNode answer = Served.json(Served.post(server, "/v1/embed", Served.PANDA));
    var bare = Served.photo().embed(io.github.ram4j.ImageSource.of(Served.PANDA));
    assertEquals(bare.model(), answer.get("model").asText());
    assertEquals(bare.width(), answer.get("embedding").size());
    for (int i = 0; i < bare.width(); i++) {
      assertEquals(bare.vector().get(i), (float) answer.get("embedding").get(i).asDouble());
    }
  }

  @Test
  void theModelSaysWhatItCan() throws Exception {
    JsonNode model = Served.json(Served.get(server, "/v1/model"));
    assertEquals(749, model.get("tags").asInt());
    assertFalse(model.get("captions").asBoolean());
    assertTrue(model.get("embeddings").asBoolean());
    assertEquals(32 << 20, model.get("limits").get("bytes").asInt());
    assertFalse(model.get("limits").has("pixels"));
  }

  @Test
  void theLimitOfPixelsIsToldWhereItIsKnown() throws Exception {
    ServedModels models = ServedModels.of(Served.photo()).withMaxPixels(5_000_000_000L);
    try (RamServer told = RamServer.start(models, ServerOptions.defaults())) {
      JsonNode limits = Served.json(Served.get(told, "/v1/model")).get("limits");
      assertEquals(5_000_000_000L, limits.get("pixels").asLong());
    }
    assertThrows(IllegalArgumentException.class, () -> models.withMaxPixels(0));
  }

  @Test
  void healthIsReadyWhenTheModelsAreWarm() throws Exception {
    server.awaitReady();
    assertEquals(200, Served.get(server, "/health/live").statusCode());
    assertEquals("{\"status\":\"UP\"}", Served.get(server, "/health/ready").body());
  }
}
