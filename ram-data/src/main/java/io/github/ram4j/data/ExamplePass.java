package io.github.ram4j.data;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.data.ScoredExamples.Scored;
import io.github.ram4j.data.ScoredExamples.Unscored;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.Optional;

/** The scored examples of a file: strict or not about unreadable images, and told to a listener. */
final class ExamplePass implements AutoCloseable {
  /** Number of images between reports of progress. */
  private static final int PROGRESS_STEP = 16;

  private final ExampleReader reader;
  private final boolean strict;
  private final DataProgress progress;
  private final ScoredExamples examples;
  private long done;

  /**
   * Begins before the first example.
   *
   * @param strict whether an image that cannot be read is an error
   */
  ExamplePass(ExampleReader reader, Recognizer recognizer, boolean strict, DataProgress progress) {
    this.reader = reader;
    this.strict = strict;
    this.progress = progress;
    this.examples = new ScoredExamples(this::read, recognizer);
  }

  private Optional<Unscored> read() throws IOException {
    Optional<Example> next = reader.next();
    if (next.isEmpty()) {
      return Optional.empty();
    }
    try {
      ImageSource image = ImageSource.of(reader.image(next.get()));
      return Optional.of(new Unscored(next.get(), image, null));
    } catch (InvalidPathException e) {
      return Optional.of(new Unscored(next.get(), null, e));
    }
  }

  /** The next example, or empty after the last. */
  Optional<Scored> next() throws IOException {
    Optional<Scored> next = examples.next();
    if (next.isEmpty()) {
      tell(done % PROGRESS_STEP != 0);
      return next;
    }
    if (next.get().failure() != null) {
      refuse(next.get());
    }
    done++;
    tell(done % PROGRESS_STEP == 0);
    return next;
  }

  private void tell(boolean now) {
    if (now) {
      progress.recognized(done);
    }
  }

  /** Throws the failure of an image unless it is one of reading, and allowed. */
  private void refuse(Scored scored) throws IOException {
    Exception failure = scored.failure();
    boolean isOfReading =
        failure instanceof IOException
            || failure instanceof ImageException
            || failure instanceof InvalidPathException;
    if (isOfReading && !strict) {
      progress.unreadable(scored.example().image(), failure);
    } else if (failure instanceof IOException unreadable) {
      throw unreadable;
    } else if (failure instanceof InvalidPathException noPath) {
      throw noPath;
    } else {
      throw (RamException) failure;
    }
  }

  @Override
  public void close() {
    examples.close();
  }
}
