package io.github.ram4j.benchmarks.subject;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.bundle.Bundle;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;

/** A bundle's image encoder and tagging head, one after the other. */
public final class TaggingGraphs implements AutoCloseable {
  /** Input of the image encoder. */
  public static final String IMAGE = "image";

  /** Output of the image encoder and input of the tagging head: image embeddings. */
  public static final String ROWS = "rows";

  private final BundleGraph encoder;
  private final BundleGraph head;
  private final int imageSizePx;

  private TaggingGraphs(BundleGraph encoder, BundleGraph head, int imageSizePx) {
    this.encoder = encoder;
    this.head = head;
    this.imageSizePx = imageSizePx;
  }

  /**
   * Opens both.
   *
   * @param bundle whose graphs they are
   * @param threads number of threads
   * @return the graphs, to be closed by the caller
   * @throws IOException if a graph cannot be read
   * @throws OrtException if ONNX Runtime refuses it
   */
  public static TaggingGraphs open(Bundle bundle, int threads) throws IOException, OrtException {
    BundleGraph encoder =
        BundleGraph.open(bundle, io.github.ram4j.bundle.TaggingGraphs.IMAGE_ENCODER, threads);
    try {
      BundleGraph head =
          BundleGraph.open(bundle, io.github.ram4j.bundle.TaggingGraphs.TAGGING_HEAD, threads);
      return new TaggingGraphs(encoder, head, bundle.manifest().imageSizePx());
    } catch (IOException | OrtException | RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  /**
   * A tensor of noise with the shape of an image.
   *
   * @return float32 [1, 3, size, size], to be closed by the caller
   * @throws OrtException if it cannot be made
   */
  public OnnxTensor noise() throws OrtException {
    return BundleGraph.noise(1, 3, imageSizePx, imageSizePx);
  }

  /**
   * Computes the image embeddings of pixels.
   *
   * @param image float32 [1, 3, size, size]; borrowed
   * @return the result that holds {@link #ROWS}, to be closed by the caller
   * @throws OrtException if it fails
   */
  public OrtSession.Result encode(OnnxTensor image) throws OrtException {
    return encoder.run(Map.of(IMAGE, image));
  }

  /**
   * Computes the logits of image embeddings.
   *
   * @param encoded result of {@link #encode}; borrowed
   * @return the result that holds the logits, to be closed by the caller
   * @throws OrtException if it fails
   */
  public OrtSession.Result tag(OrtSession.Result encoded) throws OrtException {
    return head.run(Map.of(ROWS, (OnnxTensor) encoded.get(0)));
  }

  /**
   * Reads the logits in the result of {@link #tag}.
   *
   * @param tagged borrowed
   * @return a copy
   */
  public static FloatBuffer logits(OrtSession.Result tagged) {
    return ((OnnxTensor) tagged.get(0)).getFloatBuffer();
  }

  @Override
  public void close() throws OrtException {
    try (encoder) {
      head.close();
    }
  }
}
