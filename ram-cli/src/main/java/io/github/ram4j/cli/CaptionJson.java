package io.github.ram4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ram4j.Caption;
import io.github.ram4j.CaptionTag;
import io.github.ram4j.TextRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Captions of an image as one line of JSON: {@code image}; {@code caption}, {@code token_ids} and
 * {@code tags} (joined by " | ", as the authors print them) of the best sentence; its {@code score}
 * and {@code ending}; {@code steering}, the outcome of each tag; {@code others}, further sentences.
 */
final class CaptionJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CaptionJson() {}

  static String of(Path image, List<Caption> captions) throws JsonProcessingException {
    ObjectNode object = JSON.createObjectNode();
    object.put("image", image.toString());
    put(object, captions.get(0));
    if (captions.size() > 1) {
      ArrayNode others = object.putArray("others");
      captions.subList(1, captions.size()).forEach(other -> put(others.addObject(), other));
    }
    return JSON.writeValueAsString(object);
  }

  private static void put(ObjectNode object, Caption caption) {
    object.put("caption", caption.text());
    ArrayNode ids = object.putArray("token_ids");
    caption.tokenIds().forEach(ids::add);
    object.put(
        "tags", caption.tags().stream().map(CaptionTag::name).collect(Collectors.joining(" | ")));
    object.put("score", caption.score());
    object.put("ending", caption.ending().name().toLowerCase(Locale.ROOT));
    ArrayNode steering = object.putArray("steering");
    for (CaptionTag tag : caption.tags()) {
      ObjectNode node = steering.addObject();
      node.put("tag", tag.name());
      tag.recognized().ifPresent(held -> node.put("score", held.score()));
      node.put("used", tag.used());
      node.put("read", tag.read());
      ArrayNode ranges = node.putArray("ranges");
      for (TextRange range : tag.ranges()) {
        ranges.addArray().add(range.start()).add(range.end());
      }
    }
  }
}
