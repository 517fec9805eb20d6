package io.github.ram4j.video.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.Tag;
import io.github.ram4j.video.TagSegment;
import io.github.ram4j.video.TaggedVideo;
import io.github.ram4j.video.frames.LostPart;
import java.io.IOException;
import java.io.StringWriter;

/**
 * Tagged videos as JSON Lines, an object for each: {@code video}, {@code duration}, {@code width},
 * {@code height}, {@code frames} (those looked at), {@code segments} and {@code lost}. A segment
 * has the fields of a tag in {@code recognize --json}, and {@code start} and {@code end}; a lost
 * part has {@code start}, {@code end} and {@code reason}. Times are seconds with three digits
 * behind the point.
 */
public final class VideoJson {
  private static final JsonFactory JSON = new JsonFactory();

  private VideoJson() {}

  /**
   * One line.
   *
   * @param video to write
   * @return the object and a line feed
   * @throws IOException never, as it is written to memory
   */
  public static String line(TaggedVideo video) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("video", video.file().toString());
      time(json, "duration", video.endMs());
      json.writeNumberField("width", video.info().width());
      json.writeNumberField("height", video.info().height());
      json.writeNumberField("frames", video.frames());
      json.writeArrayFieldStart("segments");
      for (TagSegment segment : video.segments()) {
        write(json, segment);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("lost");
      for (LostPart part : video.lost()) {
        json.writeStartObject();
        time(json, "start", part.startMs());
        time(json, "end", part.endMs());
        json.writeStringField("reason", part.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }

  private static void write(JsonGenerator json, TagSegment segment) throws IOException {
    Tag tag = segment.best().tag();
    json.writeStartObject();
    json.writeNumberField("id", tag.id());
    json.writeStringField("en", tag.english());
    json.writeArrayFieldStart("zh");
    for (String chinese : tag.chinese()) {
      json.writeString(chinese);
    }
    json.writeEndArray();
    json.writeNumberField("score", segment.best().score());
    json.writeNumberField("threshold", segment.best().threshold());
    time(json, "start", segment.startMs());
    time(json, "end", segment.endMs());
    json.writeEndObject();
  }

  private static void time(JsonGenerator json, String name, long ms) throws IOException {
    json.writeFieldName(name);
    json.writeNumber("%d.%03d".formatted(ms / 1000, ms % 1000));
  }
}
