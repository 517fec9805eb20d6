package io.github.ram4j.onnx.locate;

import ai.onnxruntime.OnnxTensor;
import io.github.ram4j.runtime.session.GraphSession;
import java.util.HashMap;
import java.util.Map;

/** Tensors of one run over buffers that are borrowed; closing frees them. */
final class Tensors implements AutoCloseable {
  private final GraphSession session;
  private final Map<String, OnnxTensor> tensors = new HashMap<>();

  Tensors(GraphSession session) {
    this.session = session;
  }

  Tensors addAll(Map<String, ImageGeometry.Input> inputs) {
    inputs.forEach((name, input) -> tensors.put(name, tensor(input)));
    return this;
  }

  private OnnxTensor tensor(ImageGeometry.Input input) {
    return input instanceof ImageGeometry.Floats floats
        ? session.tensor(floats.values().duplicate(), floats.shape())
        : session.tensor(((ImageGeometry.Longs) input).values().duplicate(), input.shape());
  }

  Map<String, OnnxTensor> byName() {
    return tensors;
  }

  /** The tensors and one more, which stays its owner's. */
  Map<String, OnnxTensor> with(String name, OnnxTensor borrowed) {
    Map<String, OnnxTensor> all = new HashMap<>(tensors);
    all.put(name, borrowed);
    return all;
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
  }
}
