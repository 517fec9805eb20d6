package io.github.ram4j.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/**
 * A function over ONNX Runtime's options for a session: it adds an execution provider that {@link
 * ExecutionProvider} does not name, such as XNNPACK, CoreML or DirectML.
 */
@FunctionalInterface
public interface SessionConfigurer {

  /**
   * Changes the options of one session. It is called once for each graph of a model, on the thread
   * that opens the model.
   *
   * @param options owned by the caller; not to be closed or kept
   * @throws OrtException if ONNX Runtime refuses a change
   */
  void configure(OrtSession.SessionOptions options) throws OrtException;
}
