package io.github.ram4j.onnx.locate;

import io.github.ram4j.locate.Box;

/**
 * A box that was found for a target.
 *
 * @param target what tells targets apart
 * @param score 0 to 1
 * @param box in pixels of the image
 */
record FoundBox(Object target, float score, Box box) {}
