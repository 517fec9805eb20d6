package io.github.ram4j.view.scene;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import io.github.ram4j.TextRange;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.Mask;
import io.github.ram4j.locate.Region;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneMask;
import io.github.ram4j.locate.SceneRegion;
import java.io.IOException;
import java.util.List;

/**
 * Writer of scenes as JSON: {@code image}, {@code width}, {@code height}; {@code tags}, those that
 * were recognized, with {@code tag}, {@code zh} and {@code score}; {@code regions}, each with
 * {@code tag}, {@code zh}, {@code score}, {@code box} [x0, y0, x1, y1] in pixels of the upright
 * image, of phrases {@code ranges}, and, where a segmenter was asked, {@code mask} (COCO's
 * compressed run lengths), {@code area} and {@code quality}; {@code skipped}, tags that could not
 * be looked for. Lists that are empty are left out, but for {@code regions}.
 */
public final class SceneJson {
  private SceneJson() {}

  /**
   * Writes the members of an object that the caller begins and ends.
   *
   * @param out not closed
   * @param scene of an image
   * @throws IOException if writing fails
   */
  public static void writeMembers(JsonGenerator out, Scene scene) throws IOException {
    writeImage(out, scene.image(), scene.width(), scene.height());
    writeTags(out, scene.tags());
    writeRegions(out, scene);
    if (!scene.skipped().isEmpty()) {
      out.writeArrayFieldStart("skipped");
      for (Tag tag : scene.skipped()) {
        out.writeString(tag.english());
      }
      out.writeEndArray();
    }
  }

  /**
   * Writes the member {@code regions}.
   *
   * @param out not closed
   * @param scene whose regions are written
   * @throws IOException if writing fails
   */
  public static void writeRegions(JsonGenerator out, Scene scene) throws IOException {
    out.writeArrayFieldStart("regions");
    for (SceneRegion region : scene.regions()) {
      write(out, region);
    }
    out.writeEndArray();
  }

  static void writeImage(JsonGenerator out, String image, int width, int height)
      throws IOException {
    if (!image.isEmpty()) {
      out.writeStringField("image", image);
    }
    out.writeNumberField("width", width);
    out.writeNumberField("height", height);
  }

  private static void writeTags(JsonGenerator out, List<TagScore> tags) throws IOException {
    if (tags.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("tags");
    for (TagScore score : tags) {
      out.writeStartObject();
      writeNames(out, score.tag());
      out.writeNumberField("score", score.score());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  static void writeNames(JsonGenerator out, Tag tag) throws IOException {
    out.writeStringField("tag", tag.english());
    if (!tag.chinese().isEmpty()) {
      out.writeArrayFieldStart("zh");
      for (String name : tag.chinese()) {
        out.writeString(name);
      }
      out.writeEndArray();
    }
  }

  private static void write(JsonGenerator out, SceneRegion found) throws IOException {
    Region region = found.region();
    out.writeStartObject();
    writeNames(out, region.tag());
    out.writeNumberField("score", region.score());
    Box box = region.box();
    writeNumbers(out, "box", box.x0(), box.y0(), box.x1(), box.y1());
    if (!region.ranges().isEmpty()) {
      out.writeArrayFieldStart("ranges");
      for (TextRange range : region.ranges()) {
        out.writeArray(new int[] {range.start(), range.end()}, 0, 2);
      }
      out.writeEndArray();
    }
    if (found.mask().isPresent()) {
      SceneMask mask = found.mask().get();
      writeRuns(out, "mask", mask.mask());
      out.writeNumberField("area", mask.mask().area());
      out.writeNumberField("quality", mask.quality());
    }
    out.writeEndObject();
  }

  /** Writes COCO's compressed run lengths. */
  static void writeRuns(JsonGenerator out, String name, Mask mask) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeFieldName("size");
    out.writeArray(new int[] {mask.height(), mask.width()}, 0, 2);
    out.writeStringField("counts", mask.coco());
    out.writeEndObject();
  }

  static void writeNumbers(JsonGenerator out, String name, float... numbers) throws IOException {
    out.writeArrayFieldStart(name);
    for (float number : numbers) {
      out.writeNumber(number);
    }
    out.writeEndArray();
  }
}
