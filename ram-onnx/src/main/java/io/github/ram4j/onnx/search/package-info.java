/**
 * The search for sentences, from logits, word by word: docs/models/search.md. Nothing here knows of
 * ONNX Runtime or of tokens' texts.
 */
package io.github.ram4j.onnx.search;
