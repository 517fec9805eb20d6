package io.github.ram4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagAttention;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code POST /v1/attention}: the library's maps, and refusals in words. */
class AttentionTest {
  private static final String PATH = "/v1/attention";

  private static Recognizer model;
  private static RamServer server;

  @BeforeAll
  static void start() throws IOException {
    model = open();
    server = RamServer.start(ServedModels.of(model), ServerOptions.defaults());
  }

  /** The small RAM, whose tags have Chinese names. */
  static Recognizer open() throws IOException {
    return RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
    model.close();
  }

  private static HttpResponse<String> ask(String names) throws Exception {
    String query = "?tags=" + URLEncoder.encode(names, StandardCharsets.UTF_8);
    return Served.post(server, PATH + query, Served.SCENE);
  }

  private static void assertProblem(int status, String code, String word, HttpResponse<String> got)
      throws IOException {
    assertEquals(status, got.statusCode(), got.body());
    assertEquals(code, Served.json(got).get("code").asText());
    assertTrue(got.body().contains(word), got.body());
  }

  @Test
  void mapsAreTheLibrarys() throws Exception {
    List<Tag> tags = new ArrayList<>(model.vocabulary().require("snake"));
    tags.addAll(model.vocabulary().require("bear"));
    List<TagAttention> expected = model.attention(ImageSource.of(Served.SCENE), tags);
    JsonNode found = Served.json(ask("snake, bear")).get("attention");
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < found.size(); i++) {
      TagAttention map = expected.get(i);
      JsonNode written = found.get(i);
      assertEquals(map.tag().english(), written.get("en").asText());
      assertEquals(map.tag().id(), written.get("id").asInt());
      assertEquals(map.tag().chinese().get(0), written.get("zh").get(0).asText());
      assertEquals(map.peak().x(), written.get("most").get(0).asDouble(), 1e-6);
      assertEquals(map.peak().y(), written.get("most").get(1).asDouble(), 1e-6);
      assertEquals(map.rows(), written.get("shares").size());
      for (int row = 0; row < map.rows(); row++) {
        for (int column = 0; column < map.columns(); column++) {
          assertEquals(
              map.share(row, column),
              written.get("shares").get(row).get(column).floatValue(),
              1e-6f);
        }
      }
    }
  }

  @Test
  void aFormAndChineseNames() throws Exception {
    byte[] form = new Form().image("scene.png", Served.SCENE).field("tags", "蛇").bytes();
    JsonNode found = Served.json(Served.post(server, PATH, form, "Content-Type", Form.TYPE));
    assertEquals("scene.png", found.get("image").asText());
    assertEquals("snake", found.get("attention").get(0).get("en").asText());
  }

  @Test
  void whatCannotBeAskedIsRefused() throws Exception {
    assertProblem(422, "unusable", "near ones: snake", ask("snak"));
    assertProblem(422, "unusable", "\\\"snak\\\", \\\"bea\\\"", ask("snak,bear,bea"));
    assertProblem(400, "bad-request", "found none", ask(" , "));
    assertProblem(
        400,
        "bad-request",
        "at most 20",
        ask("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21"));
    assertProblem(
        415,
        "not-an-image",
        "expected",
        Served.post(server, PATH + "?tags=snake", new byte[] {1, 2, 3}));
    assertProblem(
        400, "bad-request", "parameters", Served.post(server, PATH + "?tag=snake", Served.SCENE));
  }

  @Test
  void aModelWithoutAttentionSaysSo() throws Exception {
    assertTrue(Served.json(Served.get(server, "/v1/model")).get("attention").asBoolean());
    try (RamServer other =
        RamServer.start(ServedModels.of(Served.photo()), ServerOptions.defaults())) {
      assertFalse(Served.json(Served.get(other, "/v1/model")).get("attention").asBoolean());
      assertProblem(
          422,
          "not-offered",
          "RAM or RAM++",
          Served.post(other, PATH + "?tags=panda", Served.PANDA));
    }
  }
}
