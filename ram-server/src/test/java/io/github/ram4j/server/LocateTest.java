package io.github.ram4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Tag;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneFinder;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.locate.ThingTags;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.testkit.RegionModelFiles;
import io.github.ram4j.view.json.JsonLine;
import io.github.ram4j.view.scene.SceneJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /v1/locate}: the library's regions, and refusals in words. */
class LocateTest {
  @TempDir static Path folder;
  private static Locator locator;
  private static Segmenter segmenter;
  private static RamServer server;

  @BeforeAll
  static void start() throws IOException {
    RegionModelFiles files =
        RegionModelFiles.in(
            folder,
            (checkpoint, bundle) ->
                Converter.convert(checkpoint, bundle, ConvertOptions.defaults()));
    locator = RegionModels.openLocator(files.detector());
    segmenter = RegionModels.openSegmenter(files.segmenter());
    server =
        RamServer.start(
            ServedModels.of(Served.clipart()).withLocator(locator).withSegmenter(segmenter),
            ServerOptions.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
    segmenter.close();
    locator.close();
  }

  private static SceneFinder finder(LocateOptions options) {
    return SceneFinder.of(locator).withSegmenter(segmenter).withOptions(options);
  }

  private static String json(Scene scene) throws IOException {
    return JsonLine.of(out -> SceneJson.writeMembers(out, scene));
  }

  private static void assertProblem(int status, String code, String word, HttpResponse<String> got)
      throws IOException {
    assertEquals(status, got.statusCode(), got.body());
    assertEquals(code, Served.json(got).get("code").asText());
    assertTrue(got.body().contains(word), got.body());
  }

  @Test
  void recognizedTagsAreLookedFor() throws Exception {
    Scene scene =
        finder(LocateOptions.defaults())
            .find(
                "",
                ImageSource.of(Served.SCENE),
                ThingTags.of(Served.clipart().recognize(ImageSource.of(Served.SCENE)).tags()));
    HttpResponse<String> answer = Served.post(server, "/v1/locate", Served.SCENE);
    assertEquals(json(scene), answer.body());
    assertFalse(Served.json(answer).has("image"));
    assertTrue(Served.json(answer).get("tags").size() > 0);
  }

  @Test
  void namesThresholdsAndAForm() throws Exception {
    List<Tag> tags = new ArrayList<>();
    for (String name : List.of("snake", "red tree")) {
      tags.add(new Tag(tags.size(), name, List.of(), true));
    }
    LocateOptions options = LocateOptions.defaults().withBoxThreshold(0.5f).withOverlapOfTag(0.8f);
    Scene scene = finder(options).findTags("scene.png", ImageSource.of(Served.SCENE), tags);
    assertFalse(scene.regions().isEmpty());
    byte[] form = new Form().image("scene.png", Served.SCENE).bytes();
    HttpResponse<String> answer =
        Served.post(
            server,
            "/v1/locate?tags=snake,red%20tree&box-threshold=0.5&nms=0.8",
            form,
            "Content-Type",
            Form.TYPE);
    assertEquals(json(scene), answer.body());
    JsonNode region = Served.json(answer).get("regions").get(0);
    assertTrue(region.get("mask").get("counts").asText().length() > 0);
  }

  @Test
  void namesOfTheListAreTakenInBothLanguages() throws Exception {
    ServedModels models = ServedModels.of(AttentionTest.open()).withLocator(locator);
    try (RamServer chinese = RamServer.start(models, ServerOptions.defaults())) {
      HttpResponse<String> english =
          Served.post(chinese, "/v1/locate?box-threshold=0&tags=snake", Served.SCENE);
      String asked =
          "/v1/locate?box-threshold=0&tags=" + URLEncoder.encode("蛇,snake", StandardCharsets.UTF_8);
      HttpResponse<String> both = Served.post(chinese, asked, Served.SCENE);
      assertEquals(english.body(), both.body());
      JsonNode region = Served.json(both).get("regions").get(0);
      assertEquals("snake", region.get("tag").asText());
      assertEquals("蛇", region.get("zh").get(0).asText());
      HttpResponse<String> large =
          Served.post(chinese, "/v1/locate?box-threshold=0&tags=SNAKE", Served.SCENE);
      assertEquals("SNAKE", Served.json(large).get("regions").get(0).get("tag").asText());
    } finally {
      models.recognizer().close();
    }
  }

  @Test
  void theModelSaysWhatItCan() throws Exception {
    JsonNode model = Served.json(Served.get(server, "/v1/model"));
    assertTrue(model.get("regions").asBoolean());
    assertTrue(model.get("masks").asBoolean());
    double before = Served.metric(server, "ram4j_batch_images_sum", "kind=\"regions\"");
    Served.post(server, "/v1/locate?tags=snake", Served.SCENE);
    assertEquals(before + 1, Served.metric(server, "ram4j_batch_images_sum", "kind=\"regions\""));
  }

  @Test
  void badRequestsAreNamed() throws Exception {
    assertProblem(400, "bad-request", "nms", Served.post(server, "/v1/locate?nms=2", Served.SCENE));
    assertProblem(
        400,
        "bad-request",
        "box-threshold",
        Served.post(server, "/v1/locate?box-threshold=x", Served.SCENE));
    assertProblem(
        400,
        "bad-request",
        "threshold",
        Served.post(server, "/v1/locate?threshold=1", new byte[9]));
    for (String none : List.of("tags=", "tags=%20,%20")) {
      assertProblem(
          400,
          "bad-request",
          "found none",
          Served.post(server, "/v1/locate?" + none, Served.SCENE));
    }
    assertProblem(
        415, "not-an-image", "image", Served.post(server, "/v1/locate?tags=x", new byte[9]));
    String many =
        "x,".repeat(1)
            + String.join(
                ",", java.util.stream.IntStream.range(0, 201).mapToObj(i -> "n" + i).toList());
    assertProblem(
        400, "bad-request", "200", Served.post(server, "/v1/locate?tags=" + many, Served.SCENE));
  }

  @Test
  void aServerWithoutADetectorSaysSo() throws Exception {
    try (RamServer plain =
        RamServer.start(
            ServedModels.of(Served.clipart()).withSegmenter(segmenter), ServerOptions.defaults())) {
      assertProblem(
          422, "not-offered", "--detector", Served.post(plain, "/v1/locate", Served.SCENE));
      JsonNode model = Served.json(Served.get(plain, "/v1/model"));
      assertFalse(model.get("regions").asBoolean());
      assertFalse(model.get("masks").asBoolean());
    }
  }
}
