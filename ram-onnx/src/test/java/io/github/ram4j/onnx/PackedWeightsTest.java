package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.testkit.TestImages;
import java.io.IOException;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class PackedWeightsTest {
  private static final float ROUNDING = 1e-5f;

  @Test
  void scoresAreTheSameButForRounding() throws IOException {
    assertArrayEquals(
        scores(ModelOptions.defaults()),
        scores(
            ModelOptions.defaults()
                .withRuntime(RuntimeOptions.defaults().withPackedWeights(false))),
        ROUNDING);
  }

  private static float[] scores(ModelOptions config) throws IOException {
    try (Recognizer recognizer = RamModels.open(ClipartModels.ram(), config)) {
      FloatBuffer scores = recognizer.recognize(TestImages.sample("house.png")).scores();
      float[] copy = new float[scores.remaining()];
      scores.get(copy);
      return copy;
    }
  }
}
