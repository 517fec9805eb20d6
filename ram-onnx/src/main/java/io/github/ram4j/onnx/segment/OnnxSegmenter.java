package io.github.ram4j.onnx.segment;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.image.batch.DirectBuffer;
import io.github.ram4j.image.batch.ImagePreprocessor;
import io.github.ram4j.image.batch.ImagePreprocessor.PreparedImage;
import io.github.ram4j.image.resize.ImageFit;
import io.github.ram4j.locate.EmbeddedImage;
import io.github.ram4j.locate.LowResMask;
import io.github.ram4j.locate.MaskPrompt;
import io.github.ram4j.locate.SegmentedMask;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.runtime.lifetime.CallGate;
import io.github.ram4j.runtime.session.GraphSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;

/** A segmenter on a bundle's sessions. */
public final class OnnxSegmenter implements Segmenter {
  private static final int CHANNELS = 3;

  /** The most prompts that are answered together, which bounds the memory of a call. */
  private static final int TOGETHER = 16;

  /** The largest magnitude of logits that SAM 2 gives back. */
  private static final float LARGEST_LOGIT = 32;

  private final ModelInfo info;
  private final SegmentModel model;
  private final ImagePreprocessor reader;
  private final CallGate gate;
  private final ConcurrentLinkedQueue<DirectBuffer> free = new ConcurrentLinkedQueue<>();

  /** The prompts that can go through the graphs together: those of one kind. */
  private record Kind(int points, boolean masked) {
    static Kind of(MaskPrompt prompt, PromptPoints points) {
      return new Kind(points.count(prompt), prompt.mask().isPresent());
    }
  }

  /** A segmenter that owns its model. */
  public OnnxSegmenter(ModelInfo info, SegmentModel model, ImagePreprocessor reader) {
    this.info = info;
    this.model = model;
    this.reader = reader;
    this.gate = CallGate.open("segmenter of " + info.source());
  }

  @Override
  public ModelInfo model() {
    return info;
  }

  @Override
  public EmbeddedImage embed(ImageSource image) throws IOException {
    return gate.call(
        () -> {
          DirectBuffer borrowed = free.poll();
          DirectBuffer buffer = borrowed != null ? borrowed : new DirectBuffer();
          try {
            return embedded(image.name(), reader.prepare(image, buffer));
          } finally {
            free.add(buffer);
          }
        });
  }

  private EmbeddedImage embedded(String name, PreparedImage image) {
    GraphSession encoder = model.imageEncoder();
    SegmentModel.Sizes sizes = model.sizes();
    int side = model.preparation().sizePx();
    long places = (long) sizes.grid() * sizes.grid();
    try (OnnxTensor pixels = encoder.tensor(image.pixels(), 1, CHANNELS, side, side);
        OrtSession.Result result = encoder.run(Map.of(SegmentationGraphs.IMAGE, pixels))) {
      float[] rows = encoder.floats(result, SegmentationGraphs.EMBEDDING, 1, places, sizes.width());
      return EmbeddedImage.of(
          name, model.digest(), image.width(), image.height(), image.orientation(), rows);
    }
  }

  @Override
  public List<SegmentedMask> segment(EmbeddedImage image, List<MaskPrompt> prompts) {
    boolean chooses = model.isSecond();
    long[] asked = chooses ? LongStream.range(0, model.sizes().answers()).toArray() : new long[1];
    return answers(image, prompts, chooses, asked).stream().map(all -> all.get(0)).toList();
  }

  @Override
  public List<List<SegmentedMask>> alternatives(EmbeddedImage image, List<MaskPrompt> prompts) {
    return answers(image, prompts, false, LongStream.range(1, model.sizes().answers()).toArray());
  }

  private List<List<SegmentedMask>> answers(
      EmbeddedImage image, List<MaskPrompt> prompts, boolean chooses, long... answers) {
    List<MaskPrompt> all = List.copyOf(prompts);
    try {
      return gate.call(() -> inside(image, all, chooses, answers));
    } catch (IOException e) {
      throw new UncheckedIOException("answering prompts reads no files", e);
    }
  }

  private List<List<SegmentedMask>> inside(
      EmbeddedImage image, List<MaskPrompt> prompts, boolean chooses, long... answers) {
    requireOwn(image);
    ImageFit fit = ImageFit.of(model.preparation(), image.width(), image.height());
    PromptPoints points = new PromptPoints(image, fit, model.isSecond());
    Map<Kind, List<Integer>> kinds = new LinkedHashMap<>();
    for (int i = 0; i < prompts.size(); i++) {
      points.require(prompts.get(i), i, model.sizes().lowRes());
      kinds.computeIfAbsent(Kind.of(prompts.get(i), points), kind -> new ArrayList<>()).add(i);
    }
    if (prompts.isEmpty()) {
      return List.of();
    }
    int lowRes = model.sizes().lowRes();
    MaskScaling scaling =
        model.isSecond()
            ? MaskScaling.direct(lowRes, image.width(), image.height())
            : MaskScaling.byInput(lowRes, fit, image.width(), image.height());
    List<List<SegmentedMask>> all = new ArrayList<>(Collections.nCopies(prompts.size(), null));
    try (MaskSessions sessions = new MaskSessions(model, image, points, answers)) {
      for (List<Integer> alike : kinds.values()) {
        for (int from = 0; from < alike.size(); from += TOGETHER) {
          List<Integer> group = alike.subList(from, Math.min(alike.size(), from + TOGETHER));
          List<List<MaskSessions.Answer>> made =
              sessions.run(group.stream().map(prompts::get).toList());
          for (int i = 0; i < group.size(); i++) {
            List<MaskSessions.Answer> ofPrompt = made.get(i);
            all.set(
                group.get(i),
                masks(chooses ? List.of(StableAnswer.of(ofPrompt)) : ofPrompt, scaling));
          }
        }
      }
    }
    return all;
  }

  private List<SegmentedMask> masks(List<MaskSessions.Answer> answers, MaskScaling scaling) {
    List<SegmentedMask> masks = new ArrayList<>();
    for (MaskSessions.Answer answer : answers) {
      float[] logits = new float[answer.lowRes().logits().remaining()];
      answer.lowRes().logits().get(logits);
      LowResMask lowRes = model.isSecond() ? clamped(logits) : answer.lowRes();
      masks.add(new SegmentedMask(scaling.mask(logits), answer.quality(), lowRes));
    }
    return masks;
  }

  /** An answer's logits as SAM 2 gives them back. */
  private LowResMask clamped(float[] logits) {
    float[] within = new float[logits.length];
    for (int i = 0; i < within.length; i++) {
      within[i] = Math.max(-LARGEST_LOGIT, Math.min(LARGEST_LOGIT, logits[i]));
    }
    return LowResMask.of(model.sizes().lowRes(), within);
  }

  private void requireOwn(EmbeddedImage image) {
    Objects.requireNonNull(image, "image");
    if (!image.model().equals(model.digest())
        || image.rows().remaining() != model.sizes().embedding()) {
      throw new ModelException(
          "segmenter of %s: expected an image that this bundle's encoder embedded, found %s of another model"
              .formatted(info.source(), image.name()));
    }
  }

  @Override
  public void close() {
    gate.close(
        () -> {
          free.clear();
          model.close();
        });
  }
}
