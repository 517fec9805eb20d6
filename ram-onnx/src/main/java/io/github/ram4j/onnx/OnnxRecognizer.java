package io.github.ram4j.onnx;

import io.github.ram4j.ModelInfo;
import io.github.ram4j.Picture;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** Recognizes with an ONNX Runtime session, of a bundle or of an ONNX file that others exported. */
final class OnnxRecognizer implements Recognizer {
  private final ModelInfo model;
  private final TagVocabulary vocabulary;
  private final PictureReader reader;
  private final TaggerSession session;
  private final UnaryOperator<float[]> toLogits;
  private final int batchSize;
  private final CallGate gate;

  /** Buffers for one batch each; as many as there ever were calls at a time. */
  private final ConcurrentLinkedQueue<FloatBuffer> freePixels = new ConcurrentLinkedQueue<>();

  /**
   * A recognizer that owns its session.
   *
   * @param toLogits makes logits of what the session gives, in place or not
   */
  OnnxRecognizer(
      ModelInfo model,
      TagVocabulary vocabulary,
      PictureReader reader,
      TaggerSession session,
      UnaryOperator<float[]> toLogits,
      int batchSize) {
    this.model = model;
    this.vocabulary = vocabulary;
    this.reader = reader;
    this.session = session;
    this.toLogits = toLogits;
    this.batchSize = batchSize;
    this.gate = new CallGate("recognizer of " + model.source());
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
  public List<Recognition> recognizeAll(List<? extends Picture> pictures) throws IOException {
    List<Picture> all = List.copyOf(pictures);
    List<Recognition> recognitions = new ArrayList<>(all.size());
    gate.enter();
    try {
      FloatBuffer pixels = borrowPixels();
      try {
        for (int from = 0; from < all.size(); from += batchSize) {
          int to = Math.min(all.size(), from + batchSize);
          recognizeBatch(all.subList(from, to), pixels, recognitions);
        }
      } finally {
        freePixels.add(pixels);
      }
    } finally {
      gate.leave();
    }
    return recognitions;
  }

  private void recognizeBatch(
      List<Picture> batch, FloatBuffer pixels, List<Recognition> recognitions) throws IOException {
    for (int i = 0; i < batch.size(); i++) {
      reader.read(batch.get(i), pixels, i);
    }
    float[] logits = toLogits.apply(session.run(pixels, batch.size()));
    for (int i = 0; i < batch.size(); i++) {
      int from = i * vocabulary.size();
      recognitions.add(
          Recognition.ofLogits(
              vocabulary, Arrays.copyOfRange(logits, from, from + vocabulary.size())));
    }
  }

  private FloatBuffer borrowPixels() {
    FloatBuffer free = freePixels.poll();
    return free != null ? free : session.allocatePixels(batchSize);
  }

  @Override
  public void close() {
    gate.close(
        () -> {
          freePixels.clear();
          session.close();
        });
  }
}
