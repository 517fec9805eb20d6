package io.github.ram4j.view.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.OpenTag;
import io.github.ram4j.Recognition;
import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writer of recognitions as JSON: {@code image}, its name; {@code tags}, those found; {@code
 * names}, the new tags that were asked for, found or not. A tag has {@code id}, {@code en}, {@code
 * zh}, {@code score} and {@code threshold}, a new one {@code open} and, where it has one, {@code
 * path}. Immutable.
 */
public final class RecognitionJson {
  private final NameLanguage language;
  private final Map<Integer, OpenTag> newTags;

  /**
   * A writer.
   *
   * @param language of the names
   * @param newTags the new tags that were asked for, by their ids, in the order of {@code names}
   */
  public RecognitionJson(NameLanguage language, Map<Integer, OpenTag> newTags) {
    this.language = Objects.requireNonNull(language, "language");
    this.newTags = Collections.unmodifiableMap(new LinkedHashMap<>(newTags));
  }

  /**
   * Writes the members of an object that the caller begins and ends.
   *
   * @param out not closed
   * @param found the tags to name, in their order
   * @param recognition the scores of the new tags
   * @throws IOException if writing fails
   */
  public void writeMembers(JsonGenerator out, List<TagScore> found, Recognition recognition)
      throws IOException {
    out.writeArrayFieldStart("tags");
    for (TagScore score : found) {
      write(out, score);
    }
    out.writeEndArray();
    if (newTags.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("names");
    for (int id : newTags.keySet()) {
      int index = recognition.vocabulary().indexOfId(id).orElse(-1);
      if (index >= 0) {
        write(out, recognition.tagScore(index));
      }
    }
    out.writeEndArray();
  }

  private void write(JsonGenerator out, TagScore score) throws IOException {
    out.writeStartObject();
    writeNames(out, score.tag(), language);
    out.writeNumberField("score", score.score());
    out.writeNumberField("threshold", score.threshold());
    OpenTag open = newTags.get(score.tag().id());
    if (open != null) {
      out.writeBooleanField("open", true);
      if (!open.path().isEmpty()) {
        writeStrings(out, "path", open.path());
      }
    }
    out.writeEndObject();
  }

  /**
   * Writes the id and the names of a tag as members of an object.
   *
   * @param out not closed
   * @param tag any tag
   * @param language of the names
   * @throws IOException if writing fails
   */
  public static void writeNames(JsonGenerator out, Tag tag, NameLanguage language)
      throws IOException {
    out.writeNumberField("id", tag.id());
    if (language.showsEnglish(tag)) {
      out.writeStringField("en", tag.english());
    }
    if (language.showsChinese()) {
      writeStrings(out, "zh", tag.chinese());
    }
  }

  private static void writeStrings(JsonGenerator out, String name, List<String> strings)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String string : strings) {
      out.writeString(string);
    }
    out.writeEndArray();
  }
}
