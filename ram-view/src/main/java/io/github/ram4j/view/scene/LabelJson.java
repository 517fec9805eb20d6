package io.github.ram4j.view.scene;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.Region;
import io.github.ram4j.locate.Scene;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Writer of scenes as {@code label.json} of Grounded-SAM's demo with RAM: {@code tags_chinese}, the
 * recognized tags in Chinese; {@code mask}, an entry for the background and one for each region,
 * with its {@code value} in the {@linkplain IndexImage index image}, {@code label}, {@code logit}
 * (the score cut after two decimals, as there) and {@code box}.
 */
public final class LabelJson {
  private LabelJson() {}

  /**
   * Writes the members of an object that the caller begins and ends.
   *
   * @param out not closed
   * @param scene of an image
   * @throws IOException if writing fails
   */
  public static void writeMembers(JsonGenerator out, Scene scene) throws IOException {
    out.writeStringField(
        "tags_chinese",
        scene.tags().stream()
            .map(score -> score.tag().chineseText())
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(" | ")));
    out.writeArrayFieldStart("mask");
    out.writeStartObject();
    out.writeNumberField("value", 0);
    out.writeStringField("label", "background");
    out.writeEndObject();
    for (int i = 0; i < scene.regions().size(); i++) {
      Region region = scene.regions().get(i).region();
      Box box = region.box();
      out.writeStartObject();
      out.writeNumberField("value", i + 1);
      out.writeStringField("label", region.tag().english());
      out.writeNumberField("logit", Math.floor(region.score() * 100.0) / 100);
      SceneJson.writeNumbers(out, "box", box.x0(), box.y0(), box.x1(), box.y1());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
