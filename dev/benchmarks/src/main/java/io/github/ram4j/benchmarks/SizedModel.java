package io.github.ram4j.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.benchmarks.report.Median;
import io.github.ram4j.benchmarks.subject.BundleGraph;
import io.github.ram4j.benchmarks.subject.TaggingGraphs;
import io.github.ram4j.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An image encoder and the tagging heads of several vocabularies, timed. Not thread-safe. */
final class SizedModel implements AutoCloseable {
  private final String precision;
  private final int imageSizePx;
  private final List<Head> heads = new ArrayList<>();
  private final List<Double> encoderMillis = new ArrayList<>();
  private BundleGraph encoder;
  private OnnxTensor image;

  private SizedModel(String precision, int imageSizePx) {
    this.precision = precision;
    this.imageSizePx = imageSizePx;
  }

  /** One vocabulary's tagging head. Images are timed with the encoder's run just before. */
  record Head(int tags, BundleGraph graph, List<Double> millis, List<Double> sources) {
    double imageMillis() {
      return Median.of(sources);
    }
  }

  /** Opens the encoder of the first bundle, which all bundles share, and the head of each. */
  static SizedModel open(String precision, int imageSizePx, List<Path> bundles, int threads)
      throws IOException, OrtException {
    SizedModel model = new SizedModel(precision, imageSizePx);
    try {
      for (Path folder : bundles) {
        Bundle bundle = Bundle.read(folder);
        if (model.encoder == null) {
          model.encoder =
              BundleGraph.open(bundle, io.github.ram4j.bundle.TaggingGraphs.IMAGE_ENCODER, threads);
          model.image = BundleGraph.noise(1, 3, imageSizePx, imageSizePx);
        }
        BundleGraph head =
            BundleGraph.open(bundle, io.github.ram4j.bundle.TaggingGraphs.TAGGING_HEAD, threads);
        int tags = bundle.vocabulary().size();
        model.heads.add(new Head(tags, head, new ArrayList<>(), new ArrayList<>()));
      }
      return model;
    } catch (IOException | OrtException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Sends the image through the encoder and each head, as often as there are heads. */
  void run(boolean counted) throws OrtException {
    for (Head head : heads) {
      long start = System.nanoTime();
      try (OrtSession.Result rows = encoder.run(Map.of(TaggingGraphs.IMAGE, image))) {
        long encoded = System.nanoTime();
        OnnxTensor tensor = (OnnxTensor) rows.get(0);
        head.graph().run(Map.of(TaggingGraphs.ROWS, tensor)).close();
        long end = System.nanoTime();
        if (counted) {
          encoderMillis.add((encoded - start) / 1e6);
          head.millis().add((end - encoded) / 1e6);
          head.sources().add((end - start) / 1e6);
        }
      }
    }
  }

  String precision() {
    return precision;
  }

  int imageSizePx() {
    return imageSizePx;
  }

  List<Head> heads() {
    return heads;
  }

  /** The times of the encoder in all counted runs. */
  List<Double> encoderMillis() {
    return encoderMillis;
  }

  @Override
  public void close() throws OrtException {
    if (image != null) {
      image.close();
    }
    if (encoder != null) {
      encoder.close();
    }
    for (Head head : heads) {
      head.graph().close();
    }
  }
}
