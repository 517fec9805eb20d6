package io.github.ram4j.langchain4j;

import dev.langchain4j.data.message.ImageContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Images that the small models of clip art know. */
final class Samples {
  static final Path FOLDER =
      Path.of(System.getProperty("ram.repository", "..")).resolve("ram-examples/samples");

  private Samples() {}

  static ImageContent content(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(FOLDER.resolve(file));
    return ImageContent.from(Base64.getEncoder().encodeToString(bytes), "image/png");
  }
}
