package io.github.ram4j.langchain4j;

import dev.langchain4j.data.message.ImageContent;
import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The images that an assistant may see. A chat model names an image by a text of its own making;
 * the resolver decides what the text stands for, and refuses everything else. There is none that
 * reads any file or fetches any address.
 *
 * <p>Thread-safe. A resolver of your own looks names up among images of the user who asks.
 */
@FunctionalInterface
public interface ImageResolver {

  /**
   * Finds an image.
   *
   * @param name as the chat model gave it: any text
   * @return the image
   * @throws ImageException if there is no image of that name, or it is not allowed; the message is
   *     shown to the chat model, so it has no paths or other secrets
   * @throws IOException if it cannot be read; its message is not shown
   */
  ImageSource resolve(String name) throws IOException;

  /**
   * The files below a folder, by their paths relative to it. Names that lead out of the folder, by
   * ".." or by links, are refused, and absolute ones.
   *
   * @param folder exists
   * @return a resolver
   * @throws IOException if the folder cannot be read
   */
  static ImageResolver inFolder(Path folder) throws IOException {
    return new FolderImages(folder);
  }

  /**
   * Images of messages, by names that the application gives them, such as "image-1", and tells the
   * chat model. Contents that are addresses are refused when they are asked for: nothing is
   * fetched.
   *
   * @param contents each with its data in it; copied
   * @return a resolver
   */
  static ImageResolver ofContents(Map<String, ImageContent> contents) {
    Map<String, ImageContent> copy = Map.copyOf(contents);
    return name -> {
      ImageContent content = copy.get(name);
      if (content == null) {
        throw new ImageException(
            "image \"%s\": expected one of %s, found none of that name"
                .formatted(name, copy.keySet().stream().sorted().toList()));
      }
      return ImageContents.source(content, "image \"" + name + "\"");
    };
  }
}
