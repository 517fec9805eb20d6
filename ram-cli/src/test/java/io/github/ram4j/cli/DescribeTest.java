package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.names;
import static io.github.ram4j.cli.Programs.ram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.cli.Programs.Ran;
import io.github.ram4j.vocabulary.Descriptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ram describe} with a service on this machine. */
@Timeout(120)
class DescribeTest {
  @TempDir Path folder;

  private Path out;

  @BeforeEach
  void name() {
    out = folder.resolve("descriptions.json");
  }

  private Ran describe(ChatService service, Object... more) {
    return ram(
        Programs.joined(
            new Object[] {
              "describe", "--base-url", service.url(), "--chat-model", "small", "--out", out
            },
            more));
  }

  @Test
  void tagsAreDescribedByAService() throws IOException {
    try (ChatService service = new ChatService(number -> 200)) {
      Ran ran = describe(service, "red panda", "fern");
      assertEquals(0, ran.exit(), ran.err());
      assertEquals(List.of("2 tags described, 0 already there", out.toString()), ran.outLines());
      assertEquals("describing\ndescribed: red panda\ndescribed: fern\n", ran.err());
      Map<String, List<String>> read = Descriptions.read(out).byName();
      assertEquals(List.of("red panda", "fern"), List.copyOf(read.keySet()));
      for (List<String> sentences : read.values()) {
        assertEquals(51, new HashSet<>(sentences).size());
        assertTrue(sentences.get(7).matches("Sentence \\d+, grün\\."), sentences.get(7));
      }
      assertEquals(100, service.requests().size());
      JsonNode request = service.requests().get(0);
      assertEquals("small", request.get("model").asText());
      assertEquals(1, request.get("messages").size());
      assertEquals("user", request.get("messages").get(0).get("role").asText());
      assertTrue(request.get("messages").get(0).get("content").asText().contains("\"red panda\""));
      assertFalse(request.has("temperature"), request::toString);
      assertFalse(request.has("max_tokens"), request::toString);
      assertEquals(List.of("null"), service.keys().stream().distinct().toList());
      assertEquals(List.of("descriptions.json"), names(folder));
    }
  }

  @Test
  void optionsGoToTheService() throws IOException {
    try (ChatService service = new ChatService(number -> 200)) {
      Path list = Files.writeString(folder.resolve("names.txt"), "fern\n\nmoss\n");
      Ran ran =
          describe(
              service,
              "--names-file",
              list,
              "--answers",
              "2",
              "--parallel",
              "1",
              "--temperature",
              "0.99",
              "--max-tokens",
              "77",
              "--api-key-env",
              "PATH");
      assertEquals(0, ran.exit(), ran.err());
      assertEquals(20, service.requests().size());
      JsonNode request = service.requests().get(0);
      assertEquals(0.99, request.get("temperature").asDouble());
      assertEquals(77, request.get("max_tokens").asInt());
      assertEquals(
          List.of("Bearer " + System.getenv("PATH").strip()),
          service.keys().stream().distinct().toList());
      assertEquals(11, Descriptions.read(out).byName().get("moss").size());
    }
  }

  @Test
  void aRunThatFailedIsContinued() throws IOException {
    try (ChatService service = new ChatService(number -> number <= 60 ? 200 : 401)) {
      Ran ran = describe(service, "--parallel", "1", "fern", "moss");
      assertEquals(1, ran.exit());
      assertTrue(
          ran.err()
              .contains(
                  "ram: chat model small: expected an answer, found HTTP status 401:"
                      + " {\"error\": {\"message\": \"status 401 it is\"}}\n"),
          ran.err());
      assertEquals(List.of("fern"), List.copyOf(Descriptions.read(out).byName().keySet()));
      assertEquals(List.of("descriptions.json", "descriptions.json.answers"), names(folder));
    }
    try (ChatService service = new ChatService(number -> 200)) {
      Ran ran = describe(service, "--parallel", "1", "fern", "moss", "lichen");
      assertEquals(0, ran.exit(), ran.err());
      assertEquals("2 tags described, 1 already there", ran.outLines().get(0));
      // Ten of the moss's answers are there; the numbers of the service's sentences begin anew.
      long asked =
          service.requests().stream()
              .map(request -> request.get("messages").get(0).get("content").asText())
              .filter(question -> question.contains("\"moss\""))
              .count();
      assertTrue(asked >= 40 && asked < 50, asked + " questions about moss");
      assertEquals(
          List.of("fern", "moss", "lichen"), List.copyOf(Descriptions.read(out).byName().keySet()));
      assertEquals(List.of("descriptions.json"), names(folder));
    }
  }

  @Test
  void aBusyServiceIsAskedAgain() throws IOException {
    try (ChatService service = new ChatService(number -> number == 3 ? 503 : 200)) {
      Ran ran = describe(service, "--parallel", "1", "--answers", "1", "fern");
      assertEquals(0, ran.exit(), ran.err());
      assertTrue(
          ran.err()
              .contains("again in 1 s: HTTP status 503: {\"error\": {\"message\": \"status 503"),
          ran.err());
      assertEquals(6, service.requests().size());
    }
  }

  @Test
  void aServiceThatIsNotThereIsAnError() throws IOException {
    String url;
    try (ChatService service = new ChatService(number -> 200)) {
      url = service.url();
    }
    Ran ran = ram("describe", "--base-url", url, "--chat-model", "small", "--out", out, "fern");
    assertEquals(1, ran.exit());
    assertTrue(
        ran.err()
            .contains(
                "ram: chat model small: expected an answer, found no connection to its service\n"),
        ran.err());
    assertEquals(List.of(), names(folder));
  }

  @Test
  void wrongCommandLinesAreRefused() throws IOException {
    Object[] rest = {"--chat-model", "small", "--out", out};
    for (Object[] wrong :
        new Object[][] {
          {"--base-url", "ftp://host"},
          {"--base-url", "http://host", "fern", "--names-file", "names.txt"},
          {"--base-url", "http://host", "fern", "--answers", "0"},
          {"--base-url", "http://host", "fern", "--parallel", "-1"},
          {"--base-url", "http://host", "fern", "--timeout", "0"},
          {"--base-url", "http://host", "fern", "FERN"},
          {"--base-url", "http://host", "fern", "--api-key-env", "RAM4J_NO_SUCH_VARIABLE"},
          {"--base-url", "http://host"},
          {"--base-url", "not a url", "fern"},
        }) {
      Ran ran = ram(Programs.joined(new Object[] {"describe"}, wrong, rest));
      assertEquals(2, ran.exit(), ran.err());
      assertEquals("", ran.out());
    }
    Files.writeString(out, "mine");
    Ran other =
        ram(Programs.joined(new Object[] {"describe", "--base-url", "http://h", "a"}, rest));
    assertEquals(2, other.exit());
    assertTrue(
        other.err().contains("--out: expected a new name, or descriptions to continue, found"),
        other.err());
    assertEquals("mine", Files.readString(out));
  }
}
