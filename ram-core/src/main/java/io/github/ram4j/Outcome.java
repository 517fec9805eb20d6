package io.github.ram4j;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An input of a stream and its result, or the exception that took the result's place.
 *
 * <p>Immutable.
 *
 * @param <I> the input, an {@link ImageSource} or a {@link CaptionRequest}
 * @param <R> the result, a {@link Recognition} or a list of {@link Caption}s
 */
public final class Outcome<I, R> {
  private final long index;
  private final I input;
  private final @Nullable R result;
  private final @Nullable Exception failure;

  private Outcome(long index, I input, @Nullable R result, @Nullable Exception failure) {
    if (index < 0) {
      throw new IllegalArgumentException("index of an outcome: expected 0 or more, found " + index);
    }
    this.index = index;
    this.input = Objects.requireNonNull(input, "input");
    this.result = result;
    this.failure = failure;
  }

  /**
   * A result.
   *
   * @param <I> the input
   * @param <R> the result
   * @param index the input's place among all inputs, from 0
   * @param input as it was given
   * @param result of the input
   * @return the outcome
   * @throws IllegalArgumentException if the index is negative
   */
  public static <I, R> Outcome<I, R> of(long index, I input, R result) {
    return new Outcome<>(index, input, Objects.requireNonNull(result, "result"), null);
  }

  /**
   * A failure to read a file or stream.
   *
   * @param <I> the input
   * @param <R> the result that is missing
   * @param index the input's place among all inputs, from 0
   * @param input as it was given
   * @param failure the exception
   * @return the outcome
   * @throws IllegalArgumentException if the index is negative
   */
  public static <I, R> Outcome<I, R> failed(long index, I input, IOException failure) {
    return new Outcome<>(index, input, null, Objects.requireNonNull(failure, "failure"));
  }

  /**
   * A failure to decode an image, or of the engine.
   *
   * @param <I> the input
   * @param <R> the result that is missing
   * @param index the input's place among all inputs, from 0
   * @param input as it was given
   * @param failure the exception
   * @return the outcome
   * @throws IllegalArgumentException if the index is negative
   */
  public static <I, R> Outcome<I, R> failed(long index, I input, RamException failure) {
    return new Outcome<>(index, input, null, Objects.requireNonNull(failure, "failure"));
  }

  /**
   * The input's place.
   *
   * @return from 0, among all inputs, those that failed counted
   */
  public long index() {
    return index;
  }

  /**
   * The input.
   *
   * @return the same object that was given
   */
  public I input() {
    return input;
  }

  /**
   * The result.
   *
   * @return empty if there is a failure
   */
  public Optional<R> result() {
    return Optional.ofNullable(result);
  }

  /**
   * The exception in place of a result.
   *
   * @return an {@link IOException} or a {@link RamException}, {@link ImageException} among them;
   *     empty if there is a result
   */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * The result, or the failure thrown.
   *
   * @return the result
   * @throws IOException if the file or stream could not be read
   * @throws ImageException if the image could not be decoded or is above a limit
   * @throws RamException if the engine failed
   */
  public R get() throws IOException {
    if (failure instanceof IOException unreadable) {
      throw unreadable;
    }
    if (failure instanceof RamException wrong) {
      throw wrong;
    }
    return Objects.requireNonNull(result);
  }

  /** The place, and the result or failure. */
  @Override
  public String toString() {
    return "Outcome[%d, %s]".formatted(index, String.valueOf(failure == null ? result : failure));
  }
}
