package io.github.ram4j.convert;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.session.GraphSession;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/** The graphs of a bundle, to check what the converter wrote; opened as the library opens them. */
final class OrtRunner implements AutoCloseable {
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] STD = {0.229f, 0.224f, 0.225f};

  private final GraphSession encoder;
  private final GraphSession head;

  OrtRunner(Path bundle) {
    encoder = open(bundle, "image_encoder.onnx");
    head = open(bundle, "tagging_head.onnx");
  }

  private static GraphSession open(Path bundle, String graph) {
    return GraphSession.open(graph, bundle.resolve(graph), RuntimeOptions.defaults());
  }

  /** Logits of [batch, 3, size, size] pixels, image after image. */
  float[] logits(float[] pixels, int batch, int size) {
    try (OnnxTensor input = encoder.tensor(FloatBuffer.wrap(pixels), batch, 3, size, size);
        OrtSession.Result rows = encoder.run(Map.of("image", input));
        OrtSession.Result result = head.run(Map.of("rows", (OnnxTensor) rows.get(0)))) {
      FloatBuffer logits = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] copy = new float[logits.remaining()];
      logits.get(copy);
      return copy;
    }
  }

  /** Rows of [batch, 3, size, size] pixels, image after image. */
  float[] rows(float[] pixels, int batch, int size) {
    try (OnnxTensor input = encoder.tensor(FloatBuffer.wrap(pixels), batch, 3, size, size);
        OrtSession.Result rows = encoder.run(Map.of("image", input))) {
      FloatBuffer values = ((OnnxTensor) rows.get(0)).getFloatBuffer();
      float[] copy = new float[values.remaining()];
      values.get(copy);
      return copy;
    }
  }

  /** An image that has the model's size already, normalized, [3, size, size]. */
  static float[] pixels(Path png) throws IOException {
    BufferedImage image = ImageIO.read(png.toFile());
    int area = image.getWidth() * image.getHeight();
    float[] chw = new float[3 * area];
    for (int i = 0; i < area; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      for (int c = 0; c < 3; c++) {
        chw[c * area + i] = ((rgb >> (16 - 8 * c) & 255) / 255f - MEAN[c]) / STD[c];
      }
    }
    return chw;
  }

  @Override
  public void close() {
    encoder.close();
    head.close();
  }
}
