package io.github.ram4j.view.scene;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.ram4j.Tag;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.Mask;
import io.github.ram4j.locate.Region;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneRegion;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Scenes as one file of COCO's annotation format: {@code images}, {@code categories}, {@code
 * annotations}. A category is a name. An annotation has {@code bbox} [x, y, width, height] within
 * the image, {@code area}, {@code iscrowd} 0, {@code score}, and as {@code segmentation} the
 * compressed run lengths of its mask, or an empty list where there is none; then the area is that
 * of the box. Ids count from 1. A region whose box is outside of the image has no mask and is left
 * out.
 *
 * <p>Thread-safe: it has no state.
 */
public final class CocoScenes {
  /** What the file says of its program, before anything else. */
  public static final String DESCRIPTION = "tags with their places, by ram4j";

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private CocoScenes() {}

  /**
   * Writes scenes.
   *
   * @param stream of the file, not closed
   * @param scenes gone through three times, and none is kept
   * @throws IOException if writing fails
   */
  public static void write(OutputStream stream, Iterable<Scene> scenes) throws IOException {
    try (JsonGenerator out = FACTORY.createGenerator(stream, JsonEncoding.UTF8)) {
      out.writeStartObject();
      out.writeObjectFieldStart("info");
      out.writeStringField("description", DESCRIPTION);
      out.writeEndObject();
      writeImages(out, scenes);
      Map<String, Integer> categories = writeCategories(out, scenes);
      out.writeArrayFieldStart("annotations");
      int image = 0;
      int id = 0;
      for (Scene scene : scenes) {
        image++;
        for (SceneRegion region : scene.regions()) {
          Box box = within(scene, region);
          if (box.area() > 0) {
            out.writeStartObject();
            out.writeNumberField("id", ++id);
            out.writeNumberField("image_id", image);
            out.writeNumberField(
                "category_id",
                Objects.requireNonNull(categories.get(region.region().tag().english())));
            write(out, region, box);
            out.writeEndObject();
          }
        }
      }
      out.writeEndArray();
      out.writeEndObject();
    }
  }

  private static Box within(Scene scene, SceneRegion region) {
    return region.region().box().within(scene.width(), scene.height());
  }

  private static void writeImages(JsonGenerator out, Iterable<Scene> scenes) throws IOException {
    out.writeArrayFieldStart("images");
    int image = 0;
    for (Scene scene : scenes) {
      out.writeStartObject();
      out.writeNumberField("id", ++image);
      out.writeStringField("file_name", scene.image());
      out.writeNumberField("width", scene.width());
      out.writeNumberField("height", scene.height());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static Map<String, Integer> writeCategories(JsonGenerator out, Iterable<Scene> scenes)
      throws IOException {
    Map<String, Integer> ids = new LinkedHashMap<>();
    out.writeArrayFieldStart("categories");
    for (Scene scene : scenes) {
      for (SceneRegion region : scene.regions()) {
        Tag tag = region.region().tag();
        if (ids.putIfAbsent(tag.english(), ids.size() + 1) == null) {
          out.writeStartObject();
          out.writeNumberField("id", ids.size());
          out.writeStringField("name", tag.english());
          out.writeStringField("name_zh", tag.chineseText());
          out.writeEndObject();
        }
      }
    }
    out.writeEndArray();
    return ids;
  }

  private static void write(JsonGenerator out, SceneRegion found, Box box) throws IOException {
    Region region = found.region();
    SceneJson.writeNumbers(out, "bbox", box.x0(), box.y0(), box.width(), box.height());
    Optional<Mask> mask = found.mask().map(answer -> answer.mask());
    if (mask.isPresent()) {
      SceneJson.writeRuns(out, "segmentation", mask.get());
      out.writeNumberField("area", mask.get().area());
    } else {
      out.writeArrayFieldStart("segmentation");
      out.writeEndArray();
      out.writeNumberField("area", box.area());
    }
    out.writeNumberField("iscrowd", 0);
    out.writeNumberField("score", region.score());
  }
}
