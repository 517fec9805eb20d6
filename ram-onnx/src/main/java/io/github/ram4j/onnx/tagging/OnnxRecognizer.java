package io.github.ram4j.onnx.tagging;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.image.batch.BatchReader;
import io.github.ram4j.image.batch.PixelBatches;
import io.github.ram4j.runtime.lifetime.CallGate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Recognizes with a bundle's sessions, or that of an ONNX file that others exported. */
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
  public List<Recognition> recognizeAll(List<? extends ImageSource> images) throws IOException {
    List<List<ImageSource>> cut = batches.cut(List.copyOf(images));
    return gate.call(() -> recognizeBatches(cut));
  }

  private List<Recognition> recognizeBatches(List<List<ImageSource>> cut) throws IOException {
    List<Recognition> recognitions = new ArrayList<>();
    try (BatchReader reader = batches.reader(cut)) {
      for (List<ImageSource> batch : cut) {
        float[] logits = tagger.logits(reader.next(), batch.size());
        for (int i = 0; i < batch.size(); i++) {
          recognitions.add(recognition(vocabulary, logits, i));
        }
      }
    }
    return recognitions;
  }

  /** One image's of the logits of several. */
  static Recognition recognition(TagVocabulary vocabulary, float[] logits, int image) {
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
