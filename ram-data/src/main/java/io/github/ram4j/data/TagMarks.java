package io.github.ram4j.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/**
 * Tags with scores as the value of a further field: {@code [{"tag":"cat","score":0.9,"limit":
 * 0.5}]}.
 */
final class TagMarks {
  /** The further field of improbable tags. */
  static final String MARKED = "improbable";

  /** The further field of removed tags. */
  static final String REMOVED = "removed";

  private static final JsonFactory JSON = new JsonFactory();

  private final List<Mark> marks = new ArrayList<>();

  private record Mark(String tag, double score, double limit) {}

  void add(String tag, double score, double limit) {
    marks.add(new Mark(tag, score, limit));
  }

  boolean isEmpty() {
    return marks.isEmpty();
  }

  /** Calls a consumer with each tag and its score. */
  void forEach(ObjDoubleConsumer<String> consumer) {
    marks.forEach(mark -> consumer.accept(mark.tag(), mark.score()));
  }

  List<String> tags() {
    return marks.stream().map(Mark::tag).toList();
  }

  /**
   * An example with the marks in a field, after those of an earlier pass.
   *
   * @throws ExampleException if the field has something else than a list
   */
  Example addedTo(Example example, String field) {
    String earlier = example.others().getOrDefault(field, "[]");
    if (!earlier.startsWith("[")) {
      throw new ExampleException(
          "image %s: %s: expected a list of tags and scores, found %s"
              .formatted(example.image(), field, earlier));
    }
    String inner = earlier.substring(1, earlier.length() - 1).strip();
    return example.withOther(
        field, inner.isEmpty() ? json() : "[" + inner + "," + json().substring(1));
  }

  /** The marks alone. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (Mark mark : marks) {
        json.writeStartObject();
        json.writeStringField("tag", mark.tag());
        json.writeNumberField("score", (float) mark.score());
        json.writeNumberField("limit", (float) mark.limit());
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }
}
