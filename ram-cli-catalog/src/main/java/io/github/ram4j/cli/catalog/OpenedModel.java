package io.github.ram4j.cli.catalog;

import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import io.github.ram4j.catalog.run.RegionSearch;
import io.github.ram4j.cli.ModelOptions;
import io.github.ram4j.cli.RegionOptions;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.SceneFinder;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** The models of a run, opened when the first image needs them. */
final class OpenedModel implements AutoCloseable {
  private final ModelOptions options;
  private final RegionOptions regions;
  private final boolean captions;
  private final PrintWriter err;
  private Recognizer recognizer;
  private Locator locator;
  private Segmenter segmenter;
  private int imagesAtOnce = 1;

  OpenedModel(TagCommand command, PrintWriter err) {
    this.options = command.model();
    this.regions = command.regions();
    this.captions = command.captions();
    this.err = err;
  }

  Recognizer recognizer() throws IOException {
    if (recognizer == null) {
      RamModels.prepareDecoding();
      imagesAtOnce = captions || regions.hasDetector() ? 1 : options.shareThreads();
      recognizer = captions ? options.openCaptioner() : options.open(err);
    }
    return recognizer;
  }

  /**
   * The number of images to recognize at once, once the model is open. Sentences and regions are
   * found by all threads together.
   */
  int imagesAtOnce() {
    return imagesAtOnce;
  }

  /** The captioner; null where no captions are asked for. */
  Captioner captioner() throws IOException {
    return captions ? (Captioner) recognizer() : null;
  }

  /** The search for regions, where they are asked for. */
  Optional<RegionSearch> regions() throws IOException {
    if (!regions.hasDetector()) {
      return Optional.empty();
    }
    if (locator == null) {
      locator = regions.openLocator(options.library(), err);
    }
    if (segmenter == null) {
      segmenter = regions.openSegmenter(options.library(), err).orElse(null);
    }
    SceneFinder boxes = SceneFinder.of(locator).withOptions(regions.options());
    SceneFinder finder = segmenter == null ? boxes : boxes.withSegmenter(segmenter);
    RegionSearch search = RegionSearch.of(finder, regions.detectorName()).withTags(regions::wants);
    return Optional.of(regions.segmenterName().map(search::withSegmenter).orElse(search));
  }

  @Override
  @SuppressWarnings("try") // they are there to be closed
  public void close() {
    try (Recognizer first = recognizer;
        Locator second = locator;
        Segmenter third = segmenter) {
      imagesAtOnce = 1;
    }
  }
}
