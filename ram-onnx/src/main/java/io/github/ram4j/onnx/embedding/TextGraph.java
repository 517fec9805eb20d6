package io.github.ram4j.onnx.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.bundle.TextEmbeddingGraphs;
import io.github.ram4j.image.batch.DirectBuffer;
import io.github.ram4j.runtime.session.GraphContract;
import io.github.ram4j.runtime.session.GraphSession;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The session of a text encoder: trees of tokens to embeddings. Thread-safe. */
final class TextGraph implements AutoCloseable {
  /**
   * The most tokens of a piece. Longer ones spend more on attention to tokens that they do not see,
   * shorter ones more on those above; docs/lab-notes.md has figures.
   */
  private static final int PIECE_TOKENS = 48;

  private final GraphSession session;
  private final int width;
  private final ConcurrentLinkedQueue<Buffers> free = new ConcurrentLinkedQueue<>();

  /** The input buffers of one call. */
  private record Buffers(
      DirectBuffer ids,
      DirectBuffer positions,
      DirectBuffer seen,
      DirectBuffer bias,
      DirectBuffer ends) {}

  /** Takes over the session, whose inputs and outputs are checked. */
  TextGraph(GraphSession session, int width) {
    this.session = session;
    this.width = width;
    GraphContract.require(session, TextEmbeddingGraphs.textEncoder(width));
  }

  /** The width of an embedding. */
  int width() {
    return width;
  }

  String name() {
    return session.name();
  }

  String provider() {
    return session.provider();
  }

  /** Embeds the texts of a tree: float32 [texts, width], of any length. */
  float[] embed(TokenTree tree) {
    Buffers borrowed = free.poll();
    Buffers buffers = borrowed != null ? borrowed : newBuffers();
    try {
      return run(tree.pieces(PIECE_TOKENS), tree.texts(), buffers);
    } finally {
      free.add(buffers);
    }
  }

  private static Buffers newBuffers() {
    return new Buffers(
        new DirectBuffer(),
        new DirectBuffer(),
        new DirectBuffer(),
        new DirectBuffer(),
        new DirectBuffer());
  }

  private float[] run(TokenTree.Pieces pieces, int texts, Buffers buffers) {
    int count = pieces.count();
    int tokens = pieces.tokens();
    int seen = pieces.seen();
    var ids = buffers.ids().longs(count * tokens);
    var positions = buffers.positions().longs(count * tokens);
    var visible = buffers.seen().longs(count * seen);
    var bias = buffers.bias().floats(count * tokens * seen);
    var ends = buffers.ends().longs(texts);
    pieces.putIds(ids);
    pieces.putPositions(positions);
    pieces.putSeen(visible);
    pieces.putBias(bias);
    pieces.putEnds(ends);
    try (OnnxTensor idTensor = session.tensor(ids.flip(), count, tokens);
        OnnxTensor positionTensor = session.tensor(positions.flip(), count, tokens);
        OnnxTensor seenTensor = session.tensor(visible.flip(), count, seen);
        OnnxTensor biasTensor = session.tensor(bias.flip(), count, 1, tokens, seen);
        OnnxTensor endTensor = session.tensor(ends.flip(), texts);
        OrtSession.Result result =
            session.run(
                Map.of(
                    TextEmbeddingGraphs.IDS,
                    idTensor,
                    TextEmbeddingGraphs.POSITIONS,
                    positionTensor,
                    TextEmbeddingGraphs.SEEN,
                    seenTensor,
                    TextEmbeddingGraphs.ATTENTION_BIAS,
                    biasTensor,
                    TextEmbeddingGraphs.ENDS,
                    endTensor))) {
      return session.floats(result, TextEmbeddingGraphs.EMBEDDINGS, texts, width);
    }
  }

  @Override
  public void close() {
    free.clear();
    session.close();
  }
}
