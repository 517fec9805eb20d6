/**
 * Search for sentences, from logits, token by token: docs/models/search.md. Nothing here knows of
 * ONNX Runtime or of tokens' texts.
 */
package io.github.ram4j.onnx.search;
