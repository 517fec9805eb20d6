package io.github.ram4j.recipe.names;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.ram4j.ModelException;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.session.GraphSession;
import io.github.ram4j.text.WordPieces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The text encoder all-MiniLM-L6-v2 with 8-bit weights: a sentence to 384 numbers.
 *
 * <p>Its two files are taken from the class path, where an artifact of LangChain4j has them; none
 * of that artifact's classes is used. A sentence's embedding is the mean of its tokens' last rows,
 * scaled to length 1. Not thread-safe; close it.
 */
public final class NameEncoder implements AutoCloseable {
  /** Width of an embedding. */
  public static final int WIDTH = 384;

  private static final String GRAPH = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  /** Ids before and after the words of every sentence. */
  private static final int CLS = 101;

  private static final int SEP = 102;

  /** [DEC] and [ENC], which {@link WordPieces} counts and this encoder lacks. */
  private static final int ADDED = 2;

  private final GraphSession session;
  private final WordPieces words;

  private NameEncoder(GraphSession session, WordPieces words) {
    this.session = session;
    this.words = words;
  }

  /**
   * Opens the encoder on the class path.
   *
   * @throws IOException if its files are not there or cannot be read
   */
  public static NameEncoder open() throws IOException {
    WordPieces words = words();
    return new NameEncoder(
        GraphSession.open(GRAPH, bytes(GRAPH), RuntimeOptions.defaults()), words);
  }

  private static WordPieces words() throws IOException {
    Map<Integer, String> vocabulary = vocabulary();
    int size = vocabulary.size();
    requireWord(vocabulary, CLS, "[CLS]");
    requireWord(vocabulary, SEP, "[SEP]");
    String lines = String.join("\n", vocabulary.values()) + "\n";
    return WordPieces.read(
        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), TOKENIZER, size + ADDED);
  }

  private static void requireWord(Map<Integer, String> vocabulary, int id, String word) {
    if (!word.equals(vocabulary.get(id))) {
      throw new ModelException(
          "%s: expected %s with id %d, found %s"
              .formatted(TOKENIZER, word, id, vocabulary.get(id)));
    }
  }

  /** Words by id, from "model", "vocab" of a tokenizer.json. */
  private static Map<Integer, String> vocabulary() throws IOException {
    Map<Integer, String> words = new TreeMap<>();
    try (JsonParser json = new JsonFactory().createParser(bytes(TOKENIZER))) {
      boolean inVocabulary = false;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (inVocabulary && token == JsonToken.VALUE_NUMBER_INT) {
          words.put(json.getIntValue(), json.currentName());
        } else if (inVocabulary && token == JsonToken.END_OBJECT) {
          break;
        } else if (token == JsonToken.START_OBJECT && "vocab".equals(json.currentName())) {
          inVocabulary = true;
        }
      }
    }
    if (words.isEmpty() || ((TreeMap<Integer, String>) words).lastKey() != words.size() - 1) {
      throw new ModelException(
          "%s: expected a vocabulary of ids from 0 on, found %d words"
              .formatted(TOKENIZER, words.size()));
    }
    return words;
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = NameEncoder.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(
            "text encoder: expected %s on the class path, found none".formatted(resource));
      }
      return in.readAllBytes();
    }
  }

  /**
   * Embeds a sentence.
   *
   * @return 384 numbers of length 1
   */
  public float[] embed(String sentence) {
    int[] inner = words.encode(sentence);
    int count = inner.length + 2;
    long[] ids = new long[count];
    ids[0] = CLS;
    for (int i = 0; i < inner.length; i++) {
      ids[i + 1] = inner[i];
    }
    ids[count - 1] = SEP;
    long[] ones = new long[count];
    Arrays.fill(ones, 1);
    try (OnnxTensor tokens = tensor(ids);
        OnnxTensor mask = tensor(ones);
        OnnxTensor types = tensor(new long[count]);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types))) {
      return mean(session.floats(result, "last_hidden_state", 1, count, WIDTH));
    }
  }

  private OnnxTensor tensor(long[] values) {
    LongBuffer buffer =
        ByteBuffer.allocateDirect(values.length * Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .asLongBuffer();
    buffer.put(values).flip();
    return session.tensor(buffer, 1, values.length);
  }

  /** The mean of rows, scaled to length 1. */
  private static float[] mean(float[] rows) {
    float[] sum = new float[WIDTH];
    for (int i = 0; i < rows.length; i++) {
      sum[i % WIDTH] += rows[i];
    }
    return scaled(sum);
  }

  /** A vector scaled to length 1. */
  static float[] scaled(float[] vector) {
    double squares = 0;
    for (float each : vector) {
      squares += (double) each * each;
    }
    float factor = (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
    return vector;
  }

  @Override
  public void close() {
    session.close();
  }
}
