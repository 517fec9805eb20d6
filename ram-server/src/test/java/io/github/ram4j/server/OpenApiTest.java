package io.github.ram4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description of the API is valid, whole, and true of requests and answers. */
class OpenApiTest {
  private static RamServer photo;
  private static RamServer clipart;
  private static JsonNode description;

  @BeforeAll
  static void start() throws Exception {
    photo = RamServer.start(ServedModels.of(Served.photo()), ServerOptions.defaults());
    clipart = RamServer.start(ServedModels.of(Served.clipart()), ServerOptions.defaults());
    description = Served.json(Served.get(photo, "/openapi.json"));
  }

  @AfterAll
  static void stop() {
    photo.close();
    clipart.close();
  }

  private static void assertDescribed(String method, String path, HttpResponse<String> answer)
      throws IOException {
    String type =
        answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "").strip();
    String pointer =
        "#/paths/%s/%s/responses/%d/content/%s/schema"
            .formatted(
                path.replace("~", "~0").replace("/", "~1"),
                method,
                answer.statusCode(),
                type.replace("/", "~1"));
    JsonNode schema = description.at(pointer.substring(1));
    assertFalse(schema.isMissingNode(), pointer);
    JsonSchema all = schema(schema);
    assertEquals(Set.of(), all.validate(Served.json(answer)), pointer);
  }

  /** A schema of the description, whose references lead into it. */
  private static JsonSchema schema(JsonNode schema) {
    var whole = Served.JSON.createObjectNode();
    whole.set("components", description.get("components"));
    whole.setAll((com.fasterxml.jackson.databind.node.ObjectNode) schema);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(whole, SchemaValidatorsConfig.builder().build());
  }

  @Test
  void aParserAcceptsIt() {
    SwaggerParseResult result =
        new OpenAPIV3Parser().readContents(description.toString(), null, null);
    assertEquals(List.of(), result.getMessages() == null ? List.of() : result.getMessages());
    OpenAPI api = result.getOpenAPI();
    assertEquals("3.1.0", api.getOpenapi());
    List<String> operations = new ArrayList<>();
    api.getPaths()
        .values()
        .forEach(
            path -> path.readOperations().forEach(each -> operations.add(each.getOperationId())));
    assertEquals(12, operations.size());
    assertEquals(12, Set.copyOf(operations).size());
  }

  @Test
  void itHasAllPathsButThoseOfThePage() {
    Set<String> described = new TreeSet<>();
    description.get("paths").fieldNames().forEachRemaining(described::add);
    Set<String> served = new TreeSet<>(Endpoints.api());
    assertEquals(served, described);
  }

  @Test
  void answersAreAsDescribed() throws Exception {
    for (String query :
        List.of("", "?all=true&language=en", "?threshold=0.1&limit=3&language=zh")) {
      assertDescribed(
          "post", "/v1/recognize", Served.post(photo, "/v1/recognize" + query, Served.PANDA));
    }
    byte[] form = new Form().image("panda.jpg", Served.PANDA).bytes();
    assertDescribed(
        "post",
        "/v1/recognize",
        Served.post(photo, "/v1/recognize", form, "Content-Type", Form.TYPE));
    assertDescribed("post", "/v1/caption", Served.post(clipart, "/v1/caption", Served.SCENE));
    assertDescribed("post", "/v1/embed", Served.post(clipart, "/v1/embed", Served.SCENE));
    for (String path : List.of("/v1/tags", "/v1/model", "/health/live")) {
      assertDescribed("get", path, Served.get(photo, path));
    }
    photo.awaitReady();
    assertDescribed("get", "/health/ready", Served.get(photo, "/health/ready"));
  }

  @Test
  void problemsAreAsDescribed() throws Exception {
    assertDescribed("post", "/v1/recognize", Served.post(photo, "/v1/recognize", new byte[0]));
    assertDescribed("post", "/v1/recognize", Served.post(photo, "/v1/recognize", new byte[9]));
    assertDescribed(
        "post", "/v1/recognize", Served.post(photo, "/v1/recognize?names=x", Served.PANDA));
    assertDescribed("post", "/v1/caption", Served.post(photo, "/v1/caption", Served.SCENE));
    assertDescribed("post", "/v1/locate", Served.post(photo, "/v1/locate", Served.SCENE));
    assertDescribed(
        "post", "/v1/attention", Served.post(photo, "/v1/attention?tags=panda", Served.PANDA));
    assertDescribed("get", "/v1/tags", Served.get(photo, "/v1/tags", "Origin", "http://x.example"));
  }

  @Test
  void requestsOfPhotoPrismAreAsDescribed() throws Exception {
    String body =
        "{\"id\":\"x\",\"suffix\":\"\",\"stream\":false,\"images\":[\"data:image/jpeg;base64,%s\"]}"
            .formatted(Base64.getEncoder().encodeToString(Served.PANDA));
    JsonSchema request = schema(description.at("/components/schemas/VisionRequest"));
    assertEquals(Set.of(), request.validate(Served.JSON.readTree(body)));
    assertTrue(request.validate(Served.JSON.readTree("{\"images\":[]}")).size() > 0);
    assertDescribed(
        "post",
        "/api/v1/vision/labels",
        Served.post(photo, "/api/v1/vision/labels", body.getBytes(StandardCharsets.UTF_8)));
  }
}
