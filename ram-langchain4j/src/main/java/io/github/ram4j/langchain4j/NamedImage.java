package io.github.ram4j.langchain4j;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.RamException;
import java.io.IOException;

/** An image that a chat model named: found and used, with errors that it may read. */
final class NamedImage {
  private static final int MAX_SHOWN = 200;

  private NamedImage() {}

  /** The use of an image. */
  @FunctionalInterface
  interface Use<R> {
    R of(ImageSource image) throws IOException;
  }

  /**
   * Uses an image.
   *
   * @throws ImageException if there is none of the name or it cannot be used; the message has the
   *     name that the chat model gave, and no path
   */
  static <R> R use(ImageResolver images, String name, Use<R> use) {
    String named = "image \"%s\"".formatted(shown(name));
    ImageSource image;
    try {
      image = images.resolve(name == null ? "" : name);
    } catch (IOException e) {
      throw unreadable(named, e);
    }
    try {
      return use.of(image);
    } catch (IOException e) {
      throw unreadable(named, e);
    } catch (ImageException e) {
      throw new ImageException(String.valueOf(e.getMessage()).replace(image.name(), named), e);
    } catch (RamException e) {
      throw new RamException(String.valueOf(e.getMessage()).replace(image.name(), named), e);
    }
  }

  /** A name as errors have it: a chat model reads them, and may have made up any. */
  static String shown(String name) {
    return name == null || name.length() <= MAX_SHOWN ? name : name.substring(0, MAX_SHOWN) + "…";
  }

  private static ImageException unreadable(String named, IOException e) {
    return new ImageException(named + ": expected one that can be read, found an error", e);
  }
}
