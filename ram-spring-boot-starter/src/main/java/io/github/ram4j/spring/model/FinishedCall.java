package io.github.ram4j.spring.model;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of a model that has ended, well or not.
 *
 * @param model the name of the bean's property: recognizer, captioner, text-encoder, locator or
 *     segmenter
 * @param operation what was asked for, such as recognize, caption or embed
 * @param waited the time that the call waited for others
 * @param took the time without that wait; for a stream, the sum over its steps, without the time
 *     that its reader took between them
 * @param items images, or texts of a text encoder, that the call was given
 * @param failed how many of them have no result
 * @param failure the exception that ended the call; null for none, and for a stream, whose images
 *     fail one by one
 */
public record FinishedCall(
    String model,
    String operation,
    Duration waited,
    Duration took,
    long items,
    long failed,
    @Nullable Throwable failure) {

  /** Checks that nothing is missing. */
  public FinishedCall {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(waited, "waited");
    Objects.requireNonNull(took, "took");
  }
}
