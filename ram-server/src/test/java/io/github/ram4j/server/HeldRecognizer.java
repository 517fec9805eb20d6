package io.github.ram4j.server;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A recognizer whose streams of images wait until a test lets them go, and which counts images. */
final class HeldRecognizer implements Recognizer {
  private final Recognizer recognizer;
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger images = new AtomicInteger();
  private final CountDownLatch begun;

  /** A recognizer over another, which stays the caller's. */
  HeldRecognizer(Recognizer recognizer, int streams) {
    this.recognizer = recognizer;
    this.begun = new CountDownLatch(streams);
  }

  /** Waits until the streams began. */
  void awaitBegun() throws InterruptedException {
    begun.await();
  }

  void letGo() {
    go.countDown();
  }

  int images() {
    return images.get();
  }

  @Override
  public <I extends ImageSource> Outcomes<I, Recognition> recognizeEach(
      Iterable<? extends I> sources) {
    sources.forEach(each -> images.incrementAndGet());
    begun.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return recognizer.recognizeEach(sources);
  }

  @Override
  public ModelInfo model() {
    return recognizer.model();
  }

  @Override
  public TagVocabulary vocabulary() {
    return recognizer.vocabulary();
  }

  @Override
  public Recognition recognize(ImageSource source) throws IOException {
    return recognizer.recognize(source);
  }

  @Override
  public void close() {
    go.countDown();
  }
}
