package io.github.ram4j.benchmarks;

import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.benchmarks.subject.Bundles;
import io.github.ram4j.benchmarks.subject.SampleImages;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Program that prints the logits of drawn images on the processor of this JVM. {@link
 * CompareProcessors} starts it in JVMs of its own; a line has the logits of one image and bundle.
 */
final class AnswersHere {
  private static final int SIDE_PX = 96;
  private static final int STEP_PX = 7;

  private AnswersHere() {}

  /**
   * Recognizes.
   *
   * @param arguments the number of images, the bundles
   */
  public static void main(String[] arguments) throws IOException {
    int images = Integer.parseInt(arguments[0]);
    for (String bundle : List.of(arguments).subList(1, arguments.length)) {
      try (Recognizer recognizer = RamModels.open(Bundles.read(bundle), ModelOptions.defaults())) {
        for (int i = 0; i < images; i++) {
          Recognition recognition =
              recognizer.recognize(SampleImages.image(SIDE_PX + i * STEP_PX, SIDE_PX));
          StringJoiner line = new StringJoiner(" ");
          for (int tag = 0; tag < recognition.vocabulary().size(); tag++) {
            line.add(Float.toString(recognition.logits().get(tag)));
          }
          System.out.println(line);
        }
      }
    }
  }

  /** Reads the logits of a line. */
  static float[] logits(String line) {
    List<Float> values = new ArrayList<>();
    for (String value : line.split(" ", -1)) {
      values.add(Float.valueOf(value));
    }
    float[] logits = new float[values.size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = values.get(i);
    }
    return logits;
  }
}
