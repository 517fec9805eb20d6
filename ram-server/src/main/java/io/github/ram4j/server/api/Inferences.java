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
import io.github.ram4j.Tag;
import io.github.ram4j.TagAttention;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.server.batch.BatchKind;
import io.github.ram4j.server.batch.BatchResult;
import io.github.ram4j.server.batch.Batcher;
import io.github.ram4j.server.http.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What the open models infer, through the queue. Images that are encoded for their tags, their
 * embeddings or for names share batches where they are of one kind. Thread-safe.
 */
public final class Inferences {
  private final Batcher batcher;
  private final Recognizer recognizer;
  private final Optional<Captioner> captioner;
  private final Optional<NameViews> names;
  private final Optional<SceneSearch> scenes;
  private final BatchKind<ImageSource, Recognition> tags;
  private final BatchKind<ImageSource, EncodedImage> encodings;
  private final BatchKind<NamedImage, NamedRecognition> named;
  private final BatchKind<CaptionRequest, List<Caption>> captions;
  private final BatchKind<SceneSearch.Question, Scene> regions;
  private final BatchKind<TaggedImage, List<TagAttention>> attention;

  /** An image and names to recognize in it. */
  private record NamedImage(ImageSource source, List<String> names) {}

  /** An image and tags of the list. */
  private record TaggedImage(ImageSource source, List<Tag> tags) {}

  /** A recognition of a list and of names. */
  record NamedRecognition(Recognition recognition, NameViews.View view) {}

  /** The inferences of models, which stay the caller's, and so does the queue. */
  public Inferences(
      Batcher batcher,
      Recognizer recognizer,
      Optional<Captioner> captioner,
      Optional<NameViews> names,
      Optional<SceneSearch> scenes) {
    this.scenes = scenes;
    this.batcher = batcher;
    this.recognizer = recognizer;
    this.captioner = captioner;
    this.names = names;
    this.tags = new BatchKind<>("tags", images -> all(() -> recognizer.recognizeEach(images)));
    this.encodings =
        new BatchKind<>("embeddings", images -> all(() -> recognizer.encodeEach(images)));
    this.named = new BatchKind<>("names", this::recognizeNames);
    this.attention = new BatchKind<>("attention", this::attend);
    this.regions = new BatchKind<>("regions", questions -> scenes.orElseThrow().of(questions));
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

  /** Returns whether sentences are written. */
  public boolean writesCaptions() {
    return captioner.isPresent();
  }

  /** Returns whether names that no list has are recognized. */
  public boolean takesNames() {
    return names.isPresent();
  }

  /** Returns whether boxes of tags are found. */
  public boolean findsRegions() {
    return scenes.isPresent();
  }

  /** Returns whether masks of boxes are found. */
  public boolean findsMasks() {
    return scenes.isPresent() && scenes.get().findsMasks();
  }

  /** Refuses a call at once that the queue would refuse, before its body is read. */
  public void requirePlace() {
    batcher.requirePlace();
  }

  /** The tags of an image. */
  public CompletableFuture<Recognition> tags(byte[] image, Call call) {
    return batcher.submit(tags, ImageSource.of(image), call::isWanted);
  }

  CompletableFuture<NamedRecognition> names(byte[] image, List<String> asked, Call call) {
    return batcher.submit(named, new NamedImage(ImageSource.of(image), asked), call::isWanted);
  }

  CompletableFuture<EncodedImage> encodings(byte[] image, Call call) {
    return batcher.submit(encodings, ImageSource.of(image), call::isWanted);
  }

  CompletableFuture<List<Caption>> captions(CaptionRequest request, Call call) {
    return batcher.submit(captions, request, call::isWanted);
  }

  CompletableFuture<Scene> scene(SceneSearch.Question question, Call call) {
    return batcher.submit(regions, question, call::isWanted);
  }

  CompletableFuture<List<TagAttention>> attention(byte[] image, List<Tag> asked, Call call) {
    return batcher.submit(attention, new TaggedImage(ImageSource.of(image), asked), call::isWanted);
  }

  private List<BatchResult<List<TagAttention>>> attend(List<TaggedImage> images) {
    List<BatchResult<EncodedImage>> encoded =
        all(() -> recognizer.encodeEach(images.stream().map(TaggedImage::source).toList()));
    List<BatchResult<List<TagAttention>>> results = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      List<Tag> asked = images.get(i).tags();
      results.add(encoded.get(i).then(image -> recognizer.attention(image, asked)));
    }
    return results;
  }

  private List<BatchResult<NamedRecognition>> recognizeNames(List<NamedImage> images) {
    List<BatchResult<EncodedImage>> encoded =
        all(() -> recognizer.encodeEach(images.stream().map(NamedImage::source).toList()));
    List<BatchResult<NamedRecognition>> results = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      List<String> asked = images.get(i).names();
      results.add(encoded.get(i).then(image -> recognize(image, asked)));
    }
    return results;
  }

  private NamedRecognition recognize(EncodedImage image, List<String> asked) {
    NameViews.View view = names.orElseThrow().of(asked);
    return new NamedRecognition(view.recognizer().recognize(image), view);
  }

  private static <I, R> List<BatchResult<R>> all(Supplier<Outcomes<I, R>> stream) {
    List<BatchResult<R>> results = new ArrayList<>();
    try (Outcomes<I, R> outcomes = stream.get()) {
      for (Outcome<I, R> outcome : outcomes) {
        Optional<Exception> failure = outcome.failure();
        results.add(
            failure.isPresent()
                ? BatchResult.failed(failure.get())
                : BatchResult.of(value(outcome)));
      }
    }
    return results;
  }

  private static <I, R> R value(Outcome<I, R> outcome) {
    try {
      return outcome.get();
    } catch (IOException e) {
      throw new UncheckedIOException("an outcome without a failure", e);
    }
  }
}
