package io.github.ram4j.onnx.caption;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.bundle.CaptionSizes;
import io.github.ram4j.bundle.CaptioningGraphs;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.image.batch.DirectBuffer;
import io.github.ram4j.onnx.search.ActiveHypothesis;
import io.github.ram4j.onnx.search.Search;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.bundle.BundleReading;
import io.github.ram4j.runtime.lifetime.Opened;
import io.github.ram4j.runtime.session.GraphContract;
import io.github.ram4j.runtime.session.GraphSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/**
 * The caption decoder, which writes sentences token by token. Thread-safe.
 *
 * <p>The KV cache never leaves ONNX Runtime: the keys and values from one step are inputs of the
 * next. An image's sentences share one list of tokens; the attention mask keeps each to its own.
 * See docs/captions.md for the reasons.
 */
final class CaptionDecoder implements AutoCloseable {
  /** The attention mask of a token that is not of the sentence; its weight is then exactly 0. */
  private static final float NOT_OF_SENTENCE = -10000;

  private static final List<String> TAG_PARTS =
      List.of(CaptioningGraphs.TAG_KEYS, CaptioningGraphs.TAG_VALUES);

  /** Inputs of a step → the outputs of the step before that they are, by name. */
  private static final Map<String, String> PAST_OF =
      Map.of(
          CaptioningGraphs.PAST_KEYS,
          CaptioningGraphs.KEYS,
          CaptioningGraphs.PAST_VALUES,
          CaptioningGraphs.VALUES);

  private final GraphSession session;
  private final CaptionSizes sizes;
  private final ConcurrentLinkedQueue<Buffers> free = new ConcurrentLinkedQueue<>();

  /** The input buffers of one run, filled anew at each step. */
  private record Buffers(
      DirectBuffer ids, DirectBuffer positions, DirectBuffer bias, DirectBuffer wanted) {}

  /**
   * A step of the decoder: the prompt, whose last token gets logits, or a token of each sentence,
   * at the same position.
   *
   * @param images number of images that are captioned side by side
   * @param words number of tokens of each image
   * @param past number of KV-cache positions of each image, 0 for the prompt
   * @param position of the first token
   */
  private record Step(int images, int words, int past, int position) {

    static Step prompt(int images, int length) {
      return new Step(images, length, 0, 0);
    }

    /**
     * The next step: a token of every sentence; images of fewer sentences get tokens of no
     * sentence.
     */
    Step next(int sentences) {
      int next = past == 0 ? words : position + 1;
      return new Step(images, sentences, past + words, next);
    }

    boolean isPrompt() {
      return past == 0;
    }

    int total() {
      return past + words;
    }

    long[] positions() {
      return LongStream.range(0, words).map(i -> isPrompt() ? i : position).toArray();
    }

    /** The positions to score: indices of the tokens that get logits. */
    long[] wanted() {
      return isPrompt() ? new long[] {words - 1} : LongStream.range(0, words).toArray();
    }
  }

  private CaptionDecoder(GraphSession session, CaptionSizes sizes) {
    this.session = session;
    this.sizes = sizes;
    GraphContract.require(session, CaptioningGraphs.captionDecoder(sizes));
  }

  static CaptionDecoder open(BundleReading reading, CaptionSizes sizes, RuntimeOptions options)
      throws IOException {
    try (Opened opened = new Opened()) {
      GraphSession session = opened.add(reading.session(CaptioningGraphs.CAPTION_DECODER, options));
      CaptionDecoder decoder = new CaptionDecoder(session, sizes);
      opened.keep();
      return decoder;
    }
  }

  /**
   * Runs searches side by side until all are done.
   *
   * @param tags the tag encoder's outputs for the images
   * @param searches one for each image
   * @param prompt the ids that every sentence begins with
   * @param stop asked before each step
   */
  void run(
      OrtSession.Result tags, List<? extends Search> searches, int[] prompt, BooleanSupplier stop) {
    Buffers borrowed = free.poll();
    Buffers buffers =
        borrowed != null
            ? borrowed
            : new Buffers(
                new DirectBuffer(), new DirectBuffer(), new DirectBuffer(), new DirectBuffer());
    OrtSession.Result past = null;
    try {
      Step step = Step.prompt(searches.size(), prompt.length);
      while (!stop.getAsBoolean()) {
        OrtSession.Result result = run(step, buffers, searches, prompt, tags, past);
        close(past);
        past = result;
        advance(searches, result, step);
        int sentences = mostRunning(searches);
        if (sentences == 0) {
          return;
        }
        step = step.next(sentences);
      }
    } finally {
      close(past);
      free.add(buffers);
    }
  }

  private static void close(OrtSession.Result result) {
    if (result != null) {
      result.close();
    }
  }

  private static int mostRunning(List<? extends Search> searches) {
    return searches.stream().mapToInt(search -> search.active().size()).max().orElse(0);
  }

  private void advance(List<? extends Search> searches, OrtSession.Result result, Step step) {
    long[] wantedWords = step.wanted();
    int wanted = wantedWords.length;
    float[] logits =
        session.floats(result, TaggingGraphs.LOGITS, step.images(), wanted, sizes.vocabulary());
    int firstSlot = step.past() + (int) wantedWords[0];
    for (int i = 0; i < searches.size(); i++) {
      if (!searches.get(i).active().isEmpty()) {
        searches
            .get(i)
            .advance(logits, i * wanted * sizes.vocabulary(), sizes.vocabulary(), firstSlot);
      }
    }
  }

  private OrtSession.Result run(
      Step step,
      Buffers buffers,
      List<? extends Search> searches,
      int[] prompt,
      OrtSession.Result tags,
      OrtSession.Result past) {
    int total = step.total();
    LongBuffer ids = buffers.ids().longs(step.images() * step.words());
    FloatBuffer bias = buffers.bias().floats(step.images() * step.words() * total);
    for (Search search : searches) {
      if (step.isPrompt()) {
        putPrompt(prompt, ids, bias);
      } else {
        putWords(search.active(), step, ids, bias);
      }
    }
    long[] wantedWords = step.wanted();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    OnnxTensor none = past == null ? emptyCache(buffers, step.images()) : null;
    try (none;
        OnnxTensor idTensor = session.tensor(ids.flip(), step.images(), step.words());
        OnnxTensor positions =
            session.tensor(buffers.positions().of(step.positions()), step.words());
        OnnxTensor biasTensor = session.tensor(bias.flip(), step.images(), 1, step.words(), total);
        OnnxTensor wanted = session.tensor(buffers.wanted().of(wantedWords), wantedWords.length)) {
      inputs.putAll(
          Map.of(
              CaptioningGraphs.IDS,
              idTensor,
              CaptioningGraphs.POSITIONS,
              positions,
              CaptioningGraphs.BIAS,
              biasTensor,
              CaptioningGraphs.WANTED,
              wanted));
      for (int layer = 0; layer < sizes.layers(); layer++) {
        for (String tagPart : TAG_PARTS) {
          inputs.put(tagPart + layer, GraphSession.output(tags, tagPart + layer));
        }
        for (Map.Entry<String, String> part : PAST_OF.entrySet()) {
          inputs.put(
              part.getKey() + layer,
              past == null ? none : GraphSession.output(past, part.getValue() + layer));
        }
      }
      return session.run(inputs);
    }
  }

  private OnnxTensor emptyCache(Buffers buffers, int images) {
    return session.tensor(
        buffers.positions().floats(0), images, sizes.heads(), 0, sizes.headWidth());
  }

  /** Writes the prompt: each token attends to itself and those before it. */
  private static void putPrompt(int[] prompt, LongBuffer ids, FloatBuffer bias) {
    for (int word = 0; word < prompt.length; word++) {
      ids.put(prompt[word]);
      for (int seen = 0; seen < prompt.length; seen++) {
        bias.put(seen <= word ? 0 : NOT_OF_SENTENCE);
      }
    }
  }

  /** Writes the last tokens: each attends to itself and the tokens of its sentence. */
  private static void putWords(
      List<ActiveHypothesis> hypotheses, Step step, LongBuffer ids, FloatBuffer bias) {
    int total = step.total();
    for (int row = 0; row < step.words(); row++) {
      int start = bias.position();
      boolean used = row < hypotheses.size();
      for (int seen = 0; seen < total; seen++) {
        bias.put(used ? NOT_OF_SENTENCE : 0);
      }
      ids.put(used ? hypotheses.get(row).last() : 0);
      if (used) {
        for (int position : hypotheses.get(row).cachePositions()) {
          bias.put(start + position, 0);
        }
        bias.put(start + step.past() + row, 0);
      }
    }
  }

  @Override
  public void close() {
    free.clear();
    session.close();
  }
}
