package io.github.ram4j.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A line of a truth file that is JSON Lines. */
final class TruthJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String EXPECTED =
      "{\"picture\": \"…\", \"tags\": [\"…\"]}, one object a line";

  private TruthJson() {}

  static TruthFile.Entry parse(Path file, int line, String text) throws IOException {
    String image = null;
    List<String> tags = null;
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw TruthFile.wrong(file, line, EXPECTED, "no object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("picture") && value == JsonToken.VALUE_STRING) {
          image = json.getText().strip();
        } else if (field.equals("tags") && value == JsonToken.START_ARRAY) {
          tags = tags(json, file, line);
        } else {
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw TruthFile.wrong(file, line, EXPECTED, "more behind the object");
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          TruthFile.wrong(file, line, "JSON", firstLine(e.getOriginalMessage())).getMessage(), e);
    }
    if (image == null || tags == null) {
      throw TruthFile.wrong(
          file, line, EXPECTED, image == null ? "no text \"picture\"" : "no list \"tags\"");
    }
    return new TruthFile.Entry(image, tags);
  }

  /** Names, or ids as text or numbers. */
  private static List<String> tags(JsonParser json, Path file, int line) throws IOException {
    List<String> tags = new ArrayList<>();
    for (JsonToken tag = json.nextToken(); tag != JsonToken.END_ARRAY; tag = json.nextToken()) {
      if (tag != JsonToken.VALUE_STRING && tag != JsonToken.VALUE_NUMBER_INT) {
        throw TruthFile.wrong(file, line, "names or ids in \"tags\"", "something else");
      }
      String name = json.getText().strip();
      if (name.isEmpty()) {
        throw TruthFile.wrong(file, line, "names or ids in \"tags\"", "an empty one");
      }
      tags.add(name);
    }
    return tags;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("something else");
  }
}
