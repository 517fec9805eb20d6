package io.github.ram4j.vocabulary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.files.OutputFile;
import io.github.ram4j.lines.InputFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The authors' JSON of descriptions, read strictly. */
final class DescriptionsJson {
  private static final int MOST_CHARACTERS = 1 << 28;
  private static final int MOST_TEXT_CHARACTERS = 1 << 16;

  /** As vocabulary files limit tags and rows. */
  private static final int MOST_TAGS = 1 << 20;

  private static final int MOST_SENTENCES = 1 << 16;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MOST_CHARACTERS)
                  .maxStringLength(MOST_TEXT_CHARACTERS)
                  .maxNameLength(MOST_TEXT_CHARACTERS)
                  .build())
          .build();

  private final String source;
  private final JsonParser parser;
  private final Map<String, List<String>> byName = new LinkedHashMap<>();
  private final DistinctNames names = new DistinctNames();
  private final List<Integer> lines = new ArrayList<>();

  private DescriptionsJson(String source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
  }

  static Map<String, List<String>> read(Path file) throws IOException {
    String source = "descriptions " + file;
    try (BufferedReader reader = InputFile.reader(file)) {
      skipByteOrderMark(reader);
      try (JsonParser parser = JSON.createParser(reader)) {
        DescriptionsJson json = new DescriptionsJson(source, parser);
        json.list();
        return json.byName;
      }
    } catch (CharacterCodingException e) {
      throw new FileFormatException(source + ": expected UTF-8 text, found other bytes", e);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation(); // none where Jackson's limits are passed
      throw new FileFormatException(
          "%s%s: expected JSON of descriptions, found %s"
              .formatted(
                  source, at == null ? "" : ", line " + at.getLineNr(), e.getOriginalMessage()),
          e);
    }
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
  }

  private void list() throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw wrong(
          "a list with an object for each tag, [{\"name\": [\"sentence\", …]}, …]",
          found(parser.currentToken()));
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (byName.size() == MOST_TAGS) {
        throw wrong("at most " + MOST_TAGS + " tags", "more");
      }
      tag();
    }
    if (byName.isEmpty()) {
      throw wrong("at least one tag", "an empty list");
    }
    if (parser.nextToken() != null) {
      throw wrong("nothing after the list", found(parser.currentToken()));
    }
  }

  private void tag() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrongTag("{\"name\": [\"sentence\", …]}", found(parser.currentToken()));
    }
    if (parser.nextToken() != JsonToken.FIELD_NAME) {
      throw wrongTag("a name and its sentences", "an empty object");
    }
    String name = parser.currentName();
    requireName(name);
    parser.nextToken();
    List<String> sentences = sentences(name);
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      throw wrongTag(
          "an object of one name",
          "\"%s\" and \"%s\"; of such an object the authors' programs read the first name and drop the others without a word"
              .formatted(name, parser.currentName()));
    }
    byName.put(name, sentences);
  }

  private void requireName(String name) {
    String fault = fault(name);
    if (fault != null) {
      throw wrongTag("a name", fault);
    }
    Optional<Integer> earlier = names.add(name, byName.size());
    if (earlier.isPresent()) {
      int place = earlier.get();
      throw wrongTag(
          "each name once",
          "\"%s\", which is object %d on line %d, too"
              .formatted(name, place + 1, lines.get(place)));
    }
    lines.add(line());
  }

  private List<String> sentences(String name) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrongTag("a list of sentences for \"" + name + "\"", found(parser.currentToken()));
    }
    List<String> sentences = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw wrongTag("sentences for \"" + name + "\"", found(parser.currentToken()));
      }
      String fault = fault(parser.getText());
      if (fault != null) {
        throw wrongTag("sentences for \"" + name + "\"", fault);
      }
      if (sentences.size() == MOST_SENTENCES) {
        throw wrongTag("at most %d sentences for \"%s\"".formatted(MOST_SENTENCES, name), "more");
      }
      sentences.add(parser.getText());
    }
    if (sentences.isEmpty()) {
      throw wrongTag("at least one sentence for \"" + name + "\"", "none");
    }
    return List.copyOf(sentences);
  }

  /**
   * Returns the reason why a text is neither a name nor a sentence, or null for one that is. Half a
   * surrogate pair has no UTF-8: it would be written as another character.
   */
  static @Nullable String fault(String text) {
    if (text.isBlank()) {
      return "a blank";
    }
    return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= 0xDFFF)
        ? "half a surrogate pair"
        : null;
  }

  private static String found(@Nullable JsonToken token) {
    if (token == null) {
      return "the end of the file";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NULL -> "null";
      default -> token.isScalarValue() ? "a number or truth value" : token.toString();
    };
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private FileFormatException wrongTag(String expected, String found) {
    return new FileFormatException(
        "%s, line %d, object %d: expected %s, found %s"
            .formatted(source, line(), byName.size() + 1, expected, found));
  }

  private FileFormatException wrong(String expected, String found) {
    return new FileFormatException(
        "%s, line %d: expected %s, found %s".formatted(source, line(), expected, found));
  }

  static void write(Map<String, List<String>> byName, Path file) throws IOException {
    try (OutputFile output = new OutputFile(file)) {
      Writer out = output.writer();
      try (JsonGenerator json = JSON.createGenerator(out)) {
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        json.setPrettyPrinter(
            new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
        json.writeStartArray();
        for (Map.Entry<String, List<String>> tag : byName.entrySet()) {
          json.writeStartObject();
          json.writeArrayFieldStart(tag.getKey());
          for (String sentence : tag.getValue()) {
            json.writeString(sentence);
          }
          json.writeEndArray();
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      out.write("\n");
      out.flush();
      output.finish();
    }
  }
}
