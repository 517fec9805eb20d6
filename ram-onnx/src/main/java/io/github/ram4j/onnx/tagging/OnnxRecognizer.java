package io.github.ram4j.onnx.tagging;

import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagAttention;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.image.batch.PixelBatch;
import io.github.ram4j.image.batch.PixelBatches;
import io.github.ram4j.onnx.stream.BatchedOutcomes;
import io.github.ram4j.runtime.lifetime.CallGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A recognizer on a bundle's sessions, or on the session of an ONNX file that others exported; or
 * one of a vocabulary over the sessions of such a recognizer.
 */
public final class OnnxRecognizer implements Recognizer {
  private final ModelInfo model;
  private final TagVocabulary vocabulary;
  private final PixelBatches batches;
  private final Tagger tagger;
  private final CallGate gate;

  /** Null for others' ONNX files. */
  private final NewTagSource newTags;

  /** Whether closing this frees the sessions. */
  private final boolean isOwner;

  /** Of a recognizer of a vocabulary, which has nothing to free. */
  private volatile boolean closed;

  private OnnxRecognizer(
      NewTagSource.Vocabulary tags, PixelBatches batches, NewTagSource newTags, CallGate gate) {
    this.model = tags.model();
    this.vocabulary = tags.tags();
    this.batches = batches;
    this.tagger = tags.tagger();
    this.newTags = newTags;
    this.isOwner = gate == null;
    this.gate = gate == null ? CallGate.open("recognizer of " + model.source()) : gate;
  }

  /** A recognizer that owns its tagger and takes no new tags. */
  public OnnxRecognizer(
      ModelInfo model, TagVocabulary vocabulary, PixelBatches batches, Tagger tagger) {
    this.model = model;
    this.vocabulary = vocabulary;
    this.batches = batches;
    this.tagger = tagger;
    this.newTags = null;
    this.isOwner = true;
    this.gate = CallGate.open("recognizer of " + model.source());
  }

  /**
   * A recognizer of a bundle, which owns its sessions.
   *
   * @param carried new tags beside those of the list
   */
  public static OnnxRecognizer ofBundle(
      ModelInfo model,
      TagVocabulary list,
      PixelBatches batches,
      BundleTagger sessions,
      Optional<OpenVocabulary> carried)
      throws IOException {
    NewTagSource newTags = new NewTagSource(sessions, model, list);
    NewTagSource.Vocabulary tags =
        carried.isPresent()
            ? newTags.carrying(carried.get())
            : new NewTagSource.Vocabulary(model, list, sessions);
    return new OnnxRecognizer(tags, batches, newTags, null);
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
    if (newTags == null) {
      throw new ModelException(
          "model %s: new tags: expected a bundle, whose image encoder and tags are apart, found an ONNX file that others exported"
              .formatted(model.source()));
    }
    return inMemory(() -> new OnnxRecognizer(newTags.of(tags), batches, newTags, gate));
  }

  @Override
  public OptionalDouble agreement(TextEncoder encoder) throws IOException {
    return newTags == null
        ? Recognizer.super.agreement(encoder)
        : inside(() -> newTags.agreement(encoder));
  }

  @Override
  public EncodedImage encode(ImageSource source) throws IOException {
    if (!(tagger instanceof EncodingTagger encoding)) {
      return Recognizer.super.encode(source);
    }
    return inside(
        () -> batches.withPixels(source, pixels -> encoding.encode(source.name(), pixels)));
  }

  @Override
  public boolean encodesImages() {
    return tagger instanceof EncodingTagger;
  }

  @Override
  public <I extends ImageSource> Outcomes<I, EncodedImage> encodeEach(
      Iterable<? extends I> images) {
    if (!(tagger instanceof EncodingTagger encoding)) {
      throw new ModelException(
          "model %s: encoded images: expected a bundle, whose image encoder and tags are apart, found an ONNX file that others exported"
              .formatted(model.source()));
    }
    requireOpen();
    return BatchedOutcomes.of(
        images,
        image -> image,
        batches,
        batches.batchSize(),
        gate,
        batch -> encodedImages(encoding, batch));
  }

  private List<EncodedImage> encodedImages(
      EncodingTagger encoding, PixelBatch<? extends ImageSource> batch)
      throws InterruptedException {
    requireOpen();
    batch.read();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < batch.inputs().size(); i++) {
      if (batch.isRead(i)) {
        names.add(batch.inputs().get(i).name());
      }
    }
    List<EncodedImage> read = names.isEmpty() ? List.of() : encoding.encode(names, batch.pixels());
    List<EncodedImage> all = new ArrayList<>();
    for (int i = 0; i < batch.inputs().size(); i++) {
      all.add(batch.isRead(i) ? read.get(batch.place(i)) : null);
    }
    return all;
  }

  @Override
  public Recognition recognize(EncodedImage image) {
    if (!(tagger instanceof EncodingTagger encoding)) {
      return Recognizer.super.recognize(image);
    }
    return inMemory(() -> recognition(encoding.logits(image), 0));
  }

  @Override
  public ImageEmbedding embed(EncodedImage image) {
    if (!(tagger instanceof EncodingTagger encoding)) {
      return Recognizer.super.embed(image);
    }
    return inMemory(() -> encoding.embedding(image));
  }

  @Override
  public boolean givesAttention() {
    return newTags != null && newTags.givesAttention();
  }

  @Override
  public List<TagAttention> attention(EncodedImage image, List<Tag> tags) {
    return newTags == null
        ? Recognizer.super.attention(image, tags)
        : inMemory(() -> newTags.attention(image, tags));
  }

  @Override
  public Recognition recognize(ImageSource source) throws IOException {
    return inside(
        () -> batches.withPixels(source, pixels -> recognition(tagger.logits(pixels, 1), 0)));
  }

  @Override
  public <I extends ImageSource> Outcomes<I, Recognition> recognizeEach(
      Iterable<? extends I> images) {
    requireOpen();
    return BatchedOutcomes.of(
        images, image -> image, batches, batches.batchSize(), gate, this::results);
  }

  /** Runs as one call of the gate, which closing waits for. */
  @Override
  public List<Recognition> recognizeAll(List<? extends ImageSource> sources) throws IOException {
    return inside(() -> Recognizer.super.recognizeAll(sources));
  }

  private List<Recognition> results(PixelBatch<? extends ImageSource> batch)
      throws InterruptedException {
    requireOpen();
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

  private <T> T inside(CallGate.Work<T> work) throws IOException {
    requireOpen();
    return gate.call(work);
  }

  private <T> T inMemory(CallGate.Work<T> work) {
    try {
      return inside(work);
    } catch (IOException e) {
      throw new UncheckedIOException("reading a part of " + model.source(), e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "recognizer of a vocabulary of %s: expected to be open, found closed"
              .formatted(model.source()));
    }
  }

  @Override
  public void close() {
    if (!isOwner) {
      closed = true;
      return;
    }
    gate.close(
        () -> {
          batches.clear();
          if (newTags != null) {
            newTags.close();
          } else {
            tagger.close();
          }
        });
  }
}
