package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the authors' logits come the authors' tags. */
class GoldenRecognitionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"ram-224", "ram-384", "ram_plus-224", "ram_plus-384"})
  void tagsInBothLanguages(String name) throws IOException {
    TagVocabulary tags = TagVocabulary.read(GoldenFiles.file("tiny/" + name + "/tags.tsv"));
    JsonNode images = GoldenFiles.tiny(name).get("images");
    for (Map.Entry<String, JsonNode> image : images.properties()) {
      Recognition recognition =
          Recognition.ofLogits(tags, GoldenFiles.floats(image.getValue().get("logits")));
      assertEquals(image.getValue().get("tags").asText(), recognition.english(), image.getKey());
      assertEquals(image.getValue().get("tags_zh").asText(), recognition.chinese(), image.getKey());
    }
    assertTrue(images.size() >= 7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tag2text-224", "tag2text-384"})
  void tagsThatCaptionsAreSteeredBy(String name) {
    JsonNode images = GoldenFiles.tiny(name).get("images");
    for (Map.Entry<String, JsonNode> image : images.properties()) {
      Recognition recognition =
          Recognition.ofLogits(
              TagVocabulary.tag2text(), GoldenFiles.floats(image.getValue().get("logits")));
      String inCaptions =
          recognition.tagsInVocabularyOrder().stream()
              .map(TagScore::tag)
              .filter(Tag::inCaptions)
              .map(Tag::english)
              .collect(Collectors.joining(" | "));
      JsonNode free = image.getValue().get("captions").get(0);
      assertTrue(free.get("specified").isNull());
      assertEquals(free.get("tags").asText(), inCaptions, image.getKey());
    }
    assertTrue(images.size() >= 7);
  }
}
