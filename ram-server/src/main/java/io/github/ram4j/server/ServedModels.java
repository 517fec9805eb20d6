package io.github.ram4j.server;

import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Segmenter;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The open models of a server. They stay their opener's, who closes them after the server.
 * Immutable.
 */
public final class ServedModels {
  private final String name;
  private final Recognizer recognizer;
  private final @Nullable Captioner captioner;
  private final @Nullable TextEncoder textEncoder;
  private final @Nullable Locator locator;
  private final @Nullable Segmenter segmenter;
  private final long maxPixels;
  private final boolean upright;

  private ServedModels(
      String name,
      Recognizer recognizer,
      @Nullable Captioner captioner,
      @Nullable TextEncoder textEncoder,
      @Nullable Locator locator,
      @Nullable Segmenter segmenter,
      long maxPixels,
      boolean upright) {
    this.name = name;
    this.recognizer = recognizer;
    this.captioner = captioner;
    this.textEncoder = textEncoder;
    this.locator = locator;
    this.segmenter = segmenter;
    this.maxPixels = maxPixels;
    this.upright = upright;
  }

  /**
   * The models of a server of tags; of captions, too, where the recognizer is a captioner.
   *
   * @param recognizer an open model; for batches opened with a batch size
   * @return the models
   */
  public static ServedModels of(Recognizer recognizer) {
    Objects.requireNonNull(recognizer, "recognizer");
    return new ServedModels(
        recognizer.model().source(),
        recognizer,
        recognizer instanceof Captioner captioner ? captioner : null,
        null,
        null,
        null,
        0,
        true);
  }

  /**
   * These models, under a name that answers give; by default the source of the recognizer, which
   * may be a path of this machine.
   *
   * @param title not empty
   * @return the models
   */
  public ServedModels withName(String title) {
    if (title.isBlank()) {
      throw new IllegalArgumentException("name of the models: expected one, found none");
    }
    return new ServedModels(
        title, recognizer, captioner, textEncoder, locator, segmenter, maxPixels, upright);
  }

  /**
   * The name that answers give.
   *
   * @return never empty
   */
  public String name() {
    return name;
  }

  /**
   * These models and one that writes captions.
   *
   * @param writer an open model
   * @return the models
   */
  public ServedModels withCaptioner(Captioner writer) {
    return new ServedModels(
        name,
        recognizer,
        Objects.requireNonNull(writer, "writer"),
        textEncoder,
        locator,
        segmenter,
        maxPixels,
        upright);
  }

  /**
   * These models and one that embeds names that no list has.
   *
   * @param encoder an open model, whose embeddings the recognizer takes
   * @return the models
   * @throws io.github.ram4j.ModelException if the recognizer takes no names, or those of another
   *     text encoder
   */
  public ServedModels withTextEncoder(TextEncoder encoder) {
    encoder.requireFits(recognizer.model());
    return new ServedModels(
        name, recognizer, captioner, encoder, locator, segmenter, maxPixels, upright);
  }

  /**
   * These models, whose limit on the pixels of an image is told to clients. The models keep it, as
   * they were opened with it.
   *
   * @param pixels 1 or more
   * @return the models
   */
  public ServedModels withMaxPixels(long pixels) {
    if (pixels < 1) {
      throw new IllegalArgumentException("pixels of an image: expected 1 or more, found " + pixels);
    }
    return new ServedModels(
        name, recognizer, captioner, textEncoder, locator, segmenter, pixels, upright);
  }

  /**
   * The limit on the pixels of an image that clients are told.
   *
   * @return empty where none was given
   */
  public OptionalLong maxPixels() {
    return maxPixels == 0 ? OptionalLong.empty() : OptionalLong.of(maxPixels);
  }

  /**
   * These models, of which clients are told whether they see images upright, as browsers show them,
   * or as they are stored. The models do so, as they were opened with it.
   *
   * @param turned {@code true} by default
   * @return the models
   */
  public ServedModels withUpright(boolean turned) {
    return new ServedModels(
        name, recognizer, captioner, textEncoder, locator, segmenter, maxPixels, turned);
  }

  /**
   * Whether clients are told that the models see images upright.
   *
   * @return {@code false} where images stay as they are stored
   */
  public boolean isUpright() {
    return upright;
  }

  /**
   * The model of tags.
   *
   * @return open until its opener closes it
   */
  public Recognizer recognizer() {
    return recognizer;
  }

  /**
   * The model of captions.
   *
   * @return empty where there is none
   */
  public Optional<Captioner> captioner() {
    return Optional.ofNullable(captioner);
  }

  /**
   * The model of names.
   *
   * @return empty where there is none
   */
  public Optional<TextEncoder> textEncoder() {
    return Optional.ofNullable(textEncoder);
  }

  /**
   * The models with one that finds boxes.
   *
   * @param finder borrowed until the server is closed; turns images as the recognizer does
   * @return new models
   */
  public ServedModels withLocator(Locator finder) {
    return new ServedModels(
        name,
        recognizer,
        captioner,
        textEncoder,
        Objects.requireNonNull(finder, "finder"),
        segmenter,
        maxPixels,
        upright);
  }

  /**
   * The models with one that finds the mask of each box. Without a locator it is not asked.
   *
   * @param masks borrowed until the server is closed; turns images as the locator does
   * @return new models
   */
  public ServedModels withSegmenter(Segmenter masks) {
    return new ServedModels(
        name,
        recognizer,
        captioner,
        textEncoder,
        locator,
        Objects.requireNonNull(masks, "masks"),
        maxPixels,
        upright);
  }

  /**
   * The model that finds boxes.
   *
   * @return empty where there is none
   */
  public Optional<Locator> locator() {
    return Optional.ofNullable(locator);
  }

  /**
   * The model that finds masks.
   *
   * @return empty where there is none
   */
  public Optional<Segmenter> segmenter() {
    return Optional.ofNullable(segmenter);
  }
}
