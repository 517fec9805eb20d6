package io.github.ram4j.onnx.segment;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.ModelException;
import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.image.batch.DirectBuffer;
import io.github.ram4j.locate.EmbeddedImage;
import io.github.ram4j.locate.LowResMask;
import io.github.ram4j.locate.MaskPrompt;
import io.github.ram4j.runtime.session.GraphSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs prompts of one image, group by group. Not thread-safe; one for each call. */
final class MaskSessions implements AutoCloseable {
  private final SegmentModel model;
  private final PromptPoints points;
  private final OnnxTensor embedding;
  private final long[] answers;

  /**
   * An answer of the model.
   *
   * @param lowRes its logits
   * @param quality as predicted
   */
  record Answer(LowResMask lowRes, float quality) {}

  /**
   * Sessions for an image.
   *
   * @param answers the wanted ones
   */
  MaskSessions(SegmentModel model, EmbeddedImage image, PromptPoints points, long... answers) {
    this.model = model;
    this.points = points;
    this.answers = answers.clone();
    SegmentModel.Sizes sizes = model.sizes();
    FloatBuffer rows = new DirectBuffer().floats(sizes.embedding());
    rows.put(image.rows()).flip();
    this.embedding =
        model.maskDecoder().tensor(rows, 1, (long) sizes.grid() * sizes.grid(), sizes.width());
  }

  /**
   * Answers prompts of as many points each, all with a mask or all without.
   *
   * @return for each prompt its answers
   */
  List<List<Answer>> run(List<MaskPrompt> prompts) {
    if (prompts.get(0).mask().isEmpty()) {
      return decode(prompts, embedding);
    }
    int side = model.sizes().lowRes();
    FloatBuffer masks = new DirectBuffer().floats(prompts.size() * side * side);
    prompts.forEach(prompt -> masks.put(prompt.mask().orElseThrow().logits()));
    GraphSession encoder = model.maskEncoder();
    try (OnnxTensor lowRes = encoder.tensor(masks.flip(), prompts.size(), 1, side, side);
        OrtSession.Result masked =
            encoder.run(
                Map.of(
                    SegmentationGraphs.EMBEDDING, embedding,
                    SegmentationGraphs.LOW_RES, lowRes))) {
      return decode(prompts, GraphSession.output(masked, SegmentationGraphs.MASKED_EMBEDDING));
    }
  }

  private List<List<Answer>> decode(List<MaskPrompt> prompts, OnnxTensor image) {
    int count = prompts.size();
    int places = points.count(prompts.get(0));
    FloatBuffer xy = new DirectBuffer().floats(2 * count * places);
    LongBuffer labels = new DirectBuffer().longs(count * places);
    prompts.forEach(prompt -> points.put(prompt, xy, labels));
    GraphSession decoder = model.maskDecoder();
    LongBuffer wanted = new DirectBuffer().of(answers);
    try (OnnxTensor pointTensor = decoder.tensor(xy.flip(), count, places, 2);
        OnnxTensor labelTensor = decoder.tensor(labels.flip(), count, places);
        OnnxTensor answerTensor = decoder.tensor(wanted, answers.length);
        OrtSession.Result result =
            decoder.run(
                Map.of(
                    SegmentationGraphs.EMBEDDING, image,
                    SegmentationGraphs.POINTS, pointTensor,
                    SegmentationGraphs.LABELS, labelTensor,
                    SegmentationGraphs.ANSWERS, answerTensor))) {
      int side = model.sizes().lowRes();
      float[] masks =
          decoder.floats(result, SegmentationGraphs.MASKS, count, answers.length, side, side);
      float[] quality = decoder.floats(result, SegmentationGraphs.QUALITY, count, answers.length);
      return answers(masks, quality, side);
    }
  }

  private List<List<Answer>> answers(float[] masks, float[] quality, int side) {
    List<List<Answer>> all = new ArrayList<>();
    for (int i = 0; i < quality.length; i += answers.length) {
      List<Answer> ofPrompt = new ArrayList<>();
      for (int j = i; j < i + answers.length; j++) {
        float[] logits = new float[side * side];
        System.arraycopy(masks, j * logits.length, logits, 0, logits.length);
        requireFinite(logits);
        ofPrompt.add(new Answer(LowResMask.of(side, logits), quality[j]));
      }
      all.add(ofPrompt);
    }
    return all;
  }

  private void requireFinite(float[] logits) {
    for (float logit : logits) {
      if (Float.isInfinite(logit)) {
        throw new ModelException(
            "%s: output %s: expected finite logits, found %s"
                .formatted(model.maskDecoder().name(), SegmentationGraphs.MASKS, logit));
      }
    }
  }

  @Override
  public void close() {
    embedding.close();
  }
}
