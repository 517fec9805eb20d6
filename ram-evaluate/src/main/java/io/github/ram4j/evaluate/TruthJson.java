package io.github.ram4j.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.ram4j.FileFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reader of a line of a truth file in JSON Lines. */
final class TruthJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String EXPECTED = "{\"image\": \"…\", \"tags\": [\"…\"]}, one object a line";

  /** The keys of the image: the one of new files, then the one of earlier files. */
  private static final List<String> IMAGES = List.of("image", "picture");

  private TruthJson() {}

  static TruthLine parse(Path file, int line, String text) throws IOException {
    String image = null;
    List<String> tags = null;
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw TruthLine.wrong(file, line, EXPECTED, "no object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (IMAGES.contains(field) && value == JsonToken.VALUE_STRING) {
          if (image != null) {
            throw TruthLine.wrong(file, line, "either \"image\" or \"picture\"", "both");
          }
          image = json.getText().strip();
        } else if (field.equals("tags") && value == JsonToken.START_ARRAY) {
          tags = tags(json, file, line);
        } else {
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw TruthLine.wrong(file, line, EXPECTED, "more behind the object");
      }
    } catch (JsonProcessingException e) {
      throw new FileFormatException(
          TruthLine.wrong(file, line, "JSON", firstLine(e.getOriginalMessage())).getMessage(), e);
    }
    if (image == null || tags == null) {
      throw TruthLine.wrong(
          file, line, EXPECTED, image == null ? "no text \"image\"" : "no list \"tags\"");
    }
    return new TruthLine(image, tags);
  }

  /** Reads tags: names, or ids as text or numbers. */
  private static List<String> tags(JsonParser json, Path file, int line) throws IOException {
    List<String> tags = new ArrayList<>();
    for (JsonToken tag = json.nextToken(); tag != JsonToken.END_ARRAY; tag = json.nextToken()) {
      if (tag != JsonToken.VALUE_STRING && tag != JsonToken.VALUE_NUMBER_INT) {
        throw TruthLine.wrong(file, line, "names or ids in \"tags\"", "something else");
      }
      String name = json.getText().strip();
      if (name.isEmpty()) {
        throw TruthLine.wrong(file, line, "names or ids in \"tags\"", "an empty one");
      }
      tags.add(name);
    }
    return tags;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("something else");
  }
}
