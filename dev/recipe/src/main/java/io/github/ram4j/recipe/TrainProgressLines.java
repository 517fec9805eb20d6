package io.github.ram4j.recipe;

import io.github.ram4j.train.StepProgress;
import io.github.ram4j.train.TrainListener;
import java.util.Locale;
import java.util.OptionalDouble;

/** Listener that prints a line at intervals. */
final class TrainProgressLines implements TrainListener {
  private static final int EVERY = 50;

  @Override
  public void started(long step) {
    System.out.println(step == 0 ? "begins" : "goes on after step " + step);
  }

  @Override
  public void step(StepProgress progress) {
    if (progress.step() % EVERY == 0) {
      System.out.printf(
          Locale.ROOT,
          "step %d of %d: loss %.3f, tags %.3f%s, gradient %.2f, %.0f images/s, %d min left%n",
          progress.step(),
          progress.steps(),
          progress.losses().total(),
          progress.losses().tags(),
          progress.losses().caption().isPresent()
              ? String.format(
                  Locale.ROOT, ", caption %.3f", progress.losses().caption().getAsDouble())
              : "",
          progress.gradientNorm(),
          progress.imagesPerSecond(),
          progress.left().toMinutes());
    }
  }

  @Override
  public void validated(long step, double meanAveragePrecision, OptionalDouble best) {
    System.out.printf(Locale.ROOT, "step %d: mAP %.4f%n", step, meanAveragePrecision);
  }
}
