package io.github.ram4j.server.photoprism;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.ram4j.server.http.Problem;
import io.github.ram4j.server.http.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What PhotoPrism's client sends: an object with {@code id}, and with {@code images} or {@code
 * url}. Other members are for models of other kinds, and ignored.
 *
 * @param id given back with the answer
 * @param images URLs, at least one
 */
record VisionRequest(String id, List<String> images) {
  private static final int MAX_IMAGES = 16;
  private static final int MAX_ID = 200;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(20)
                  .build())
          .build();

  /** Parses a body, whose length bounds its strings. */
  static VisionRequest parse(byte[] body) {
    String id = "";
    List<String> images = new ArrayList<>();
    try (JsonParser in = JSON.createParser(body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw wrong("body: expected a JSON object, found none");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        switch (name) {
          case "id" -> id = text(in, name);
          case "url" -> add(images, text(in, name));
          case "images" -> addAll(images, in, name);
          default -> in.skipChildren();
        }
      }
      if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
        throw wrong("body: expected one JSON object, found more");
      }
    } catch (IOException e) {
      throw wrong("body: expected JSON, found none that is whole");
    }
    if (images.isEmpty()) {
      throw wrong("images: expected 1 to %d, found none".formatted(MAX_IMAGES));
    }
    if (id.length() > MAX_ID) {
      throw wrong("id: expected at most %d characters, found %d".formatted(MAX_ID, id.length()));
    }
    return new VisionRequest(id, List.copyOf(images));
  }

  private static String text(JsonParser in, String name) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return "";
    }
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong("%s: expected text, found %s".formatted(name, in.currentToken()));
    }
    return in.getText();
  }

  /** Adds an image, unless there are too many: a body has room for millions of short ones. */
  private static void add(List<String> images, String url) {
    if (!url.isEmpty()) {
      if (images.size() == MAX_IMAGES) {
        throw wrong("images: expected 1 to %d, found more".formatted(MAX_IMAGES));
      }
      images.add(url);
    }
  }

  private static void addAll(List<String> images, JsonParser in, String name) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw wrong("%s: expected a list, found %s".formatted(name, in.currentToken()));
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() == null) {
        throw wrong(name + ": expected the end of the list, found that of the body");
      }
      add(images, text(in, name));
    }
  }

  private static ProblemException wrong(String detail) {
    return new ProblemException(Problem.badRequest(detail));
  }
}
