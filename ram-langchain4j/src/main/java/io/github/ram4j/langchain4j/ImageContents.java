package io.github.ram4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.ImageContent;
import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import java.util.Base64;

/** LangChain4j's images → this project's. */
final class ImageContents {
  private ImageContents() {}

  static ImageSource source(ImageContent content, String description) {
    Image image = content.image();
    String data = image.base64Data();
    if (data == null) {
      throw new ImageException(
          "%s: expected an image with its data, found an address, which is not fetched"
              .formatted(description));
    }
    try {
      return ImageSource.of(Base64.getDecoder().decode(data));
    } catch (IllegalArgumentException e) {
      throw new ImageException(
          "%s: expected Base64, found %s".formatted(description, e.getMessage()), e);
    }
  }
}
