package io.github.ram4j.spring.model;

import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagAttention;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.TextEncoder;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * A recognizer that opens at its first use and computes within a limit of calls. What it answers is
 * what its model answers. {@link #model()}, {@link #vocabulary()}, {@link #encodesImages()} and
 * {@link #givesAttention()} open it, too.
 *
 * <p>Thread-safe.
 */
public sealed class ManagedRecognizer implements Recognizer permits ManagedCaptioner {
  private final ManagedModel<? extends Recognizer> host;

  /** The recognizer that is asked: the host's model, or one of other tags over it. */
  private final UnaryOperator<Recognizer> view;

  private final Runnable close;

  /**
   * A recognizer of a model.
   *
   * @param host opened at the first use, closed with this recognizer
   */
  public ManagedRecognizer(ManagedModel<? extends Recognizer> host) {
    this(host, UnaryOperator.identity(), host::close);
  }

  private ManagedRecognizer(
      ManagedModel<? extends Recognizer> host, UnaryOperator<Recognizer> view, Runnable close) {
    this.host = host;
    this.view = view;
    this.close = close;
  }

  private <R> R call(String operation, int images, ManagedModel.Work<Recognizer, R> work)
      throws IOException {
    return host.call(operation, images, model -> work.on(view.apply(model)));
  }

  private <R> R compute(
      String operation, int images, ManagedModel.Computation<Recognizer, R> work) {
    return host.compute(operation, images, model -> work.on(view.apply(model)));
  }

  @Override
  public ModelInfo model() {
    return host.ask(model -> view.apply(model).model());
  }

  @Override
  public TagVocabulary vocabulary() {
    return host.ask(model -> view.apply(model).vocabulary());
  }

  @Override
  public boolean encodesImages() {
    return host.ask(model -> view.apply(model).encodesImages());
  }

  @Override
  public Recognition recognize(ImageSource source) throws IOException {
    return call("recognize", 1, it -> it.recognize(source));
  }

  @Override
  public List<Recognition> recognizeAll(List<? extends ImageSource> sources) throws IOException {
    return call("recognize", sources.size(), it -> it.recognizeAll(sources));
  }

  @Override
  public <I extends ImageSource> Outcomes<I, Recognition> recognizeEach(
      Iterable<? extends I> images) {
    return ManagedOutcomes.begin(
        host, "recognize", model -> view.apply(model).<I>recognizeEach(images));
  }

  @Override
  public Recognition recognize(EncodedImage image) {
    return compute("recognize", 1, it -> it.recognize(image));
  }

  @Override
  public Recognition recognize(EncodedImage image, OpenVocabulary tags) {
    return compute("recognize", 1, it -> it.recognize(image, tags));
  }

  @Override
  public Recognizer withVocabulary(OpenVocabulary tags) {
    Recognizer other = compute("vocabulary", 0, it -> it.withVocabulary(tags));
    return new ManagedRecognizer(host, model -> other, other::close);
  }

  @Override
  public OptionalDouble agreement(TextEncoder encoder) throws IOException {
    return call("agreement", 0, it -> it.agreement(encoder));
  }

  @Override
  public EncodedImage encode(ImageSource source) throws IOException {
    return call("encode", 1, it -> it.encode(source));
  }

  @Override
  public <I extends ImageSource> Outcomes<I, EncodedImage> encodeEach(
      Iterable<? extends I> images) {
    return ManagedOutcomes.begin(host, "encode", model -> view.apply(model).<I>encodeEach(images));
  }

  @Override
  public ImageEmbedding embed(ImageSource source) throws IOException {
    return call("embed", 1, it -> it.embed(source));
  }

  @Override
  public ImageEmbedding embed(EncodedImage image) {
    return compute("embed", 1, it -> it.embed(image));
  }

  @Override
  public boolean givesAttention() {
    return host.ask(model -> view.apply(model).givesAttention());
  }

  @Override
  public List<TagAttention> attention(ImageSource source, List<Tag> tags) throws IOException {
    return call("attention", 1, it -> it.attention(source, tags));
  }

  @Override
  public List<TagAttention> attention(EncodedImage image, List<Tag> tags) {
    return compute("attention", 1, it -> it.attention(image, tags));
  }

  @Override
  public void warmUp() {
    compute(
        "warm-up",
        0,
        it -> {
          it.warmUp();
          return true;
        });
  }

  @Override
  public void close() {
    close.run();
  }
}
