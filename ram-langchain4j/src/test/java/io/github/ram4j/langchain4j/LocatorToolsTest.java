package io.github.ram4j.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.service.AiServices;
import io.github.ram4j.ImageSource;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.LocatedImage;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.testkit.FormulaGrounding;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An assistant asks where things are; the model is small, with weights by a formula. */
class LocatorToolsTest {
  @TempDir static Path folder;
  private static Locator locator;

  /** What LangChain4j implements. */
  interface Assistant {
    String chat(String message);
  }

  @BeforeAll
  static void open() throws IOException {
    Path bundle = folder.resolve("dino");
    Converter.convert(
        FormulaGrounding.write(
            folder.resolve("dino.safetensors"),
            GoldenFiles.json("locate/grounding-dino-tiny.json.gz")),
        bundle,
        ConvertOptions.defaults());
    locator = RegionModels.openLocator(bundle);
  }

  @AfterAll
  static void close() {
    locator.close();
  }

  @Test
  void placesAreTheLibrarys() throws IOException {
    LocatorTools tools = new LocatorTools(locator, ImageResolver.inFolder(Samples.FOLDER));
    List<String> names = List.of("red tree", "?");
    LocatorTools.Places found = tools.locateInImage("strawberry.png", names);
    LocatedImage expected =
        locator.locateNames(
            ImageSource.of(Samples.FOLDER.resolve("strawberry.png")),
            names,
            LocateOptions.defaults().withLimit(50));
    assertFalse(expected.regions().isEmpty());
    assertEquals(expected.width(), found.width());
    assertEquals(expected.regions().size(), found.places().size());
    for (LocatorTools.Place place : found.places()) {
      assertEquals("red tree", place.name());
      assertTrue(
          place.left() >= 0 && place.left() <= place.right() && place.right() <= found.width(),
          place.toString());
    }
    assertEquals(List.of("?"), found.unreadable());
  }

  @Test
  void anAssistantCallsIt() throws IOException {
    ScriptedChatModel model =
        new ScriptedChatModel(
            "locate_in_image", "{\"image\": \"strawberry.png\", \"names\": [\"red tree\"]}");
    String answer =
        AiServices.builder(Assistant.class)
            .chatModel(model)
            .tools(new LocatorTools(locator, ImageResolver.inFolder(Samples.FOLDER)))
            .build()
            .chat("Where is the tree?");
    assertTrue(answer.contains("red tree") && answer.contains("\"left\""), answer);
  }

  @Test
  void namesAreNeeded() throws IOException {
    LocatorTools tools = new LocatorTools(locator, ImageResolver.inFolder(Samples.FOLDER));
    assertThrows(
        IllegalArgumentException.class, () -> tools.locateInImage("strawberry.png", List.of()));
    assertThrows(IllegalArgumentException.class, () -> tools.locateInImage("strawberry.png", null));
    assertThrows(
        IllegalArgumentException.class,
        () -> tools.locateInImage("strawberry.png", Collections.singletonList(null)));
  }
}
