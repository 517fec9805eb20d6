package io.github.ram4j.benchmarks.subject;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.CaptionSizes;
import io.github.ram4j.bundle.CaptioningGraphs;
import io.github.ram4j.runtime.session.OnnxRuntime;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Caption decoder with inputs of the sizes of one step of a search: a token of each sentence, and
 * the earlier ones. The values of the inputs do not change the cost.
 */
public final class CaptionStep implements AutoCloseable {
  private final BundleGraph decoder;
  private final Map<String, OnnxTensor> inputs;

  private CaptionStep(BundleGraph decoder, Map<String, OnnxTensor> inputs) {
    this.decoder = decoder;
    this.inputs = inputs;
  }

  /**
   * Opens the decoder and makes a step's inputs.
   *
   * @param bundle with captions
   * @param beams number of sentences
   * @param past number of earlier tokens of all sentences together
   * @param threads number of threads
   * @return the step, to be closed by the caller
   * @throws IOException if the graph cannot be read
   * @throws OrtException if ONNX Runtime refuses it
   * @throws IllegalArgumentException if the bundle writes no captions
   */
  public static CaptionStep open(Bundle bundle, int beams, int past, int threads)
      throws IOException, OrtException {
    CaptionSizes sizes =
        CaptionSizes.of(bundle.manifest())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "bundle %s: expected Tag2Text converted with its words, found no captions"
                            .formatted(bundle.name())));
    BundleGraph decoder = BundleGraph.open(bundle, CaptioningGraphs.CAPTION_DECODER, threads);
    CaptionStep step = new CaptionStep(decoder, new HashMap<>());
    try {
      step.fill(sizes, beams, past);
      return step;
    } catch (OrtException | RuntimeException e) {
      step.close();
      throw e;
    }
  }

  private void fill(CaptionSizes sizes, int beams, int past) throws OrtException {
    long[] words = new long[beams];
    Arrays.setAll(words, i -> i);
    long[] positions = new long[beams];
    Arrays.fill(positions, Math.min(sizes.positions() - 1, past));
    inputs.put("ids", integers(new long[][] {words}));
    inputs.put("positions", integers(positions));
    inputs.put("wanted", integers(words));
    inputs.put("bias", BundleGraph.noise(1, 1, beams, past + beams));
    for (int layer = 0; layer < sizes.layers(); layer++) {
      for (String part : new String[] {"keys.", "values."}) {
        inputs.put(
            "past_" + part + layer, BundleGraph.noise(1, sizes.heads(), past, sizes.headWidth()));
        inputs.put(
            "tag_" + part + layer,
            BundleGraph.noise(1, sizes.heads(), CaptionSizes.TAG_TOKENS, sizes.headWidth()));
      }
    }
  }

  private static OnnxTensor integers(Object array) throws OrtException {
    return OnnxTensor.createTensor(OnnxRuntime.environment(), array);
  }

  /**
   * One step.
   *
   * @return logits, keys and values, to be closed by the caller
   * @throws OrtException if it fails
   */
  public OrtSession.Result run() throws OrtException {
    return decoder.run(inputs);
  }

  @Override
  public void close() throws OrtException {
    try (decoder) {
      inputs.values().forEach(OnnxTensor::close);
      inputs.clear();
    }
  }
}
