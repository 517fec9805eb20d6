package io.github.ram4j.onnx.caption;

import ai.onnxruntime.OrtSession;
import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionRequest;
import io.github.ram4j.CaptionTag;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.Recognition;
import io.github.ram4j.Steering;
import io.github.ram4j.image.batch.PixelBatch;
import io.github.ram4j.onnx.search.Search;
import io.github.ram4j.onnx.search.Searches;
import io.github.ram4j.onnx.stream.BatchedOutcomes;
import io.github.ram4j.text.TagTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The inference of captions of several images side by side, until the caller stops it. Not
 * thread-safe; one for a call or stream.
 */
final class CaptionInference implements BatchedOutcomes.Inference<CaptionRequest, List<Caption>> {
  private final CaptionModel parts;
  private final ImageEncoding encoding;
  private final Function<EncodedImage, Recognition> recognizer;
  private final CaptionOptions options;
  private boolean stopped;

  /**
   * An inference that is not stopped.
   *
   * @param recognizer the recognizer of tags, for images steered by their own
   */
  CaptionInference(
      CaptionModel parts,
      ImageEncoding encoding,
      Function<EncodedImage, Recognition> recognizer,
      CaptionOptions options) {
    this.parts = parts;
    this.encoding = encoding;
    this.recognizer = recognizer;
    this.options = options;
  }

  @Override
  public List<List<Caption>> results(PixelBatch<CaptionRequest> batch) throws InterruptedException {
    List<CaptionRequest> requests = batch.inputs();
    if (isStopped()) {
      return requests.stream().map(this::notBegun).toList();
    }
    batch.read();
    List<EncodedImage> images = encoding.encoded(batch, CaptionRequest::name);
    List<CaptionRequest> open = new ArrayList<>();
    List<EncodedImage> encoded = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      if (batch.failure(i) == null) {
        open.add(requests.get(i));
        encoded.add(requests.get(i).encoded().orElse(images.get(i)));
      }
    }
    List<List<Caption>> written = open.isEmpty() ? List.of() : captions(open, encoded);
    List<List<Caption>> captions = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < requests.size(); i++) {
      captions.add(batch.failure(i) == null ? written.get(next++) : null);
    }
    return captions;
  }

  /** Returns whether the caller stopped it; true for ever once it is. */
  boolean isStopped() {
    stopped = stopped || options.stop().getAsBoolean();
    return stopped;
  }

  /** The sentences of encoded images. */
  List<List<Caption>> captions(List<CaptionRequest> requests, List<EncodedImage> images) {
    List<List<CaptionTag>> tags = new ArrayList<>();
    List<TagTokens> tokens = new ArrayList<>();
    List<Search> searches = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      List<CaptionTag> steering = steering(requests.get(i), images.get(i));
      tags.add(steering);
      tokens.add(parts.tokens(steering));
      searches.add(Searches.of(options, parts.prompt(), parts.sep()));
    }
    try (OrtSession.Result encodedTags = parts.tagEncoder().run(images, tokens)) {
      parts.decoder().run(encodedTags, searches, parts.prompt(), options.stop());
    }
    List<List<Caption>> captions = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      captions.add(sentences(searches.get(i), tags.get(i), tokens.get(i).wholeTags()));
    }
    return captions;
  }

  private List<CaptionTag> steering(CaptionRequest request, EncodedImage image) {
    return request
        .steering()
        .tags()
        .orElseGet(() -> Steering.of(recognizer.apply(image)).tags().orElseThrow());
  }

  /** The empty sentences of an image that was not begun before the stop. */
  List<Caption> notBegun(CaptionRequest request) {
    List<CaptionTag> tags = request.steering().tags().orElse(List.of());
    return sentences(
        Searches.of(options, parts.prompt(), parts.sep()), tags, parts.tokens(tags).wholeTags());
  }

  private List<Caption> sentences(Search search, List<CaptionTag> tags, int whole) {
    return search.finish().stream().map(sentence -> parts.caption(sentence, tags, whole)).toList();
  }
}
