package io.github.ram4j.onnx.caption;

import ai.onnxruntime.OrtSession;
import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionRequest;
import io.github.ram4j.CaptionTag;
import io.github.ram4j.Captioner;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.Recognition;
import io.github.ram4j.Steering;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.image.batch.BatchReader;
import io.github.ram4j.image.batch.PixelBatches;
import io.github.ram4j.onnx.search.Search;
import io.github.ram4j.onnx.search.Searches;
import io.github.ram4j.runtime.lifetime.CallGate;
import io.github.ram4j.text.TagTokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Captions with a bundle's sessions: image encoder, tagging head, tag encoder, decoder. */
public final class OnnxCaptioner implements Captioner {

  /** Images whose sentences are written side by side. */
  private static final int CAPTION_BATCH = 4;

  private final ModelInfo model;
  private final TagVocabulary vocabulary;
  private final PixelBatches batches;
  private final CaptionModel parts;
  private final CallGate gate;

  /** A captioner that owns the parts of its model. */
  public OnnxCaptioner(
      ModelInfo model, TagVocabulary vocabulary, PixelBatches batches, CaptionModel parts) {
    this.model = model;
    this.vocabulary = vocabulary;
    this.batches = batches;
    this.parts = parts;
    this.gate = CallGate.open("captioner of " + model.source());
  }

  @Override
  public ModelInfo model() {
    return model;
  }

  @Override
  public TagVocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public EncodedImage encode(ImageSource image) throws IOException {
    List<ImageSource> alone = List.of(image);
    return gate.call(
        () -> {
          try (BatchReader reader = reader(List.of(alone))) {
            return encoded(alone, reader).get(0);
          }
        });
  }

  @Override
  public List<Recognition> recognizeAll(List<? extends ImageSource> images) throws IOException {
    List<List<ImageSource>> groups = batches.cut(List.copyOf(images));
    return gate.call(() -> recognizeGroups(groups));
  }

  private List<Recognition> recognizeGroups(List<List<ImageSource>> groups) throws IOException {
    List<Recognition> recognitions = new ArrayList<>();
    try (BatchReader reader = reader(groups)) {
      for (List<ImageSource> group : groups) {
        encoded(group, reader).forEach(image -> recognitions.add(recognize(image)));
      }
    }
    return recognitions;
  }

  @Override
  public List<List<Caption>> captionAll(List<CaptionRequest> requests, CaptionOptions options)
      throws IOException {
    List<List<CaptionRequest>> groups = groups(List.copyOf(requests));
    parts.requireFits(options);
    return gate.call(() -> captionGroups(groups, options));
  }

  private List<List<Caption>> captionGroups(
      List<List<CaptionRequest>> groups, CaptionOptions options) throws IOException {
    List<List<Caption>> captions = new ArrayList<>();
    try (BatchReader reader = reader(groups.stream().map(OnnxCaptioner::images).toList())) {
      boolean stopped = false;
      for (List<CaptionRequest> group : groups) {
        stopped = stopped || options.stop().getAsBoolean();
        captions.addAll(
            stopped
                ? group.stream().map(request -> notBegun(request, options)).toList()
                : captionGroup(group, options, reader));
      }
    }
    return captions;
  }

  private static List<List<CaptionRequest>> groups(List<CaptionRequest> requests) {
    List<List<CaptionRequest>> groups = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += CAPTION_BATCH) {
      groups.add(requests.subList(from, Math.min(requests.size(), from + CAPTION_BATCH)));
    }
    return groups;
  }

  private static List<ImageSource> images(List<CaptionRequest> requests) {
    return requests.stream().map(CaptionRequest::image).toList();
  }

  private List<List<Caption>> captionGroup(
      List<CaptionRequest> batch, CaptionOptions options, BatchReader reader) throws IOException {
    List<EncodedImage> images = encoded(images(batch), reader);
    List<List<CaptionTag>> tags = new ArrayList<>();
    List<TagTokens> tokens = new ArrayList<>();
    List<Search> searches = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      EncodedImage image = images.get(i);
      List<CaptionTag> steering =
          batch
              .get(i)
              .steering()
              .tags()
              .orElseGet(() -> Steering.of(recognize(image)).tags().orElseThrow());
      tags.add(steering);
      tokens.add(parts.tokens(steering));
      searches.add(Searches.of(options, parts.prompt(), parts.sep()));
    }
    try (OrtSession.Result encodedTags = parts.tagEncoder().run(images, tokens)) {
      parts.decoder().run(encodedTags, searches, parts.prompt(), options.stop());
    }
    List<List<Caption>> captions = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      int whole = tokens.get(i).wholeTags();
      List<CaptionTag> steering = tags.get(i);
      captions.add(
          searches.get(i).finish().stream()
              .map(sentence -> parts.caption(sentence, steering, whole))
              .toList());
    }
    return captions;
  }

  /** What an image gets whose turn did not come before the call was stopped. */
  private List<Caption> notBegun(CaptionRequest request, CaptionOptions options) {
    List<CaptionTag> tags = request.steering().tags().orElse(List.of());
    return Searches.of(options, parts.prompt(), parts.sep()).finish().stream()
        .map(sentence -> parts.caption(sentence, tags, parts.tokens(tags).wholeTags()))
        .toList();
  }

  private Recognition recognize(EncodedImage image) {
    return Recognition.ofLogits(vocabulary, parts.tagger().logits(image));
  }

  /**
   * Reads those images of a call that are not encoded already.
   *
   * @param groups of images, each of which {@link #encoded} gets in its turn
   */
  private BatchReader reader(List<List<ImageSource>> groups) {
    List<List<ImageSource>> open = new ArrayList<>();
    for (List<ImageSource> group : groups) {
      open.addAll(
          batches.cut(group.stream().filter(image -> !(image instanceof EncodedImage)).toList()));
    }
    return batches.reader(open);
  }

  /** Those that are encoded already as they are, the others through the encoder in batches. */
  private List<EncodedImage> encoded(List<ImageSource> images, BatchReader reader)
      throws IOException {
    EncodedImage[] encoded = new EncodedImage[images.size()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < encoded.length; i++) {
      if (images.get(i) instanceof EncodedImage already) {
        parts.requireOwn(already);
        encoded[i] = already;
      } else {
        open.add(i);
      }
    }
    for (List<Integer> batch : batches.cut(open)) {
      float[] rows = parts.tagger().rows(reader.next(), batch.size());
      int each = rows.length / batch.size();
      for (int i = 0; i < batch.size(); i++) {
        encoded[batch.get(i)] =
            parts.encoded(
                images.get(batch.get(i)).name(),
                Arrays.copyOfRange(rows, i * each, (i + 1) * each));
      }
    }
    return List.of(encoded);
  }

  @Override
  public void close() {
    gate.close(
        () -> {
          batches.clear();
          parts.close();
        });
  }
}
