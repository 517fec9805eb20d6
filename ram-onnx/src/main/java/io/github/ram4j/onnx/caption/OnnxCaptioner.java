package io.github.ram4j.onnx.caption;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionRequest;
import io.github.ram4j.Captioner;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Steering;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.image.batch.PixelBatch;
import io.github.ram4j.image.batch.PixelBatches;
import io.github.ram4j.onnx.stream.BatchedOutcomes;
import io.github.ram4j.runtime.lifetime.CallGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** A captioner on a bundle's sessions: image encoder, tagging head, tag encoder, decoder. */
public final class OnnxCaptioner implements Captioner {

  /** The number of images whose sentences are written side by side. */
  private static final int CAPTION_BATCH = 4;

  private final ModelInfo model;
  private final TagVocabulary vocabulary;
  private final PixelBatches batches;
  private final CaptionModel parts;
  private final ImageEncoding encoding;
  private final CallGate gate;

  /** A captioner that owns the parts of its model. */
  public OnnxCaptioner(
      ModelInfo model, TagVocabulary vocabulary, PixelBatches batches, CaptionModel parts) {
    this.model = model;
    this.vocabulary = vocabulary;
    this.batches = batches;
    this.parts = parts;
    this.encoding = new ImageEncoding(batches, parts);
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
  public Recognizer withVocabulary(OpenVocabulary tags) {
    throw new ModelException(
        "model %s: new tags: expected a recognizer, as RamModels.open opens it, found a captioner"
            .formatted(model.source()));
  }

  @Override
  public EncodedImage encode(ImageSource source) throws IOException {
    return gate.call(() -> encoding.encoded(source));
  }

  @Override
  public boolean encodesImages() {
    return true;
  }

  @Override
  public <I extends ImageSource> Outcomes<I, EncodedImage> encodeEach(
      Iterable<? extends I> images) {
    return BatchedOutcomes.of(
        images,
        image -> image,
        batches,
        batches.batchSize(),
        gate,
        batch -> {
          batch.read();
          return encoding.encoded(batch, ImageSource::name);
        });
  }

  @Override
  public Recognition recognize(EncodedImage image) {
    parts.tagger().requireOwn(image);
    return inMemory(() -> recognized(image));
  }

  @Override
  public ImageEmbedding embed(EncodedImage image) {
    return parts.tagger().embedding(image);
  }

  @Override
  public Recognition recognize(ImageSource source) throws IOException {
    return gate.call(() -> Captioner.super.recognize(source));
  }

  @Override
  public <I extends ImageSource> Outcomes<I, Recognition> recognizeEach(
      Iterable<? extends I> images) {
    return BatchedOutcomes.of(
        images, image -> image, batches, batches.batchSize(), gate, this::recognitions);
  }

  private List<Recognition> recognitions(PixelBatch<? extends ImageSource> batch)
      throws InterruptedException {
    batch.read();
    return encoding.encoded(batch, ImageSource::name).stream()
        .map(image -> image == null ? null : recognized(image))
        .collect(Collectors.toList()); // which may hold null
  }

  private Recognition recognized(EncodedImage image) {
    return Recognition.ofLogits(vocabulary, parts.tagger().logits(image));
  }

  /** Runs as one call of the gate, which closing waits for. */
  @Override
  public List<Recognition> recognizeAll(List<? extends ImageSource> sources) throws IOException {
    return gate.call(() -> Captioner.super.recognizeAll(sources));
  }

  @Override
  public Outcomes<CaptionRequest, List<Caption>> captionEach(
      Iterable<? extends CaptionRequest> requests, CaptionOptions options) {
    return BatchedOutcomes.of(
        requests, this::source, batches, CAPTION_BATCH, gate, inference(options));
  }

  /** The image to be read, or null if it is encoded already. */
  private ImageSource source(CaptionRequest request) {
    request.encoded().ifPresent(parts.tagger()::requireOwn);
    return request.source().orElse(null);
  }

  private CaptionInference inference(CaptionOptions options) {
    parts.requireFits(options);
    return new CaptionInference(parts, encoding, this::recognized, options);
  }

  /** Runs as one call of the gate, which closing waits for. */
  @Override
  public List<List<Caption>> captionAll(List<CaptionRequest> requests, CaptionOptions options)
      throws IOException {
    return gate.call(() -> Captioner.super.captionAll(requests, options));
  }

  @Override
  public List<Caption> caption(CaptionRequest request, CaptionOptions options) throws IOException {
    ImageSource source = source(request);
    CaptionInference inference = inference(options);
    return gate.call(
        () -> {
          if (inference.isStopped()) {
            return inference.notBegun(request);
          }
          EncodedImage image =
              source == null ? request.encoded().orElseThrow() : encoding.encoded(source);
          return inference.captions(List.of(request), List.of(image)).get(0);
        });
  }

  @Override
  public List<Caption> caption(EncodedImage image, Steering steering, CaptionOptions options) {
    CaptionRequest request = CaptionRequest.of(image, steering);
    return inMemory(() -> caption(request, options));
  }

  private <T> T inMemory(CallGate.Work<T> work) {
    try {
      return gate.call(work);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
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
