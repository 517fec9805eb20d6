package io.github.ram4j.train.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // scopes are there to be closed
class SharedSoftmaxLossTest {
  /** Probabilities of 1/4, 1/2 and 1/4 for each image. */
  private static double loss(double smoothing, float[] held) {
    try (PointerScope scope = new PointerScope()) {
      float once = (float) Math.log(2);
      int images = held.length / 3;
      float[] logits = new float[held.length];
      for (int i = 1; i < logits.length; i += 3) {
        logits[i] = once;
      }
      Tensor given = torch.tensor(logits).view(images, 3);
      return new SharedSoftmaxLoss(smoothing)
          .of(given, torch.tensor(held).view(images, 3))
          .item_float();
    }
  }

  @Test
  void anImagesTagsShareItsTarget() {
    assertEquals(Math.log(4), loss(0, new float[] {1, 0, 0}), 1e-6);
    assertEquals((Math.log(4) + Math.log(2)) / 2, loss(0, new float[] {1, 1, 0}), 1e-6);
  }

  @Test
  void imagesCountAlike() {
    double first = Math.log(2);
    double second = (2 * Math.log(4) + Math.log(2)) / 3;
    assertEquals((first + second) / 2, loss(0, new float[] {0, 1, 0, 1, 1, 1}), 1e-6);
  }

  @Test
  void smoothingSpreadsAShareOverAllTags() {
    double all = (2 * Math.log(4) + Math.log(2)) / 3;
    assertEquals(0.9 * Math.log(2) + 0.1 * all, loss(0.1, new float[] {0, 1, 0}), 1e-6);
  }

  @Test
  void anImageWithoutTagsIsNoMistake() {
    assertEquals(0, loss(0, new float[3]), 0);
  }
}
