package io.github.ram4j.onnx.tagging;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.image.batch.PixelBatch;
import io.github.ram4j.image.batch.PixelBatches;
import io.github.ram4j.onnx.stream.BatchedOutcomes;
import io.github.ram4j.runtime.lifetime.CallGate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A recognizer on a bundle's sessions, or on the session of an ONNX file that others exported. */
public final class OnnxRecognizer implements Recognizer {
  private final ModelInfo model;
  private final TagVocabulary vocabulary;
  private final PixelBatches batches;
  private final Tagger tagger;
  private final CallGate gate;

  /** A recognizer that owns its tagger. */
  public OnnxRecognizer(
      ModelInfo model, TagVocabulary vocabulary, PixelBatches batches, Tagger tagger) {
    this.model = model;
    this.vocabulary = vocabulary;
    this.batches = batches;
    this.tagger = tagger;
    this.gate = CallGate.open("recognizer of " + model.source());
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
  public Recognition recognize(ImageSource source) throws IOException {
    return gate.call(
        () -> batches.withPixels(source, pixels -> recognition(tagger.logits(pixels, 1), 0)));
  }

  @Override
  public <I extends ImageSource> Outcomes<I, Recognition> recognizeEach(
      Iterable<? extends I> images) {
    return BatchedOutcomes.of(
        images, image -> image, batches, batches.batchSize(), gate, this::results);
  }

  /** Runs as one call of the gate, which closing waits for. */
  @Override
  public List<Recognition> recognizeAll(List<? extends ImageSource> sources) throws IOException {
    return gate.call(() -> Recognizer.super.recognizeAll(sources));
  }

  private List<Recognition> results(PixelBatch<? extends ImageSource> batch)
      throws InterruptedException {
    batch.read();
    float[] logits =
        batch.count() == 0 ? new float[0] : tagger.logits(batch.pixels(), batch.count());
    List<Recognition> recognitions = new ArrayList<>();
    for (int i = 0; i < batch.inputs().size(); i++) {
      recognitions.add(batch.failure(i) == null ? recognition(logits, batch.place(i)) : null);
    }
    return recognitions;
  }

  /** The recognition of one image out of the logits of several. */
  private Recognition recognition(float[] logits, int image) {
    int from = image * vocabulary.size();
    return Recognition.ofLogits(
        vocabulary, Arrays.copyOfRange(logits, from, from + vocabulary.size()));
  }

  @Override
  public void close() {
    gate.close(
        () -> {
          batches.clear();
          tagger.close();
        });
  }
}
