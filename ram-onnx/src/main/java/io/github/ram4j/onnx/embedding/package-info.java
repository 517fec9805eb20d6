/** Embedding of texts by a bundle. */
package io.github.ram4j.onnx.embedding;
