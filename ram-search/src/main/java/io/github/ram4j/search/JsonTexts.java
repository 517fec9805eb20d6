package io.github.ram4j.search;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.ram4j.FileFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Texts in a JSON array, as a column of a catalogue has them. */
final class JsonTexts {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonTexts() {}

  static List<String> of(String json) {
    List<String> texts = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
          texts.add(parser.getText());
        }
        if (parser.currentToken() == JsonToken.END_ARRAY) {
          return texts;
        }
      }
    } catch (IOException e) {
      throw wrong(json, e);
    }
    throw wrong(json, null);
  }

  private static FileFormatException wrong(
      String json, @org.jspecify.annotations.Nullable IOException e) {
    String message =
        "catalogue, names of a tag: expected a JSON array of texts, found \"%s\"".formatted(json);
    return e == null ? new FileFormatException(message) : new FileFormatException(message, e);
  }
}
