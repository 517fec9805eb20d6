package io.github.ram4j.locate;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tags, boxes and masks of an image in one call.
 *
 * <pre>{@code
 * SceneFinder finder = SceneFinder.of(locator).withSegmenter(segmenter);
 * Scene scene = finder.find("photo.jpg", image, ThingTags.of(recognition.tags()));
 * }</pre>
 *
 * <p>The models are borrowed: the code that opened them closes them. All must turn images alike, by
 * their EXIF data or not at all; boxes and masks of an image that was turned otherwise for the one
 * than for the other are refused. Immutable, and thread-safe as the models are.
 */
public final class SceneFinder {
  private final Locator locator;
  private final @Nullable Segmenter segmenter;
  private final LocateOptions options;

  private SceneFinder(Locator locator, @Nullable Segmenter segmenter, LocateOptions options) {
    this.locator = locator;
    this.segmenter = segmenter;
    this.options = options;
  }

  /**
   * Boxes by a locator's default options, without masks.
   *
   * @param locator borrowed
   * @return a finder
   */
  public static SceneFinder of(Locator locator) {
    return new SceneFinder(
        Objects.requireNonNull(locator, "locator"), null, LocateOptions.defaults());
  }

  /**
   * A finder of masks, too.
   *
   * @param masks borrowed; asked only for images with regions
   * @return a new finder
   */
  public SceneFinder withSegmenter(Segmenter masks) {
    return new SceneFinder(locator, Objects.requireNonNull(masks, "masks"), options);
  }

  /**
   * A finder with other options.
   *
   * @param locating thresholds, limits
   * @return a new finder
   */
  public SceneFinder withOptions(LocateOptions locating) {
    return new SceneFinder(locator, segmenter, Objects.requireNonNull(locating, "locating"));
  }

  /**
   * Finds where recognized tags are.
   *
   * @param name the image's name in the scene
   * @param image read once or twice, so no stream; borrowed until this returns
   * @param tags recognized, any number
   * @return the scene
   * @throws IOException if the image's file cannot be read
   * @throws io.github.ram4j.ImageException if the image cannot be decoded or is above the limits
   * @throws ModelException if the segmenter turns the image otherwise than the locator
   */
  public Scene find(String name, ImageSource image, List<TagScore> tags) throws IOException {
    return find(name, image, tags.stream().map(TagScore::tag).toList(), tags);
  }

  /**
   * Finds where tags are that the caller chose.
   *
   * @param name the image's name in the scene
   * @param image read once or twice, so no stream; borrowed until this returns
   * @param tags any number
   * @return the scene, without recognized tags
   * @throws IOException if the image's file cannot be read
   * @throws io.github.ram4j.ImageException if the image cannot be decoded or is above the limits
   * @throws ModelException if the segmenter turns the image otherwise than the locator
   */
  public Scene findTags(String name, ImageSource image, List<Tag> tags) throws IOException {
    return find(name, image, tags, List.of());
  }

  private Scene find(String name, ImageSource image, List<Tag> tags, List<TagScore> recognized)
      throws IOException {
    LocatedImage located = locator.locate(image, tags, options);
    List<Optional<SceneMask>> masks = masks(name, image, located);
    List<SceneRegion> regions = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      regions.add(new SceneRegion(located.regions().get(i), masks.get(i)));
    }
    return new Scene(
        name, located.width(), located.height(), recognized, regions, located.skipped());
  }

  /** A mask for each region; none for boxes outside of the image, which no prompt can be. */
  private List<Optional<SceneMask>> masks(String name, ImageSource image, LocatedImage located)
      throws IOException {
    List<Optional<SceneMask>> masks =
        new ArrayList<>(Collections.nCopies(located.regions().size(), Optional.empty()));
    List<Integer> prompted = new ArrayList<>();
    List<MaskPrompt> prompts = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      Box box = located.regions().get(i).box();
      if (box.within(located.width(), located.height()).area() > 0) {
        prompted.add(i);
        prompts.add(MaskPrompt.of(box));
      }
    }
    if (segmenter == null || prompts.isEmpty()) {
      return masks;
    }
    EmbeddedImage embedded = segmenter.embed(image);
    requireAlike(name, located, embedded);
    List<SegmentedMask> answers = segmenter.segment(embedded, prompts);
    for (int i = 0; i < answers.size(); i++) {
      masks.set(prompted.get(i), Optional.of(SceneMask.of(answers.get(i))));
    }
    return masks;
  }

  private static void requireAlike(String name, LocatedImage located, EmbeddedImage embedded) {
    if (embedded.width() != located.width()
        || embedded.height() != located.height()
        || embedded.orientation() != located.orientation()) {
      throw new ModelException(
          ("%s: expected a segmenter that turns images as the locator does, to %d x %d pixels by"
                  + " EXIF orientation %d, found %d x %d by %d")
              .formatted(
                  name,
                  located.width(),
                  located.height(),
                  located.orientation(),
                  embedded.width(),
                  embedded.height(),
                  embedded.orientation()));
    }
  }
}
