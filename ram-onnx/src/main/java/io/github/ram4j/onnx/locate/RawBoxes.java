package io.github.ram4j.onnx.locate;

/**
 * What the model says of an image and a caption.
 *
 * @param logits of each query and token, [queries, tokens]
 * @param boxes centre x, centre y, width and height of each query, from 0 to 1, [queries, 4]
 * @param queries number of queries
 * @param tokens number of tokens
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawBoxes(float[] logits, float[] boxes, int queries, int tokens) {

  /** The score of a token in a query, 0 to 1. */
  float score(int query, int token) {
    return (float) (1 / (1 + Math.exp(-logits[query * tokens + token])));
  }

  /** The best token of a span in a query. */
  int best(int query, Span span) {
    int best = span.from();
    for (int token = span.from(); token < span.to(); token++) {
      if (logits[query * tokens + token] > logits[query * tokens + best]) {
        best = token;
      }
    }
    return best;
  }
}
