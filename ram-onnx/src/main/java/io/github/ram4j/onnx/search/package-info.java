/**
 * How sentences are searched for: what is made of logits, word by word. Nothing here knows of ONNX
 * Runtime or of tokens' texts.
 */
package io.github.ram4j.onnx.search;
