package io.github.ram4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.cli.Programs.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the model that ships says of drawn scenes, which were kept because it is right. */
class ShippedCaptionsTest {
  private static final Path SCENES = Programs.SAMPLES.resolve("scenes");

  /** The sentence that each image was drawn from. */
  private static Map<Path, String> drawn() throws IOException {
    Map<Path, String> sentences = new LinkedHashMap<>();
    List<String> rows = Files.readAllLines(SCENES.resolve("captions.tsv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\t", -1);
      sentences.put(SCENES.resolve(cells[0]), cells[1]);
    }
    return sentences;
  }

  private static List<JsonNode> captions(Object... arguments) throws IOException {
    Object[] always = {"caption", "--json"};
    Ran ran = Programs.ram(Programs.joined(always, arguments));
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("", ran.err());
    return ran.json();
  }

  @Test
  void scenesAreDescribedAsTheyWereDrawn() throws IOException {
    Map<Path, String> drawn = drawn();
    assertTrue(drawn.size() >= 4, drawn.toString());
    List<String> said = new ArrayList<>();
    for (JsonNode caption : captions(drawn.keySet().toArray())) {
      said.add(caption.get("caption").asText());
    }
    assertEquals(List.copyOf(drawn.values()), said);
  }

  @Test
  void aTagThatIsGivenIsNamed() throws IOException {
    int named = 0;
    for (Map.Entry<Path, String> scene : drawn().entrySet()) {
      for (JsonNode tag : captions(scene.getKey()).get(0).get("steering")) {
        String name = tag.get("tag").asText();
        JsonNode steered = captions("--specified-tags", name, scene.getKey()).get(0);
        if (scene.getValue().contains(name)) {
          assertTrue(steered.get("steering").get(0).get("used").asBoolean(), steered.toString());
          named++;
        }
      }
    }
    assertTrue(named >= 4, "tags named: " + named);
  }
}
