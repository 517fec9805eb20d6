package io.github.ram4j.catalog.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.ram4j.FileFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Names of tags in a catalogue's columns: JSON arrays of texts. */
final class JsonTexts {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonTexts() {}

  static List<String> of(String array) throws IOException {
    if (array.equals("[]")) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    try (JsonParser json = JSON.createParser(array)) {
      for (JsonToken at = json.nextToken(); at != null; at = json.nextToken()) {
        if (at == JsonToken.VALUE_STRING) {
          texts.add(json.getText());
        }
      }
    } catch (JsonProcessingException e) {
      throw new FileFormatException(
          "catalogue, names of a tag: expected a JSON array of texts, found \"%s\""
              .formatted(array),
          e);
    }
    return texts;
  }
}
