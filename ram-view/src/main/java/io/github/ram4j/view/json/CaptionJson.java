package io.github.ram4j.view.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.Caption;
import io.github.ram4j.CaptionTag;
import io.github.ram4j.TagScore;
import io.github.ram4j.TextRange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writer of an image's captions as JSON: {@code caption}, {@code token_ids} and {@code tags}
 * (joined by " | ", as the authors print them) of the best sentence; its {@code score} and {@code
 * ending}; {@code steering}, the outcome of each tag; {@code others}, further sentences.
 */
public final class CaptionJson {
  private CaptionJson() {}

  /**
   * Writes the members of an object that the caller begins and ends.
   *
   * @param out not closed
   * @param captions at least one, the best first
   * @throws IOException if writing fails
   */
  public static void writeMembers(JsonGenerator out, List<Caption> captions) throws IOException {
    write(out, captions.get(0));
    if (captions.size() > 1) {
      out.writeArrayFieldStart("others");
      for (Caption other : captions.subList(1, captions.size())) {
        out.writeStartObject();
        write(out, other);
        out.writeEndObject();
      }
      out.writeEndArray();
    }
  }

  private static void write(JsonGenerator out, Caption caption) throws IOException {
    out.writeStringField("caption", caption.text());
    out.writeArrayFieldStart("token_ids");
    for (int id : caption.tokenIds()) {
      out.writeNumber(id);
    }
    out.writeEndArray();
    out.writeStringField(
        "tags", caption.tags().stream().map(CaptionTag::name).collect(Collectors.joining(" | ")));
    out.writeNumberField("score", caption.score());
    out.writeStringField("ending", caption.ending().name().toLowerCase(Locale.ROOT));
    out.writeArrayFieldStart("steering");
    for (CaptionTag tag : caption.tags()) {
      write(out, tag);
    }
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, CaptionTag tag) throws IOException {
    out.writeStartObject();
    out.writeStringField("tag", tag.name());
    if (tag.recognized().isPresent()) {
      TagScore recognized = tag.recognized().get();
      out.writeNumberField("score", recognized.score());
    }
    out.writeBooleanField("used", tag.used());
    out.writeBooleanField("read", tag.read());
    out.writeArrayFieldStart("ranges");
    for (TextRange range : tag.ranges()) {
      out.writeStartArray();
      out.writeNumber(range.start());
      out.writeNumber(range.end());
      out.writeEndArray();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
