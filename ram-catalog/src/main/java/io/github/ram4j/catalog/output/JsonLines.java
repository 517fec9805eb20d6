package io.github.ram4j.catalog.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.TagScore;
import io.github.ram4j.catalog.filter.OutputTag;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.view.scene.SceneJson;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/**
 * JSON Lines: an object for each image, with {@code image}, the path below the folder given; {@code
 * tags}, each with {@code id}, {@code en}, {@code zh}, {@code score} and {@code threshold} as
 * {@code ram recognize --json} has them; {@code width}, {@code height} and {@code regions} as
 * {@code ram locate --json} has them, where they were looked for; {@code captions} where sentences
 * were asked for; {@code error} where it failed.
 */
public final class JsonLines implements LineFormat {
  private static final JsonFactory JSON = new JsonFactory();

  private final boolean severalFolders;

  /**
   * The format.
   *
   * @param severalFolders whether each line also has {@code folder}, the folder given
   */
  public JsonLines(boolean severalFolders) {
    this.severalFolders = severalFolders;
  }

  @Override
  public String kind() {
    return severalFolders ? "jsonl-folders" : "jsonl";
  }

  @Override
  public String header() {
    return "";
  }

  @Override
  public String lines(TaggedImage image) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      if (severalFolders) {
        json.writeStringField("folder", image.image().root().folder().toString());
      }
      json.writeStringField("image", image.image().path());
      json.writeArrayFieldStart("tags");
      for (CatalogTag tag : image.tags()) {
        write(json, tag.tag());
      }
      json.writeEndArray();
      if (image.regions().isPresent()) {
        Scene scene = image.regions().get().scene();
        json.writeNumberField("width", scene.width());
        json.writeNumberField("height", scene.height());
        SceneJson.writeRegions(json, scene);
      }
      if (!image.captions().isEmpty()) {
        write(json, "captions", image.captions());
      }
      if (image.error().isPresent()) {
        json.writeStringField("error", image.error().get());
      }
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }

  private static void write(JsonGenerator json, OutputTag tag) throws IOException {
    TagScore score = tag.score();
    json.writeStartObject();
    json.writeNumberField("id", score.tag().id());
    json.writeStringField("en", tag.name());
    write(json, "zh", score.tag().chinese());
    json.writeNumberField("score", score.score());
    json.writeNumberField("threshold", score.threshold());
    if (!tag.path().isEmpty()) {
      write(json, "path", tag.path());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
