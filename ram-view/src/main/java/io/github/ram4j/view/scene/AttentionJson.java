package io.github.ram4j.view.scene;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.TagAttention;
import java.io.IOException;
import java.util.List;

/**
 * Writer of maps of attention as JSON: {@code image}, {@code width}, {@code height}; {@code
 * attention}, for each tag {@code tag}, {@code zh}, {@code peak} [x, y] in pixels of the upright
 * image, and {@code shares}, a list of rows.
 */
public final class AttentionJson {
  private AttentionJson() {}

  /**
   * Writes the members of an object that the caller begins and ends.
   *
   * @param out not closed
   * @param image the image's name
   * @param width of the upright image, in pixels
   * @param height of the upright image, in pixels
   * @param maps of tags
   * @throws IOException if writing fails
   */
  public static void writeMembers(
      JsonGenerator out, String image, int width, int height, List<TagAttention> maps)
      throws IOException {
    SceneJson.writeImage(out, image, width, height);
    out.writeArrayFieldStart("attention");
    for (TagAttention map : maps) {
      out.writeStartObject();
      SceneJson.writeNames(out, map.tag());
      TagAttention.Peak peak = map.peak();
      SceneJson.writeNumbers(out, "peak", (float) (peak.x() * width), (float) (peak.y() * height));
      writeShares(out, map);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /**
   * Writes the member {@code shares} of an object: a list of rows, each of shares from 0 to 1.
   *
   * @param out not closed
   * @param map of a tag
   * @throws IOException if writing fails
   */
  public static void writeShares(JsonGenerator out, TagAttention map) throws IOException {
    out.writeArrayFieldStart("shares");
    for (int row = 0; row < map.rows(); row++) {
      out.writeStartArray();
      for (int column = 0; column < map.columns(); column++) {
        out.writeNumber(map.share(row, column));
      }
      out.writeEndArray();
    }
    out.writeEndArray();
  }
}
