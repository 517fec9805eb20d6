package io.github.ram4j;

import java.util.Objects;

/**
 * A picture and what its sentence is to be about.
 *
 * @param picture in any shape; borrowed until the call that it is handed to returns
 * @param steering by which tags
 */
public record CaptionRequest(Picture picture, Steering steering) {

  /** Checks that nothing is missing. */
  public CaptionRequest {
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(steering, "steering");
  }
}
