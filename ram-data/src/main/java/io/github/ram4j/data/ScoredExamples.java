package io.github.ram4j.data;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Examples with what a model says of their images, one after the other. */
final class ScoredExamples {
  /** Images that are handed to the recognizer together: it reads one while it infers another. */
  private static final int TOGETHER = 16;

  /**
   * An example with the scores of its image.
   *
   * @param recognition null where the image could not be read
   */
  record Scored(Example example, Recognition recognition) {}

  private final ExampleReader reader;
  private final Recognizer recognizer;
  private final boolean strict;
  private final DataProgress progress;
  private final Deque<Scored> ready = new ArrayDeque<>();
  private long done;
  private long unreadable;

  /**
   * Reads nothing yet.
   *
   * @param strict whether an image that cannot be read is an error
   */
  ScoredExamples(
      ExampleReader reader, Recognizer recognizer, boolean strict, DataProgress progress) {
    this.reader = reader;
    this.recognizer = recognizer;
    this.strict = strict;
    this.progress = progress;
  }

  /** The next example, or nothing after the last. */
  Optional<Scored> next() throws IOException {
    if (ready.isEmpty()) {
      fill();
    }
    return Optional.ofNullable(ready.poll());
  }

  /** Number of examples read. */
  long done() {
    return done;
  }

  /** Number of images that could not be read. */
  long unreadable() {
    return unreadable;
  }

  private void fill() throws IOException {
    List<Example> batch = new ArrayList<>();
    while (batch.size() < TOGETHER) {
      Optional<Example> next = reader.next();
      if (next.isEmpty()) {
        break;
      }
      batch.add(next.get());
    }
    if (!batch.isEmpty()) {
      recognize(batch);
      done += batch.size();
      progress.recognized(done);
    }
  }

  /** All at once, or each alone if one of them is bad. */
  private void recognize(List<Example> batch) throws IOException {
    try {
      List<ImageSource> images = new ArrayList<>();
      for (Example example : batch) {
        images.add(ImageSource.of(reader.image(example)));
      }
      List<Recognition> recognitions = recognizer.recognizeAll(images);
      for (int i = 0; i < batch.size(); i++) {
        ready.add(new Scored(batch.get(i), recognitions.get(i)));
      }
    } catch (IOException | ImageException | InvalidPathException e) {
      for (Example example : batch) {
        ready.add(new Scored(example, recognizeAlone(example)));
      }
    }
  }

  private Recognition recognizeAlone(Example example) throws IOException {
    try {
      return recognizer.recognize(reader.image(example));
    } catch (IOException | ImageException | InvalidPathException e) {
      if (strict) {
        throw e;
      }
      unreadable++;
      progress.unreadable(example.image(), e);
      return null;
    }
  }
}
