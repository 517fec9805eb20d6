/** Streams of inputs, read ahead and inferred in batches, with an outcome for each input. */
package io.github.ram4j.onnx.stream;
