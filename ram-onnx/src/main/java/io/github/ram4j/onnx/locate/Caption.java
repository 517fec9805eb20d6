package io.github.ram4j.onnx.locate;

import java.util.List;

/**
 * A caption to be read by the model.
 *
 * @param tokens of the caption
 * @param spans the tokens of each target
 */
record Caption(CaptionTokens tokens, List<Span> spans) {
  Caption {
    spans = List.copyOf(spans);
  }
}
