package io.github.ram4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
  private static RamServer server;

  @BeforeAll
  static void start() throws IOException {
    server = RamServer.start(ServedModels.of(Served.photo()), ServerOptions.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static void assertProblem(int status, String code, HttpResponse<String> answer)
      throws IOException {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    JsonNode problem = Served.json(answer);
    assertEquals(status, problem.get("status").asInt());
    assertEquals(code, problem.get("code").asText());
    assertFalse(problem.get("detail").asText().isEmpty());
    assertFalse(problem.get("title").asText().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "threshold=2",
        "threshold=NaN",
        "threshold=-0.1",
        "threshold=high",
        "threshold=Infinity",
        "threshold=0x1p-1",
        "threshold=0.5f",
        "threshold=%200.5",
        "threshold=",
        "threshold=1e",
        "limit=%D9%A1",
        "limit=+1",
        "=x",
        "threshold=0.5&threshold=0.6",
        "language=fr",
        "limit=-1",
        "limit=many",
        "limit=99999999999",
        "all=perhaps",
        "treshold=0.5",
        "limit=%FF%FE",
      })
  void wrongParametersAreTold(String query) throws Exception {
    assertProblem(400, "bad-request", Served.post(server, "/v1/recognize?" + query, Served.PANDA));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/recognize, 405, wrong-method",
    "POST, /v1/tags, 405, wrong-method",
    "DELETE, /, 405, wrong-method",
    "GET, /nothing, 404, not-found",
    "GET, /v1/tags/, 404, not-found",
    "GET, /page/index.html, 404, not-found",
    "GET, /v1/tags?x=1, 400, bad-request",
  })
  void wrongPathsAndMethodsAreTold(String method, String path, int status, String code)
      throws Exception {
    HttpResponse<String> answer =
        Served.send(
            Served.request(server, path)
                .method(method, java.net.http.HttpRequest.BodyPublishers.noBody())
                .build());
    assertProblem(status, code, answer);
  }

  @Test
  void whatIsNoImageIsTold() throws Exception {
    byte[] text = "not an image".getBytes(StandardCharsets.UTF_8);
    assertProblem(415, "not-an-image", Served.post(server, "/v1/recognize", text));
    byte[] half = Arrays.copyOf(Served.PANDA, Served.PANDA.length / 2);
    assertProblem(415, "not-an-image", Served.post(server, "/v1/recognize", half));
    assertProblem(400, "bad-request", Served.post(server, "/v1/recognize", new byte[0]));
  }

  @Test
  void formsHaveToBeWhole() throws Exception {
    byte[] none = new Form().field("language", "en").bytes();
    assertProblem(
        400, "bad-request", Served.post(server, "/v1/recognize", none, "Content-Type", Form.TYPE));
    byte[] two = new Form().image("a", Served.HOUSE).image("b", Served.HOUSE).bytes();
    assertProblem(
        400, "bad-request", Served.post(server, "/v1/recognize", two, "Content-Type", Form.TYPE));
    byte[] cut = Arrays.copyOf(two, two.length / 2);
    assertProblem(
        400, "bad-request", Served.post(server, "/v1/recognize", cut, "Content-Type", Form.TYPE));
    assertProblem(
        400,
        "bad-request",
        Served.post(server, "/v1/recognize", two, "Content-Type", "multipart/form-data"));
    String nameless = "--ram4j-test\r\nContent-Disposition: form-data\r\n\r\nx\r\n--ram4j-test--";
    HttpResponse<String> answer =
        Served.post(
            server,
            "/v1/recognize",
            nameless.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            Form.TYPE);
    assertProblem(400, "bad-request", answer);
    assertTrue(answer.body().contains("parts with names"), answer.body());
    byte[] elsewhere =
        new Form().field("file\"; filename=\"house.png", "an image, perhaps").bytes();
    HttpResponse<String> file =
        Served.post(server, "/v1/recognize", elsewhere, "Content-Type", Form.TYPE);
    assertProblem(400, "bad-request", file);
    assertTrue(file.body().contains("found a file in the field \\\"file\\\""), file.body());
    byte[] unknown = new Form().field("treshold", "1").image("a", Served.HOUSE).bytes();
    assertProblem(
        400,
        "bad-request",
        Served.post(server, "/v1/recognize", unknown, "Content-Type", Form.TYPE));
  }

  @Test
  void theTypeOfAFormMayBeInAnyCase() throws Exception {
    byte[] form = new Form().image("a.jpg", Served.PANDA).bytes();
    String type = Form.TYPE.replace("multipart/form-data", "Multipart/Form-Data");
    for (String each : List.of(type, type.replace("boundary=", "Boundary="))) {
      HttpResponse<String> answer =
          Served.post(server, "/v1/recognize?limit=1", form, "Content-Type", each);
      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals("a.jpg", Served.json(answer).get("image").asText());
    }
    String other = Form.TYPE.replace("form-data", "form-data-of-others");
    assertProblem(
        415, "not-an-image", Served.post(server, "/v1/recognize", form, "Content-Type", other));
  }

  @Test
  void whatTheModelCannotDoIsTold() throws Exception {
    assertProblem(422, "not-offered", Served.post(server, "/v1/caption", Served.SCENE));
    assertProblem(422, "not-offered", Served.post(server, "/v1/recognize?names=dog", Served.PANDA));
  }
}
