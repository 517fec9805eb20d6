package io.github.ram4j.onnx.tagging;

import ai.onnxruntime.OnnxTensor;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageEmbedding;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The tags of a vocabulary over a bundle's open sessions. It owns none of them; closing it does
 * nothing.
 */
final class VocabularyTagger implements EncodingTagger {
  private final BundleTagger model;
  private final VocabularyPlan plan;
  private final List<TagInputs> inputs;

  /** Null where no tag needs it. */
  private final OpenHead open;

  VocabularyTagger(BundleTagger model, VocabularyPlan plan, List<TagInputs> inputs, OpenHead open) {
    this.model = model;
    this.plan = plan;
    this.inputs = inputs;
    this.open = open;
  }

  @Override
  public int imageSizePx() {
    return model.imageSizePx();
  }

  @Override
  public int fixedBatch() {
    return model.fixedBatch();
  }

  @Override
  public String provider() {
    return model.provider();
  }

  @Override
  public List<EncodedImage> encode(List<String> names, FloatBuffer pixels) {
    return model.encode(names, pixels);
  }

  @Override
  public ImageEmbedding embedding(EncodedImage image) {
    return model.embedding(image);
  }

  @Override
  public float[] logits(EncodedImage image) {
    return model.withRows(image, rows -> logits(rows, 1));
  }

  @Override
  public float[] logits(FloatBuffer pixels, int images) {
    return model.withRows(pixels, images, rows -> logits(rows, images));
  }

  /** The logits of the vocabulary's tags, float32 [images, tags]. */
  private float[] logits(OnnxTensor rows, int images) {
    int tags = plan.tags().size();
    float[] logits = new float[Math.multiplyExact(images, tags)];
    if (!plan.listed().isEmpty()) {
      float[] ofList = model.logitsOfList(rows, images);
      int size = ofList.length / images;
      for (int image = 0; image < images; image++) {
        for (VocabularyPlan.Listed tag : plan.listed()) {
          logits[image * tags + tag.place()] = ofList[image * size + tag.index()];
        }
      }
    }
    if (!inputs.isEmpty()) {
      model.eachImage(
          rows,
          images,
          (image, ofImage) ->
              inputs.forEach(some -> open.infer(ofImage, some, logits, image * tags)));
    }
    if (!plan.examples().isEmpty()) {
      float[] embeddings = model.embeddings(rows, images);
      for (int image = 0; image < images; image++) {
        for (VocabularyPlan.Example tag : plan.examples()) {
          logits[image * tags + tag.place()] =
              (float) (tag.bias() + product(tag.row(), embeddings, image * model.width()));
        }
      }
    }
    return logits;
  }

  private static double product(float[] row, float[] embeddings, int from) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += (double) row[i] * embeddings[from + i];
    }
    return sum;
  }

  @Override
  public void close() {
    // The sessions are the model's.
  }
}
