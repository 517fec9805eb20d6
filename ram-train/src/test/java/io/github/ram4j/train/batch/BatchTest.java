package io.github.ram4j.train.batch;

import static io.github.ram4j.train.model.SmallModels.floats;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.train.batch.Batch.TagTargets;
import io.github.ram4j.train.data.TrainingExample;
import io.github.ram4j.train.loss.AsymmetricLoss;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // scopes are there to be closed
class BatchTest {
  private static final int TAGS = 40;
  private static final BatchPlan SAMPLED =
      new BatchPlan(TAGS, Optional.empty(), 12, Optional.empty());

  private static TrainingExample example(int side, int... tags) {
    return TrainingExample.of(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), tags);
  }

  private static Batch batch(BatchPlan plan, long seed, TrainingExample... examples) {
    return Batch.of(List.of(examples), plan, new SplittableRandom(seed));
  }

  private static int[] ids(TagTargets targets) {
    float[] floats = floats(targets.ids().to(torch.ScalarType.Float));
    int[] ids = new int[floats.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (int) floats[i];
    }
    return ids;
  }

  @Test
  void aSampleHoldsWhatTheImageShowsAndOthersOnce() {
    for (int seed = 0; seed < 100; seed++) {
      TagSample sample = TagSample.draw(new int[] {3, 17}, 12, SAMPLED, new SplittableRandom(seed));
      assertEquals(2, sample.positives());
      assertArrayEquals(new int[] {3, 17}, Arrays.copyOf(sample.tags(), 2));
      Set<Integer> all = new HashSet<>();
      Arrays.stream(sample.tags()).forEach(all::add);
      assertEquals(12, all.size());
      assertTrue(Collections.max(all) < TAGS && Collections.min(all) >= 0);
      assertEquals((TAGS - 2) / 10f, sample.weight(), 1e-6);
    }
  }

  @Test
  void aSampleOfAllIsAll() {
    BatchPlan plan = new BatchPlan(5, Optional.empty(), 0, Optional.empty());
    TagSample sample = TagSample.draw(new int[] {4}, 5, plan, new SplittableRandom(1));
    assertArrayEquals(new int[] {4, 0, 1, 2, 3}, sample.tags());
    assertEquals(1, sample.weight());
    TagSample full = TagSample.draw(new int[] {0, 1, 2, 3, 4}, 5, plan, new SplittableRandom(1));
    assertEquals(5, full.positives());
    assertEquals(0, full.weight());
  }

  @Test
  void aPlanLooksAtTwiceWhatIsShownAndNoMoreThanThereIs() {
    assertEquals(12, SAMPLED.count(3));
    assertEquals(20, SAMPLED.count(10));
    assertEquals(TAGS, SAMPLED.count(30));
    assertEquals(TAGS, new BatchPlan(TAGS, Optional.empty(), 0, Optional.empty()).count(1));
    BatchPlan some = new BatchPlan(TAGS, Optional.of(new int[] {5, 9, 30}), 2, Optional.empty());
    assertEquals(2, some.count(1));
    assertEquals(3, some.count(2));
    assertArrayEquals(new int[] {9, 30}, some.learned(new int[] {1, 9, 30, 39}));
  }

  @Test
  void withAllTagsNothingIsDrawn() {
    try (PointerScope scope = new PointerScope()) {
      BatchPlan plan = new BatchPlan(4, Optional.empty(), 0, Optional.empty());
      TagTargets targets = batch(plan, 1, example(8, 1), example(8), example(8, 0, 3)).tags();
      assertNull(targets.ids());
      assertNull(targets.weights());
      assertArrayEquals(
          new float[] {0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1}, floats(targets.positives()));
    }
  }

  @Test
  void onlyTagsThatAreLearnedAreLookedAt() {
    try (PointerScope scope = new PointerScope()) {
      BatchPlan plan = new BatchPlan(TAGS, Optional.of(new int[] {5, 9, 30}), 0, Optional.empty());
      TagTargets targets = batch(plan, 1, example(8, 1, 9), example(8, 2)).tags();
      assertArrayEquals(new int[] {9, 5, 30, 5, 9, 30}, ids(targets));
      assertArrayEquals(new float[] {1, 0, 0, 0, 0, 0}, floats(targets.positives()));
      assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1}, floats(targets.weights()));
    }
  }

  /** Else a sample would teach something else than all tags do. */
  @Test
  void theSampledLossIsTheFullLossOnTheMean() {
    int draws = 3000;
    try (PointerScope scope = new PointerScope()) {
      float[] logits = new float[TAGS];
      SplittableRandom random = new SplittableRandom(7);
      for (int i = 0; i < TAGS; i++) {
        logits[i] = (float) random.nextDouble(-3, 3);
      }
      Tensor all = torch.tensor(logits);
      AsymmetricLoss loss = new AsymmetricLoss(2, 0, 0.05);
      float[] shown = new float[TAGS];
      shown[3] = 1;
      shown[17] = 1;
      double full =
          loss.of(all.view(1, TAGS), torch.tensor(shown).view(1, TAGS), null).item_float();
      TrainingExample[] same = new TrainingExample[draws];
      Arrays.fill(same, example(4, 3, 17));
      TagTargets targets = batch(SAMPLED, 11, same).tags();
      Tensor chosen = all.index_select(0, targets.ids().flatten()).view(draws, 12);
      double mean = loss.of(chosen, targets.positives(), targets.weights()).item_float() / draws;
      assertEquals(full, mean, 0.03 * full);
    }
  }

  @Test
  void theSameSeedDrawsTheSame() {
    try (PointerScope scope = new PointerScope()) {
      int[] first = ids(batch(SAMPLED, 5, example(4, 3), example(4, 8)).tags());
      assertArrayEquals(first, ids(batch(SAMPLED, 5, example(4, 3), example(4, 8)).tags()));
      assertTrue(
          !Arrays.equals(first, ids(batch(SAMPLED, 6, example(4, 3), example(4, 8)).tags())));
    }
  }

  @Test
  void imagesOfABatchHaveOneSize() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> batch(SAMPLED, 1, example(8), example(4)));
    assertTrue(refused.getMessage().contains("8 x 8"), refused.getMessage());
  }

  @Test
  void featuresAreTakenWhereAllHaveThem() {
    try (PointerScope scope = new PointerScope()) {
      float[] feature = new float[512];
      feature[2] = 3;
      TrainingExample taught =
          new TrainingExample(
              example(4).image(), new int[] {1}, Optional.empty(), Optional.of(feature));
      Tensor features = batch(SAMPLED, 1, taught, taught).teacher().orElseThrow();
      assertEquals(2, features.size(0));
      assertEquals(3, floats(features)[512 + 2]);
      assertTrue(batch(SAMPLED, 1, taught, example(4, 1)).teacher().isEmpty());
    }
  }
}
