package io.github.ram4j.cli.catalog;

import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import io.github.ram4j.cli.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.io.PrintWriter;

/** The model of a run, opened when the first image needs it. */
final class OpenedModel implements AutoCloseable {
  private final ModelOptions options;
  private final boolean captions;
  private final PrintWriter err;
  private Recognizer recognizer;
  private int imagesAtOnce = 1;

  OpenedModel(ModelOptions options, boolean captions, PrintWriter err) {
    this.options = options;
    this.captions = captions;
    this.err = err;
  }

  Recognizer recognizer() throws IOException {
    if (recognizer == null) {
      RamModels.prepareDecoding();
      imagesAtOnce = captions ? 1 : options.shareThreads();
      recognizer = captions ? options.openCaptioner() : options.open(err);
    }
    return recognizer;
  }

  /**
   * The number of images to recognize at once, once the model is open. Sentences are written for
   * several images by all threads together.
   */
  int imagesAtOnce() {
    return imagesAtOnce;
  }

  /** The captioner; null where no captions are asked for. */
  Captioner captioner() throws IOException {
    return captions ? (Captioner) recognizer() : null;
  }

  @Override
  public void close() {
    if (recognizer != null) {
      recognizer.close();
    }
  }
}
