package io.github.ram4j.data;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Examples with a model's scores of their images, one after the other. */
final class ScoredExamples implements AutoCloseable {
  /** Number of images between reports of progress. */
  private static final int PROGRESS_STEP = 16;

  /**
   * An example with the scores of its image.
   *
   * @param recognition null if the image could not be read
   */
  record Scored(Example example, Recognition recognition) {}

  /**
   * An example before its scores.
   *
   * @param noFile null if its image's name can be a file's
   */
  private record Taken(Example example, InvalidPathException noFile) {}

  /** Iterator over the images of the examples, as far as their names can be files'. */
  private final class Images implements Iterator<ImageSource> {
    private ImageSource next;

    @Override
    public boolean hasNext() {
      while (next == null) {
        Optional<Example> example = read();
        if (example.isEmpty()) {
          return false;
        }
        try {
          next = ImageSource.of(reader.image(example.get()));
          taken.add(new Taken(example.get(), null));
        } catch (InvalidPathException e) {
          taken.add(new Taken(example.get(), e));
        }
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

  private final ExampleReader reader;
  private final boolean strict;
  private final DataProgress progress;
  private final Deque<Taken> taken = new ArrayDeque<>();
  private final Outcomes<ImageSource, Recognition> outcomes;
  private long done;
  private long unreadable;

  /**
   * Makes a reader; examples are read on demand.
   *
   * @param strict whether an image that cannot be read is an error
   */
  ScoredExamples(
      ExampleReader reader, Recognizer recognizer, boolean strict, DataProgress progress) {
    this.reader = reader;
    this.strict = strict;
    this.progress = progress;
    this.outcomes = recognizer.recognizeEach(Images::new);
  }

  private Optional<Example> read() {
    try {
      return reader.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next example, or empty after the last. */
  Optional<Scored> next() throws IOException {
    try {
      boolean more = outcomes.iterator().hasNext(); // takes examples
      Taken next = taken.poll();
      if (next == null) {
        tell(done % PROGRESS_STEP != 0);
        return Optional.empty();
      }
      Optional<Outcome<ImageSource, Recognition>> outcome =
          more && next.noFile() == null
              ? Optional.of(outcomes.iterator().next())
              : Optional.empty();
      Scored scored = new Scored(next.example(), recognition(next, outcome));
      done++;
      tell(done % PROGRESS_STEP == 0);
      return Optional.of(scored);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void tell(boolean now) {
    if (now) {
      progress.recognized(done);
    }
  }

  /** The scores of an image, or null if it cannot be read and that is no error. */
  private Recognition recognition(
      Taken example, Optional<Outcome<ImageSource, Recognition>> outcome) throws IOException {
    try {
      if (example.noFile() != null) {
        throw example.noFile();
      }
      return outcome.orElseThrow().get();
    } catch (IOException | ImageException | InvalidPathException e) {
      if (strict) {
        throw e;
      }
      unreadable++;
      progress.unreadable(example.example().image(), e);
      return null;
    }
  }

  /** Number of examples read. */
  long done() {
    return done;
  }

  /** Number of images that could not be read. */
  long unreadable() {
    return unreadable;
  }

  @Override
  public void close() {
    outcomes.close();
  }
}
