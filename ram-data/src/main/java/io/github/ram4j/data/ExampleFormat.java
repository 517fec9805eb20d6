package io.github.ram4j.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON format of an example: one object on one line. */
final class ExampleFormat {
  private static final JsonFactory JSON = new JsonFactory();

  private final String line;
  private final JsonParser parser;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, String> others = new LinkedHashMap<>();
  private ImageField image;
  private List<String> tags = List.of();
  private List<String> captions = List.of();
  private List<List<String>> captionTags = List.of();

  private ExampleFormat(String line, JsonParser parser) {
    this.line = line;
    this.parser = parser;
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is no example; the message has field, expected and found
   */
  static Example read(String line) {
    try (JsonParser parser = JSON.createParser(line)) {
      return new ExampleFormat(line, parser).example();
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation(); // none where Jackson's limits are passed
      throw new IllegalArgumentException(
          "expected a JSON object, found %s%s"
              .formatted(
                  at == null ? "" : "at character %d: ".formatted(at.getColumnNr()),
                  e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException("expected a JSON object, found: " + e.getMessage(), e);
    }
  }

  private Example example() throws IOException {
    require("the line", JsonToken.START_OBJECT, parser.nextToken());
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      readField(field);
    }
    JsonToken more = parser.nextToken();
    if (more != null) {
      throw wrong("the line", "one JSON object", "something after it: " + found(more));
    }
    if (image == null) {
      throw wrong(ExampleFields.IMAGE, "a path", "no such field");
    }
    return new Example(image, tags, captions, captionTags, others);
  }

  private void readField(String field) throws IOException {
    if (!seen.add(field)) {
      throw wrong(field, "each field once", "it twice");
    }
    switch (field) {
      case ExampleFields.TAGS -> tags = texts(field);
      case ExampleFields.CAPTION -> captions = List.of(text(field));
      case ExampleFields.CAPTIONS -> captions = texts(field);
      case ExampleFields.CAPTION_TAGS -> captionTags = lists(field);
      default -> {
        if (ExampleFields.IMAGES.contains(field)) {
          image = new ImageField(field, text(field));
        } else {
          others.put(field, raw());
        }
      }
    }
    requireOneOf(field, ExampleFields.IMAGES);
    requireOneOf(field, List.of(ExampleFields.CAPTION, ExampleFields.CAPTIONS));
  }

  private void requireOneOf(String field, List<String> names) {
    if (seen.containsAll(names)) {
      throw wrong(field, "either \"%s\" or \"%s\"".formatted(names.get(0), names.get(1)), "both");
    }
  }

  private String text(String field) throws IOException {
    require(field, JsonToken.VALUE_STRING, parser.currentToken());
    return parser.getText();
  }

  private List<String> texts(String field) throws IOException {
    require(field, JsonToken.START_ARRAY, parser.currentToken());
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      texts.add(text(field + "[" + texts.size() + "]"));
    }
    return texts;
  }

  private List<List<String>> lists(String field) throws IOException {
    require(field, JsonToken.START_ARRAY, parser.currentToken());
    List<List<String>> lists = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      lists.add(texts(field + "[" + lists.size() + "]"));
    }
    return lists;
  }

  /** The text of the current value, verbatim. */
  private String raw() throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.finishToken();
    parser.skipChildren();
    return line.substring(start, (int) parser.currentLocation().getCharOffset());
  }

  private static void require(String field, JsonToken expected, JsonToken found) {
    if (found != expected) {
      throw wrong(field, name(expected), found(found));
    }
  }

  private static IllegalArgumentException wrong(String field, String expected, String found) {
    return new IllegalArgumentException(
        "%s: expected %s, found %s".formatted(field, expected, found));
  }

  private static String found(JsonToken token) {
    return token == null ? "nothing" : name(token);
  }

  private static String name(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "a JSON object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> token.toString();
    };
  }

  /** The line of an example, without an end of line. */
  static String write(Example example) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField(example.imageKey(), example.image());
      writeTexts(json, ExampleFields.TAGS, example.tags());
      if (example.captions().size() == 1) {
        json.writeStringField(ExampleFields.CAPTION, example.captions().get(0));
      } else if (!example.captions().isEmpty()) {
        writeTexts(json, ExampleFields.CAPTIONS, example.captions());
      }
      if (!example.captionTags().isEmpty()) {
        json.writeArrayFieldStart(ExampleFields.CAPTION_TAGS);
        for (List<String> list : example.captionTags()) {
          writeTexts(json, list);
        }
        json.writeEndArray();
      }
      for (Map.Entry<String, String> other : example.others().entrySet()) {
        json.writeFieldName(other.getKey());
        json.writeRawValue(other.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  private static void writeTexts(JsonGenerator json, String field, List<String> texts)
      throws IOException {
    json.writeFieldName(field);
    writeTexts(json, texts);
  }

  private static void writeTexts(JsonGenerator json, List<String> texts) throws IOException {
    json.writeStartArray();
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
