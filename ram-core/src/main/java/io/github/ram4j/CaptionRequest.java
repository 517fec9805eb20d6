package io.github.ram4j;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image, or an image that was encoded before, and the tags that steer its sentence. Immutable.
 */
public final class CaptionRequest {
  private final @Nullable ImageSource source;
  private final @Nullable EncodedImage encoded;
  private final Steering steering;

  private CaptionRequest(
      @Nullable ImageSource source, @Nullable EncodedImage encoded, Steering steering) {
    this.source = source;
    this.encoded = encoded;
    this.steering = Objects.requireNonNull(steering, "steering");
  }

  /**
   * A request about an image.
   *
   * @param source in any shape; borrowed until the call that it is handed to returns
   * @param steering by which tags
   * @return the request
   */
  public static CaptionRequest of(ImageSource source, Steering steering) {
    return new CaptionRequest(Objects.requireNonNull(source, "source"), null, steering);
  }

  /**
   * A request about an image that needs no reading and no encoder any more.
   *
   * @param encoded by the captioner that the request is handed to, or another of the same bundle
   * @param steering by which tags
   * @return the request
   */
  public static CaptionRequest of(EncodedImage encoded, Steering steering) {
    return new CaptionRequest(null, Objects.requireNonNull(encoded, "encoded"), steering);
  }

  /**
   * The image, still to be read.
   *
   * @return empty if {@link #encoded()} is there
   */
  public Optional<ImageSource> source() {
    return Optional.ofNullable(source);
  }

  /**
   * The image, encoded before.
   *
   * @return empty if {@link #source()} is there
   */
  public Optional<EncodedImage> encoded() {
    return Optional.ofNullable(encoded);
  }

  /**
   * The tags that steer the sentence.
   *
   * @return as given
   */
  public Steering steering() {
    return steering;
  }

  /**
   * What messages call the image.
   *
   * @return the name of the source or of the encoded image
   */
  public String name() {
    return source != null ? source.name() : Objects.requireNonNull(encoded).name();
  }

  /** The image's name and the steering. */
  @Override
  public String toString() {
    return "CaptionRequest[%s, %s]".formatted(name(), steering);
  }
}
