package io.github.ram4j.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.AiServices;
import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools called by an assistant of LangChain4j, with a scripted chat model and real models. */
class ToolsTest {
  /** What LangChain4j implements. */
  interface Assistant {
    String chat(String message);
  }

  private static Recognizer recognizer;
  private static Captioner captioner;

  @TempDir private Path folder;

  @BeforeAll
  static void open() throws IOException {
    recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
    captioner = RamModels.openCaptioner(ClipartModels.tag2text(), ModelOptions.defaults());
  }

  @AfterAll
  static void close() {
    recognizer.close();
    captioner.close();
  }

  private static String answer(ScriptedChatModel model, ImageResolver images) {
    return AiServices.builder(Assistant.class)
        .chatModel(model)
        .tools(new RecognizerTools(recognizer, images), new CaptionerTools(captioner, images))
        .build()
        .chat("What does the image show?");
  }

  private static String recognized(String name, ImageResolver images) {
    String arguments = "{\"image\": \"%s\"}".formatted(name.replace("\\", "\\\\"));
    return answer(new ScriptedChatModel("recognize_image", arguments), images);
  }

  @Test
  void anAssistantRecognizesAnImage() throws IOException {
    String answer = recognized("strawberry.png", ImageResolver.inFolder(Samples.FOLDER));
    String compact = answer.replaceAll("\\s", "");
    assertTrue(compact.startsWith("[{\"name\":\"strawberry\",\"score\":0.98"), answer);
  }

  @Test
  void anAssistantCaptionsAnImage() throws IOException {
    ScriptedChatModel model =
        new ScriptedChatModel("caption_image", "{\"image\": \"scenes/sailboats.png\"}");
    String answer = answer(model, ImageResolver.inFolder(Samples.FOLDER));
    assertTrue(answer.contains("three sailboats under a cloudy sky"), answer);
    assertTrue(answer.contains("\"usedTags\""), answer);
  }

  @Test
  void anAssistantSteersASentence() throws IOException {
    ScriptedChatModel model =
        new ScriptedChatModel(
            "caption_image", "{\"image\": \"scenes/sailboats.png\", \"tags\": [\"sailboat\"]}");
    String answer = answer(model, ImageResolver.inFolder(Samples.FOLDER));
    assertTrue(answer.replaceAll("\\s", "").contains("\"usedTags\":[\"sailboat\"]"), answer);
  }

  @Test
  void imagesOfMessagesHaveNames() throws IOException {
    ImageResolver images =
        ImageResolver.ofContents(
            Map.of(
                "image-1",
                Samples.content("strawberry.png"),
                "image-2",
                dev.langchain4j.data.message.ImageContent.from("http://127.0.0.1/x.png")));
    assertTrue(recognized("image-1", images).contains("strawberry"));
    assertEquals(
        "image \"image-2\": expected an image with its data, found an address, which is not"
            + " fetched",
        recognized("image-2", images));
    assertEquals(
        "image \"image-3\": expected one of [image-1, image-2], found none of that name",
        recognized("image-3", images));
  }

  @Test
  void theToolsAreDescribed() throws IOException {
    ScriptedChatModel model =
        new ScriptedChatModel("recognize_image", "{\"image\": \"strawberry.png\"}");
    answer(model, ImageResolver.inFolder(Samples.FOLDER));
    List<ToolSpecification> tools = model.requests.get(0).toolSpecifications();
    assertEquals(
        List.of("caption_image", "recognize_image"),
        tools.stream().map(ToolSpecification::name).sorted().toList());
    for (ToolSpecification tool : tools) {
      assertTrue(tool.description().endsWith("."), tool.toString());
      assertEquals(List.of("image"), tool.parameters().required());
    }
  }

  @Test
  void namesThatLeadOutOfTheFolderAreRefused() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Path secret = Files.copy(Samples.FOLDER.resolve("pizza.png"), outside.resolve("pizza.png"));
    Path inside = Files.createDirectories(folder.resolve("inside"));
    Files.copy(Samples.FOLDER.resolve("strawberry.png"), inside.resolve("strawberry.png"));
    Files.createSymbolicLink(inside.resolve("link.png"), secret);
    Files.createSymbolicLink(inside.resolve("out"), outside);
    Files.createSymbolicLink(inside.resolve("own.png"), inside.resolve("strawberry.png"));
    Files.createDirectories(folder.resolve("inside-too"));
    Files.copy(secret, folder.resolve("inside-too/pizza.png"));
    ImageResolver images = ImageResolver.inFolder(inside);

    for (String name :
        List.of(
            "../outside/pizza.png",
            "x/../../outside/pizza.png",
            "../inside/strawberry.png",
            "../inside-too/pizza.png",
            secret.toString(),
            secret.toUri().toString(),
            "link.png",
            "out/pizza.png",
            "out",
            "",
            ".",
            "nothing.png",
            "/etc/passwd",
            "/dev/zero")) {
      String answer = recognized(name, images);
      assertEquals(
          "image \"%s\": expected the relative path of a file in the folder of images, found none"
              .formatted(name),
          answer);
    }
    String endless = recognized("x".repeat(100_000), images);
    assertTrue(endless.length() < 400, endless);
    for (String name : List.of("strawberry.png", "./strawberry.png", "own.png")) {
      assertTrue(recognized(name, images).contains("strawberry"), name);
    }
  }

  @Test
  void anErrorTellsTheChatModelNoPath() throws IOException {
    Files.writeString(folder.resolve("text.png"), "no image");
    String answer = recognized("text.png", ImageResolver.inFolder(folder));
    assertTrue(answer.startsWith("image \"text.png\": "), answer);
    assertFalse(answer.contains(folder.toString()), answer);

    String unreadable =
        recognized(
            "x",
            name -> {
              throw new IOException("/srv/secret: Permission denied");
            });
    assertEquals("image \"x\": expected one that can be read, found an error", unreadable);
  }
}
