package io.github.ram4j.view;

import io.github.ram4j.Caption;
import io.github.ram4j.Recognition;
import java.util.Objects;

/**
 * An image of a page, with its caption or recognition.
 *
 * <p>Immutable and thread-safe.
 */
public final class PageImage {
  private final String name;
  private final PageImageSource source;
  private final Card card;

  private PageImage(String name, PageImageSource source, Card card) {
    this.name = Objects.requireNonNull(name, "name");
    this.source = Objects.requireNonNull(source, "source");
    this.card = card;
  }

  /**
   * An image with its sentence.
   *
   * @param name the heading, the file's name for instance
   * @param source the source of the image
   * @param caption the caption to show
   * @return the image of a page
   */
  public static PageImage of(String name, PageImageSource source, Caption caption) {
    return new PageImage(name, source, Card.of(caption));
  }

  /**
   * An image with its tags.
   *
   * @param name the heading, the file's name for instance
   * @param source the source of the image
   * @param recognition the recognition to show
   * @return the image of a page
   */
  public static PageImage of(String name, PageImageSource source, Recognition recognition) {
    return new PageImage(name, source, Card.of(recognition));
  }

  String name() {
    return SafeText.of(name);
  }

  PageImageSource source() {
    return source;
  }

  Card card() {
    return card;
  }
}
