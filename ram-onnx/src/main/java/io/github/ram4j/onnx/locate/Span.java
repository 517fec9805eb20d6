package io.github.ram4j.onnx.locate;

/**
 * The tokens of a caption that a target has.
 *
 * @param target index of the target
 * @param from the first token
 * @param to the token after the last
 */
record Span(int target, int from, int to) {}
