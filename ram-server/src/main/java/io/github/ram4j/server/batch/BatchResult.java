package io.github.ram4j.server.batch;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The result of an input, or why there is none.
 *
 * @param <R> the result
 * @param value null where it failed
 * @param failure null where it did not
 */
public record BatchResult<R>(@Nullable R value, @Nullable Exception failure) {
  /** A result. */
  public static <R> BatchResult<R> of(R value) {
    return new BatchResult<>(value, null);
  }

  /** The result of a function of the value, or why there is none. */
  public <S> BatchResult<S> then(Function<? super R, ? extends S> function) {
    if (failure != null || value == null) {
      return new BatchResult<>(null, failure);
    }
    try {
      return of(function.apply(value));
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  /** A failure. */
  public static <R> BatchResult<R> failed(Exception failure) {
    return new BatchResult<>(null, failure);
  }
}
