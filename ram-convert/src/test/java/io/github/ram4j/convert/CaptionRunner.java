package io.github.ram4j.convert;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.session.GraphSession;
import io.github.ram4j.runtime.session.OnnxRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The graphs of captions, opened as the library opens them; what they give lives until this is
 * closed.
 */
final class CaptionRunner implements AutoCloseable {
  /** Added where a word is not to be seen, as the reference adds it. */
  static final float UNSEEN = -10000;

  private final OrtEnvironment environment = OnnxRuntime.environment();
  private final List<OnnxTensor> given = new ArrayList<>();
  private final List<OrtSession.Result> results = new ArrayList<>();
  private final GraphSession tagEncoder;
  private final GraphSession decoder;

  CaptionRunner(Path bundle) {
    tagEncoder = open(bundle, "tag_encoder.onnx");
    decoder = open(bundle, "caption_decoder.onnx");
  }

  private static GraphSession open(Path bundle, String graph) {
    return GraphSession.open(graph, bundle.resolve(graph), RuntimeOptions.defaults());
  }

  /**
   * Words that go through the decoder together.
   *
   * @param ids of each image, as many for each
   * @param positions of the words
   * @param bias of each word against those before and these, the same for every image
   * @param wanted which words get logits
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Words(long[][] ids, long[] positions, float[][] bias, long... wanted) {}

  /** The sizes that a graph declares for its inputs or outputs, −1 for any. */
  static Map<String, List<Long>> shapes(Map<String, NodeInfo> nodes) {
    Map<String, List<Long>> shapes = new HashMap<>();
    nodes.forEach(
        (name, node) ->
            shapes.put(
                name, Arrays.stream(((TensorInfo) node.getInfo()).getShape()).boxed().toList()));
    return shapes;
  }

  GraphSession decoder() {
    return decoder;
  }

  /** Keys and values of tags, for rows [images, rows, width]. */
  OrtSession.Result tags(long[][] ids, float[][][][] bias, float[][][] rows) throws OrtException {
    return kept(
        tagEncoder.run(Map.of("ids", tensor(ids), "bias", tensor(bias), "rows", tensor(rows))));
  }

  /** Logits, and keys and values of all words so far. */
  OrtSession.Result words(Words words, OrtSession.Result tags, OrtSession.Result past)
      throws OrtException {
    int images = words.ids().length;
    float[][][][] bias = new float[images][1][][];
    for (float[][][] image : bias) {
      image[0] = words.bias();
    }
    Map<String, OnnxTensor> inputs = new HashMap<>();
    inputs.put("ids", tensor(words.ids()));
    inputs.put("positions", tensor(words.positions()));
    inputs.put("bias", tensor(bias));
    inputs.put("wanted", tensor(words.wanted()));
    for (int layer = 0; layer < TinyText.LAYERS; layer++) {
      for (String part : List.of("keys." + layer, "values." + layer)) {
        inputs.put("tag_" + part, (OnnxTensor) tags.get("tag_" + part).orElseThrow());
        inputs.put(
            "past_" + part,
            past == null ? nothing(images) : (OnnxTensor) past.get(part).orElseThrow());
      }
    }
    return kept(decoder.run(inputs));
  }

  /** Logits of [images, wanted words, ids]. */
  static float[][][] logits(OrtSession.Result result) throws OrtException {
    return (float[][][]) result.get("logits").orElseThrow().getValue();
  }

  private OnnxTensor tensor(Object array) throws OrtException {
    return kept(
        array instanceof long[] one
            ? OnnxTensor.createTensor(environment, LongBuffer.wrap(one), new long[] {one.length})
            : OnnxTensor.createTensor(environment, array));
  }

  private OnnxTensor nothing(int images) throws OrtException {
    FloatBuffer none = ByteBuffer.allocateDirect(0).order(ByteOrder.nativeOrder()).asFloatBuffer();
    long width = TinyText.HIDDEN / TinyText.HEADS;
    return kept(
        OnnxTensor.createTensor(environment, none, new long[] {images, TinyText.HEADS, 0, width}));
  }

  private OnnxTensor kept(OnnxTensor tensor) {
    given.add(tensor);
    return tensor;
  }

  private OrtSession.Result kept(OrtSession.Result result) {
    results.add(result);
    return result;
  }

  @Override
  public void close() {
    given.forEach(OnnxTensor::close);
    results.forEach(OrtSession.Result::close);
    tagEncoder.close();
    decoder.close();
  }
}
