package io.github.ram4j.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.ram4j.ModelException;
import java.util.Arrays;
import java.util.Map;

/** Checks that a bundle's graph has the input and output that its manifest promises. */
final class BundleSignature {
  private static final String INPUT = "image";
  private static final String OUTPUT = "logits";

  private BundleSignature() {}

  static TaggerSession.Signature of(String bundle, OrtSession session, int sizePx, int tags)
      throws OrtException {
    long[] image = {-1, 3, sizePx, sizePx};
    long[] logits = {-1, tags};
    require(bundle, "input", session.getInputInfo(), INPUT, image);
    require(bundle, "output", session.getOutputInfo(), OUTPUT, logits);
    return new TaggerSession.Signature(INPUT, OUTPUT, sizePx, tags, 0);
  }

  private static void require(
      String bundle, String kind, Map<String, NodeInfo> nodes, String name, long[] shape) {
    NodeInfo node = nodes.get(name);
    TensorInfo tensor = node == null ? null : TaggerSession.floatTensor(node);
    if (tensor == null || !Arrays.equals(tensor.getShape(), shape)) {
      throw new ModelException(
          "bundle %s: graph's %s: expected %s FLOAT %s, found %s"
              .formatted(
                  bundle, kind, name, Arrays.toString(shape), TaggerSession.describe(nodes)));
    }
  }
}
