package io.github.ram4j.data;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * Examples with a model's scores of their images, one after the other, in their order.
 *
 * <p>Examples are taken on demand, as far ahead as the recognizer decodes images ahead. Not
 * thread-safe. The caller closes it, which stops what is read ahead; the recognizer is borrowed.
 */
public final class ScoredExamples implements AutoCloseable {

  /** Examples in their order. */
  @FunctionalInterface
  public interface Source {
    /**
     * The next example, with its image.
     *
     * @return empty after the last
     * @throws IOException if the examples cannot be read
     */
    Optional<Unscored> next() throws IOException;
  }

  /**
   * An example before its scores.
   *
   * @param example an example
   * @param image null if it is known that it cannot be read
   * @param failure the reason for a missing image; otherwise null
   */
  public record Unscored(Example example, ImageSource image, Exception failure) {
    /** Checks that there is either an image or a reason. */
    public Unscored {
      Objects.requireNonNull(example, "example");
      if ((image == null) == (failure == null)) {
        throw new IllegalArgumentException(
            "example: expected an image or a failure, found "
                + (image == null ? "neither" : "both"));
      }
    }
  }

  /**
   * An example with the scores of its image.
   *
   * @param example as it was given
   * @param recognition null if the image could not be read
   * @param failure the reason for missing scores; otherwise null
   */
  public record Scored(Example example, Recognition recognition, Exception failure) {}

  /** Iterator over the images that there are. */
  private final class Images implements Iterator<ImageSource> {
    private ImageSource next;

    @Override
    public boolean hasNext() {
      while (next == null) {
        Optional<Unscored> example = read();
        if (example.isEmpty()) {
          return false;
        }
        taken.add(example.get());
        next = example.get().image();
      }
      return true;
    }

    @Override
    public ImageSource next() {
      if (!hasNext()) {
        throw new NoSuchElementException("examples: expected a next one, found the end");
      }
      ImageSource image = next;
      next = null;
      return image;
    }
  }

  private final Source source;
  private final Deque<Unscored> taken = new ArrayDeque<>();
  private final Outcomes<ImageSource, Recognition> outcomes;

  /**
   * Begins before the first example.
   *
   * @param source of the examples; borrowed
   * @param recognizer the model; borrowed
   */
  public ScoredExamples(Source source, Recognizer recognizer) {
    this.source = source;
    this.outcomes = recognizer.recognizeEach(Images::new);
  }

  private Optional<Unscored> read() {
    try {
      return source.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The next example.
   *
   * @return empty after the last
   * @throws IOException if the examples cannot be read
   */
  public Optional<Scored> next() throws IOException {
    try {
      boolean more = outcomes.iterator().hasNext(); // takes examples
      Unscored next = taken.poll();
      if (next == null) {
        return Optional.empty();
      }
      return Optional.of(
          more && next.image() != null
              ? scored(next.example(), outcomes.iterator().next())
              : new Scored(next.example(), null, next.failure()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Scored scored(Example example, Outcome<ImageSource, Recognition> outcome) {
    return new Scored(example, outcome.result().orElse(null), outcome.failure().orElse(null));
  }

  @Override
  public void close() {
    outcomes.close();
  }
}
