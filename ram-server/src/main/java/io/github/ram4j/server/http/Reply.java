package io.github.ram4j.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer, whole in memory.
 *
 * @param status of HTTP
 * @param headers by name, Content-Type among them where there is a body
 * @param body empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // carried to a socket, never compared
public record Reply(int status, Map<String, String> headers, byte[] body) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Copies the headers. */
  public Reply {
    headers = Map.copyOf(headers);
  }

  /** What writes the members of a JSON object. */
  @FunctionalInterface
  public interface Members {
    /** Writes members. */
    void write(JsonGenerator out) throws IOException;
  }

  /** A JSON object. */
  public static Reply json(Members members) {
    return json(200, "application/json", members);
  }

  /** A problem. */
  public static Reply of(Problem problem) {
    Reply reply =
        json(
            problem.status(),
            "application/problem+json",
            out -> {
              out.writeStringField("type", "about:blank");
              out.writeStringField("title", problem.title());
              out.writeNumberField("status", problem.status());
              out.writeStringField("detail", problem.detail());
              out.writeStringField("code", problem.code());
            });
    if (problem.status() == 401) {
      reply = reply.with("WWW-Authenticate", "Bearer");
    }
    return problem.retryAfterSeconds() == 0
        ? reply
        : reply.with("Retry-After", Integer.toString(problem.retryAfterSeconds()));
  }

  /** A text. */
  public static Reply text(String type, String text) {
    return new Reply(200, Map.of("Content-Type", type), text.getBytes(StandardCharsets.UTF_8));
  }

  /** This answer with one more header. */
  public Reply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body);
  }

  /** An answer of JSON. */
  public static Reply json(int status, String type, Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      members.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return new Reply(status, Map.of("Content-Type", type), bytes.toByteArray());
  }
}
