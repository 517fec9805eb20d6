package io.github.ram4j.spark;

import io.github.ram4j.CaptionOptions;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Steering;
import io.github.ram4j.ThresholdPolicy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The analysis of an image by an open model: its result, or the error of this image alone. Called
 * by several threads at once.
 */
final class ImageAnalysis {
  /** So many images in a row that the engine fails for are not the images' fault. */
  private static final int ENGINE_FAILURES = 10;

  /** Characters of an error; the name of a file, which may be anything, is part of it. */
  private static final int LONGEST_ERROR = 1_000;

  private final TaggingOptions options;
  private final ImageInput input;
  private final SharedModel.Open model;
  private final ResultRows rows;
  private final AtomicInteger engineFailures = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();

  ImageAnalysis(TaggingOptions options, ImageInput input, SharedModel.Open model) {
    this.options = options;
    this.input = input;
    this.model = model;
    this.rows = new ResultRows(options);
  }

  /**
   * The result of a value of the input.
   *
   * @throws IllegalStateException if the engine fails for one image after the other, so that
   *     another attempt of the task, on another machine, may do better
   * @throws RamException if a native library cannot be loaded, which no image can help
   */
  Row result(@Nullable Object value) {
    long start = System.nanoTime();
    try {
      Row result = input.use(value, this::analysed);
      engineFailures.set(0);
      return result;
    } catch (ImageException e) {
      return ResultRows.failure(message(e), false);
    } catch (RamException e) {
      if (e.getCause() instanceof LinkageError) {
        throw e;
      }
      if (engineFailures.incrementAndGet() >= ENGINE_FAILURES) {
        throw new IllegalStateException(
            "model %s: expected results, found %d failures in a row"
                .formatted(options.model(), ENGINE_FAILURES),
            e);
      }
      return ResultRows.failure(message(e), true);
    } catch (IOException e) {
      return ResultRows.failure(message(e), true);
    } catch (LinkageError e) {
      throw LibraryPlace.failure(e);
    } finally {
      nanos.addAndGet(System.nanoTime() - start);
    }
  }

  /** The time of all threads so far. */
  long nanos() {
    return nanos.get();
  }

  private Row analysed(ImageSource image) throws IOException {
    Recognizer recognizer = model.recognizer();
    if (!options.caption() && !options.embedding()) {
      return rows.result(withThreshold(recognizer.recognize(image)), null, null);
    }
    EncodedImage encoded = recognizer.encode(image);
    return rows.result(
        withThreshold(recognizer.recognize(encoded)),
        options.caption() ? caption(encoded) : null,
        options.embedding() ? recognizer.embed(encoded) : null);
  }

  private Recognition withThreshold(Recognition recognition) {
    return options.threshold().isPresent()
        ? recognition.withThresholds(
            ThresholdPolicy.uniform((float) options.threshold().getAsDouble()))
        : recognition;
  }

  private String caption(EncodedImage encoded) {
    return model
        .captioner()
        .caption(encoded, Steering.recognized(), CaptionOptions.beamSearch())
        .get(0)
        .text();
  }

  private static String message(Exception e) {
    String message = e.getMessage();
    String whole =
        message == null || isName(message) || e instanceof FileNotFoundException
            ? e.toString()
            : message;
    return whole.length() > LONGEST_ERROR ? whole.substring(0, LONGEST_ERROR) + "…" : whole;
  }

  /** As the message of a host that is not known. */
  private static boolean isName(String message) {
    return message.indexOf(' ') < 0;
  }
}
