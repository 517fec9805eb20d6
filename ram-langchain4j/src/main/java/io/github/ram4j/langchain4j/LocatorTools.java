package io.github.ram4j.langchain4j;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import io.github.ram4j.ImageException;
import io.github.ram4j.Tag;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.LocatedImage;
import io.github.ram4j.locate.Locator;
import java.util.List;
import java.util.Objects;

/**
 * A tool by which an assistant finds where things are in an image.
 *
 * <p>Thread-safe. The locator remains the caller's to close.
 */
public final class LocatorTools {
  private static final int MOST_NAMES = 50;
  private static final int MOST_REGIONS = 50;

  private final Locator locator;
  private final ImageResolver images;

  /**
   * The tool over an open locator.
   *
   * @param locator finds boxes; not closed
   * @param images those that the assistant may see
   */
  public LocatorTools(Locator locator, ImageResolver images) {
    this.locator = Objects.requireNonNull(locator, "locator");
    this.images = Objects.requireNonNull(images, "images");
  }

  /**
   * A place as the chat model reads it: pixels from the upper left corner of the upright image,
   * within it.
   *
   * @param name as it was asked for
   * @param score in [0, 1], rounded to three digits
   * @param left edge of the box
   * @param top edge
   * @param right edge
   * @param bottom edge
   */
  public record Place(String name, double score, int left, int top, int right, int bottom) {}

  /**
   * The places of things in an image.
   *
   * @param width of the upright image in pixels
   * @param height of the upright image in pixels
   * @param places the best first, at most 50; empty if nothing was found
   * @param unreadable names that could not be looked for
   */
  public record Places(int width, int height, List<Place> places, List<String> unreadable) {}

  /**
   * Finds things in an image.
   *
   * @param image the name that the resolver knows
   * @param names of the things, in English, 1 to 50
   * @return boxes of those that were found
   * @throws IllegalArgumentException if there are no names, or too many
   * @throws ImageException if there is no such image or it cannot be decoded; LangChain4j tells the
   *     chat model the message
   */
  @Tool(
      name = "locate_in_image",
      value =
          "Finds where things are in an image: boxes in pixels from the upper left corner, each"
              + " with a score from 0 to 1. A name that is not among the answers was not found,"
              + " which does not prove that it is not there.")
  public Places locateInImage(
      @P(name = "image", value = "name of the image, exactly as it was given") String image,
      @P(name = "names", value = "what to look for, in English: short names such as \"red car\"")
          List<String> names) {
    // A chat model may leave it out, or give a list with nothing in it.
    int count = names == null ? 0 : names.size();
    if (count == 0 || count > MOST_NAMES) {
      throw new IllegalArgumentException(
          "names: expected 1 to %d, found %d".formatted(MOST_NAMES, count));
    }
    if (names.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("names: expected texts, found " + names);
    }
    LocateOptions options = LocateOptions.defaults().withLimit(MOST_REGIONS);
    LocatedImage located =
        NamedImage.use(images, image, source -> locator.locateNames(source, names, options));
    return new Places(
        located.width(),
        located.height(),
        located.regions().stream()
            .map(
                region -> {
                  Box box = region.box().within(located.width(), located.height());
                  return new Place(
                      region.tag().english(),
                      Math.round(region.score() * 1000.0) / 1000.0,
                      Math.round(box.x0()),
                      Math.round(box.y0()),
                      Math.round(box.x1()),
                      Math.round(box.y1()));
                })
            .toList(),
        located.skipped().stream().map(Tag::english).toList());
  }
}
