package io.github.ram4j.server.api;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionRequest;
import io.github.ram4j.Captioner;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.server.batch.BatchKind;
import io.github.ram4j.server.batch.BatchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the open models infer, each a kind of its own in the queue. */
public final class Inferences {
  private final Recognizer recognizer;
  private final Optional<Captioner> captioner;
  private final BatchKind<ImageSource, Recognition> tags;
  private final BatchKind<ImageSource, EncodedImage> encodings;
  private final BatchKind<CaptionRequest, List<Caption>> captions;

  /** The inferences of models, which stay the caller's. */
  public Inferences(Recognizer recognizer, Optional<Captioner> captioner) {
    this.recognizer = recognizer;
    this.captioner = captioner;
    this.tags = new BatchKind<>("tags", images -> all(() -> recognizer.recognizeEach(images)));
    this.encodings =
        new BatchKind<>("encodings", images -> all(() -> recognizer.encodeEach(images)));
    this.captions =
        new BatchKind<>(
            "captions",
            requests ->
                all(
                    () ->
                        captioner
                            .orElseThrow()
                            .captionEach(requests, CaptionOptions.beamSearch())));
  }

  /** The recognizer. */
  public Recognizer recognizer() {
    return recognizer;
  }

  /** The captioner; empty where there are no captions. */
  public Optional<Captioner> captioner() {
    return captioner;
  }

  BatchKind<ImageSource, Recognition> tags() {
    return tags;
  }

  BatchKind<ImageSource, EncodedImage> encodings() {
    return encodings;
  }

  BatchKind<CaptionRequest, List<Caption>> captions() {
    return captions;
  }

  private static <I, R> List<BatchResult<R>> all(Supplier<Outcomes<I, R>> stream) {
    List<BatchResult<R>> results = new ArrayList<>();
    try (Outcomes<I, R> outcomes = stream.get()) {
      for (Outcome<I, R> outcome : outcomes) {
        Optional<Exception> failure = outcome.failure();
        results.add(
            failure.isPresent()
                ? BatchResult.failed(failure.get())
                : BatchResult.of(result(outcome)));
      }
    }
    return results;
  }

  private static <I, R> R result(Outcome<I, R> outcome) {
    try {
      return outcome.get();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("an outcome without a failure", e);
    }
  }
}
