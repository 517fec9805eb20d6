package io.github.ram4j.catalog.run;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionRequest;
import io.github.ram4j.Captioner;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Steering;
import io.github.ram4j.TagScore;
import io.github.ram4j.catalog.filter.OutputTag;
import io.github.ram4j.catalog.output.ImageFile;
import io.github.ram4j.catalog.output.Outputs;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The loop of a run: from pending images to finished ones. */
final class Tagging {
  private static final int TOGETHER = 64;
  private static final int CAPTIONED_TOGETHER = 8;
  private static final long AT_LEAST_EVERY_NS = TimeUnit.SECONDS.toNanos(1);

  /** So many images in a row that the engine fails for are not the images' fault. */
  private static final int ENGINE_FAILURES = 10;

  private final TagOptions options;
  private final RunListener listener;
  private final Analyses analyses;
  private final Deque<PendingImage> inFlight = new ArrayDeque<>();
  private final List<Finished> finished = new ArrayList<>();
  private final List<ImageFile> gone = new ArrayList<>();
  private long written;
  private long done;
  private long failed;
  private long changing;
  private int engineFailures;

  /** Images that got tags, images that failed, and images that changed while they were read. */
  record Counts(long done, long failed, long changing) {}

  Tagging(Recognizer recognizer, TagOptions options, RunListener listener) {
    this.options = options;
    this.listener = listener;
    this.analyses = new Analyses(recognizer, options);
  }

  Counts tag(PendingImages images, ResultWriter writer, Outputs outputs, long total)
      throws IOException, SQLException {
    Sink sink = new Sink(images, writer, outputs, total);
    written = System.nanoTime();
    analyses.each(() -> files(images), outcome -> take(outcome, sink));
    write(sink);
    return new Counts(done, failed, changing);
  }

  /** Where finished images go. */
  private record Sink(PendingImages images, ResultWriter writer, Outputs outputs, long total) {}

  private Iterator<ImageSource.File> files(PendingImages images) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return images.hasNext();
      }

      @Override
      public ImageSource.File next() {
        PendingImage image = images.next();
        inFlight.add(image);
        return new ImageSource.File(image.image().file());
      }
    };
  }

  private void take(Outcome<ImageSource.File, Analysis> outcome, Sink sink)
      throws IOException, SQLException {
    Finished image = finished(inFlight.remove(), outcome);
    if (image != null) {
      finished.add(image);
    }
    int together = options.captioner().isPresent() ? CAPTIONED_TOGETHER : TOGETHER;
    if (finished.size() >= together || System.nanoTime() - written > AT_LEAST_EVERY_NS) {
      write(sink);
      written = System.nanoTime();
    }
  }

  private void write(Sink sink) throws IOException, SQLException {
    caption();
    gone.addAll(sink.images().takeGone());
    if (!finished.isEmpty() || !gone.isEmpty()) {
      sink.writer().write(finished, gone);
      for (Finished image : finished) {
        done += image.error() == null ? 1 : 0;
        failed += image.error() == null ? 0 : 1;
      }
      finished.clear();
      gone.clear();
      sink.outputs().goOn();
    }
    listener.at(done + failed, sink.total());
  }

  /** The image with its result; null where it is to be left, or is gone. */
  private @Nullable Finished finished(
      PendingImage image, Outcome<ImageSource.File, Analysis> outcome) throws IOException {
    byte[] sha256;
    try {
      sha256 = sha256(image);
      if (!image.isUnchanged()) {
        changing++;
        listener.changing(image.image().file());
        return null;
      }
    } catch (NoSuchFileException | FileNotFoundException e) {
      gone.add(image.image());
      return null;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      return failed(image, null, e);
    }
    try {
      Finished done = finished(image, sha256, outcome.get());
      engineFailures = 0;
      if (done.regions() != null && !image.isUnchanged()) {
        changing++;
        listener.changing(image.image().file());
        return null;
      }
      return done;
    } catch (ImageException e) {
      return failed(image, sha256, e);
    } catch (RamException e) {
      if (++engineFailures >= ENGINE_FAILURES) {
        throw e;
      }
      return failed(image, null, e);
    } catch (IOException e) {
      return failed(image, null, e);
    }
  }

  private Finished failed(PendingImage image, byte @Nullable [] sha256, Exception cause) {
    Path file = image.image().file();
    String reason = Reasons.of(file, image.image().path(), cause);
    listener.failed(file, reason);
    return Finished.failed(image, sha256, reason);
  }

  private static byte[] sha256(PendingImage image) throws IOException {
    try {
      return image.sha256().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      throw new IllegalStateException("digest of " + image.image().file(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new InterruptedIOException("expected to go on, found the thread interrupted")
              .initCause(e);
    }
  }

  private Finished finished(PendingImage image, byte[] sha256, Analysis analysis)
      throws IOException {
    List<OutputTag> tags = tags(analysis.recognition());
    return Finished.done(image, sha256, tags)
        .withEncoded(analysis.encoded(), analysis.embedding())
        .withRegions(regions(image, tags));
  }

  private @Nullable FoundRegions regions(PendingImage image, List<OutputTag> tags)
      throws IOException {
    if (options.regions().isEmpty()) {
      return null;
    }
    return FoundRegions.of(
        new ImageSource.File(image.image().file()), tags, options.regions().get());
  }

  private List<OutputTag> tags(Recognition recognition) {
    if (options.naming().isPresent()) {
      return options.naming().get().apply(recognition);
    }
    List<OutputTag> tags = new ArrayList<>();
    for (TagScore score : recognition.tags()) {
      tags.add(new OutputTag(score.tag().english(), List.of(), score));
    }
    return tags;
  }

  /** Writes the captions of the images at hand, side by side. */
  private void caption() throws IOException {
    if (options.captioner().isEmpty()) {
      return;
    }
    Captioner captioner = options.captioner().get();
    List<Finished> waiting = new ArrayList<>();
    List<CaptionRequest> requests = new ArrayList<>();
    for (Finished image : finished) {
      EncodedImage encoded = image.encoded();
      if (encoded != null) {
        waiting.add(image);
        requests.add(CaptionRequest.of(encoded, Steering.recognized()));
      }
    }
    List<List<Caption>> captions = captioner.captionAll(requests, CaptionOptions.beamSearch());
    for (int i = 0; i < waiting.size(); i++) {
      waiting.get(i).captions(captions.get(i).stream().map(Caption::text).toList());
    }
  }
}
