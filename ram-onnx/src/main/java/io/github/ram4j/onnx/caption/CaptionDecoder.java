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
 * Writes sentences word by word. Thread-safe.
 *
 * <p>The keys and values of all words so far never leave ONNX Runtime: what a step gives is handed
 * to the next. An image's sentences share one list of words; the bias keeps each to its own. See
 * docs/captions.md for why.
 */
final class CaptionDecoder implements AutoCloseable {
  /** Added where a word is not of the sentence; its share is exactly 0 then. */
  private static final float NOT_OF_SENTENCE = -10000;

  private static final List<String> TAG_PARTS =
      List.of(CaptioningGraphs.TAG_KEYS, CaptioningGraphs.TAG_VALUES);

  /** Inputs of a step by name, and the outputs of the step before that they are. */
  private static final Map<String, String> PAST_OF =
      Map.of(
          CaptioningGraphs.PAST_KEYS,
          CaptioningGraphs.KEYS,
          CaptioningGraphs.PAST_VALUES,
          CaptioningGraphs.VALUES);

  private final GraphSession session;
  private final CaptionSizes sizes;
  private final ConcurrentLinkedQueue<Buffers> free = new ConcurrentLinkedQueue<>();

  /** What one search is written into, step by step. */
  private record Buffers(
      DirectBuffer ids, DirectBuffer positions, DirectBuffer bias, DirectBuffer wanted) {}

  /**
   * What goes through the decoder at once: the prompt, whose last word gets logits, or a word of
   * each sentence, at the same position.
   *
   * @param images that are captioned side by side
   * @param words of each image
   * @param past words of each image that went through before, 0 for the prompt
   * @param position of the first word
   */
  private record Step(int images, int words, int past, int position) {

    static Step prompt(int images, int length) {
      return new Step(images, length, 0, 0);
    }

    /** A word of every sentence; images of fewer sentences get words of no sentence. */
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

    /** Which words get logits. */
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
   * @param tags what the tag encoder gave for the images
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

  /** Each word of the prompt sees itself and those before it. */
  private static void putPrompt(int[] prompt, LongBuffer ids, FloatBuffer bias) {
    for (int word = 0; word < prompt.length; word++) {
      ids.put(prompt[word]);
      for (int seen = 0; seen < prompt.length; seen++) {
        bias.put(seen <= word ? 0 : NOT_OF_SENTENCE);
      }
    }
  }

  /** Each sentence's last word sees itself and the words of its sentence. */
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
