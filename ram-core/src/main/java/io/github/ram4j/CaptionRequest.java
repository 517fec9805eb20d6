package io.github.ram4j;

import java.util.Objects;

/**
 * An image and what its sentence is to be about.
 *
 * @param image in any shape; borrowed until the call that it is handed to returns
 * @param steering by which tags
 */
public record CaptionRequest(ImageSource image, Steering steering) {

  /** Checks that nothing is missing. */
  public CaptionRequest {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(steering, "steering");
  }
}
