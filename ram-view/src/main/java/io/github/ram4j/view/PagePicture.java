package io.github.ram4j.view;

import io.github.ram4j.Caption;
import io.github.ram4j.Recognition;
import java.util.Objects;

/**
 * A picture of a page, and what a model says of it.
 *
 * <p>Immutable and thread-safe.
 */
public final class PagePicture {
  private final String name;
  private final PictureSource source;
  private final Card card;

  private PagePicture(String name, PictureSource source, Card card) {
    this.name = Objects.requireNonNull(name, "name");
    this.source = Objects.requireNonNull(source, "source");
    this.card = card;
  }

  /**
   * A picture with its sentence.
   *
   * @param name shown as the heading, the file's name for instance
   * @param source where the page takes the picture from
   * @param caption what to show
   * @return the picture of a page
   */
  public static PagePicture of(String name, PictureSource source, Caption caption) {
    return new PagePicture(name, source, Card.of(caption));
  }

  /**
   * A picture with its tags.
   *
   * @param name shown as the heading, the file's name for instance
   * @param source where the page takes the picture from
   * @param recognition what to show
   * @return the picture of a page
   */
  public static PagePicture of(String name, PictureSource source, Recognition recognition) {
    return new PagePicture(name, source, Card.of(recognition));
  }

  String name() {
    return SafeText.of(name);
  }

  PictureSource source() {
    return source;
  }

  Card card() {
    return card;
  }
}
