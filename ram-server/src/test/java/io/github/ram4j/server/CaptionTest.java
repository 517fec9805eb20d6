package io.github.ram4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Steering;
import io.github.ram4j.view.json.CaptionJson;
import io.github.ram4j.view.json.JsonLine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CaptionTest {
  private static RamServer server;

  @BeforeAll
  static void start() throws IOException {
    server = RamServer.start(ServedModels.of(Served.clipart()), ServerOptions.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String expected(Steering steering) throws IOException {
    List<Caption> captions =
        Served.clipart()
            .caption(ImageSource.of(Served.SCENE), steering, CaptionOptions.beamSearch());
    return JsonLine.of(out -> CaptionJson.writeMembers(out, captions));
  }

  @Test
  void aSentenceIsThatOfTheLibrary() throws Exception {
    assertEquals(
        expected(Steering.recognized()), Served.post(server, "/v1/caption", Served.SCENE).body());
  }

  @Test
  void tagsSteerIt() throws Exception {
    String answer = Served.post(server, "/v1/caption?tags=snake,%E9%9B%AA", Served.SCENE).body();
    assertEquals(expected(Steering.of("snake,雪")), answer);
    assertTrue(answer.contains("\"tags\":\"snake | snow\""), answer);
  }

  @Test
  void theSameModelTellsTags() throws Exception {
    String answer = Served.post(server, "/v1/recognize?language=en", Served.SCENE).body();
    assertTrue(answer.contains("police car"), answer);
  }
}
