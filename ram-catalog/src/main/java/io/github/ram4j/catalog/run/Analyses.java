package io.github.ram4j.catalog.run;

import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import java.io.IOException;

/** The analyses of images by a recognizer: one batch after the other, or several images at once. */
final class Analyses {
  private final Recognizer recognizer;
  private final TagOptions options;

  /** Whether images are encoded first, since more than their tags is wanted. */
  private final boolean encodes;

  /**
   * What is done with each outcome.
   *
   * @param <X> what it throws besides
   */
  interface Use<X extends Exception> {
    void take(Outcome<ImageSource.File, Analysis> outcome) throws IOException, X;
  }

  Analyses(Recognizer recognizer, TagOptions options) {
    this.recognizer = recognizer;
    this.options = options;
    this.encodes =
        recognizer.encodesImages() && (options.embeddings() || options.captioner().isPresent());
  }

  /**
   * Analyses images, which are read ahead, and uses the outcomes in their order, in this thread.
   */
  <X extends Exception> void each(Iterable<ImageSource.File> files, Use<X> use)
      throws IOException, X {
    if (options.imagesAtOnce() == 1) {
      stream(files, use);
      return;
    }
    try (Outcomes<ImageSource.File, Analysis> outcomes =
        Outcomes.inParallel(files, options.imagesAtOnce(), this::analysis)) {
      for (Outcome<ImageSource.File, Analysis> outcome : outcomes) {
        use.take(outcome);
      }
    }
  }

  /** Called by several threads at once. */
  private Analysis analysis(ImageSource.File file) throws IOException {
    return encodes
        ? of(recognizer.encode(file))
        : new Analysis(recognizer.recognize(file), null, null);
  }

  private <X extends Exception> void stream(Iterable<ImageSource.File> files, Use<X> use)
      throws IOException, X {
    if (encodes) {
      try (Outcomes<ImageSource.File, EncodedImage> outcomes = recognizer.encodeEach(files)) {
        for (Outcome<ImageSource.File, EncodedImage> outcome : outcomes) {
          use.take(analysed(outcome, this::of));
        }
      }
    } else {
      try (Outcomes<ImageSource.File, Recognition> outcomes = recognizer.recognizeEach(files)) {
        for (Outcome<ImageSource.File, Recognition> outcome : outcomes) {
          use.take(analysed(outcome, tags -> new Analysis(tags, null, null)));
        }
      }
    }
  }

  private Analysis of(EncodedImage encoded) {
    return new Analysis(
        recognizer.recognize(encoded),
        options.embeddings() ? recognizer.embed(encoded) : null,
        options.captioner().isPresent() ? encoded : null);
  }

  private static <R> Outcome<ImageSource.File, Analysis> analysed(
      Outcome<ImageSource.File, R> outcome, Outcomes.Work<R, Analysis> work) {
    try {
      return Outcome.of(outcome.index(), outcome.input(), work.result(outcome.get()));
    } catch (IOException e) {
      return Outcome.failed(outcome.index(), outcome.input(), e);
    } catch (RamException e) {
      return Outcome.failed(outcome.index(), outcome.input(), e);
    }
  }
}
