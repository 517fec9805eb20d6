package io.github.ram4j.spark.data.infer;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognizer;
import io.github.ram4j.data.ScoredExamples;
import io.github.ram4j.data.ScoredExamples.Scored;
import io.github.ram4j.data.ScoredExamples.Unscored;
import io.github.ram4j.spark.data.table.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one task with the scores of their images, in their order, made while they are
 * asked for. Images are opened on threads of its own, some ahead. Not thread-safe; the task closes
 * it.
 *
 * @param <T> what an entry has
 */
public final class RecognizedEntries<T>
    implements Iterator<RecognizedEntries.Recognized<T>>, AutoCloseable {
  /** Images that are opened at once. */
  private static final int READERS = 2;

  /**
   * An entry after its image was recognized.
   *
   * @param <T> what an entry has
   * @param entry as it was given
   * @param scored its example, with scores unless the image could not be read
   * @param unreadable null for an image that was read
   */
  public record Recognized<T>(Entry<T> entry, Scored scored, @Nullable Unreadable unreadable) {}

  private final EntryImages<T> format;
  private final boolean strict;
  private final Outcomes<Entry<T>, ImageSource> images;
  private final ScoredExamples examples;
  private final Deque<Entry<T>> taken = new ArrayDeque<>();
  private @Nullable Recognized<T> next;

  /**
   * The entries of the running task, closed at its end.
   *
   * @param <T> what an entry has
   * @param entries of the task
   * @param format of their images
   * @param recognizer the executor's; borrowed
   * @param strict whether an image that cannot be read is an error
   * @return the entries, before the first
   */
  public static <T> RecognizedEntries<T> ofTask(
      Iterator<Entry<T>> entries, EntryImages<T> format, Recognizer recognizer, boolean strict) {
    RecognizedEntries<T> recognized = new RecognizedEntries<>(entries, format, recognizer, strict);
    TaskCompletionListener end = context -> recognized.close();
    TaskContext.get().addTaskCompletionListener(end);
    return recognized;
  }

  /**
   * Begins before the first entry.
   *
   * @param entries of the task
   * @param format of their images
   * @param recognizer the executor's; borrowed
   * @param strict whether an image that cannot be read is an error
   */
  RecognizedEntries(
      Iterator<Entry<T>> entries, EntryImages<T> format, Recognizer recognizer, boolean strict) {
    this.format = format;
    this.strict = strict;
    this.images = Outcomes.inParallel(() -> entries, READERS, entry -> format.image(entry.value()));
    this.examples = new ScoredExamples(this::read, recognizer);
  }

  private Optional<Unscored> read() {
    if (!images.iterator().hasNext()) {
      return Optional.empty();
    }
    Outcome<Entry<T>, ImageSource> outcome = images.iterator().next();
    taken.add(outcome.input());
    return Optional.of(
        new Unscored(
            format.example(outcome.input().value()),
            outcome.result().orElse(null),
            outcome.failure().orElse(null)));
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = compute().orElse(null);
    }
    return next != null;
  }

  @Override
  public Recognized<T> next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("entries: expected a next one, found the end");
    }
    Recognized<T> entry = next;
    next = null;
    return entry;
  }

  private Optional<Recognized<T>> compute() {
    try {
      Optional<Scored> scored = examples.next();
      if (scored.isEmpty()) {
        return Optional.empty();
      }
      Entry<T> entry = taken.remove();
      Unreadable unreadable = unreadable(entry.place(), scored.get());
      return Optional.of(new Recognized<>(entry, scored.get(), unreadable));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Unreadable unreadable(long place, Scored scored) throws IOException {
    Exception failure = scored.failure();
    if (failure == null) {
      return null;
    }
    String image = scored.example().image();
    if (failure instanceof IOException || failure instanceof ImageException) {
      if (!strict) {
        return new Unreadable(place, image, reason(failure));
      }
      throw new IOException("image %s: %s".formatted(image, reason(failure)), failure);
    }
    throw (RuntimeException) failure; // the engine's
  }

  private static String reason(Exception failure) {
    return failure instanceof NoSuchFileException
        ? "no such file: " + failure.getMessage()
        : String.valueOf(failure.getMessage());
  }

  @Override
  public void close() {
    try (images) {
      examples.close();
    }
  }
}
