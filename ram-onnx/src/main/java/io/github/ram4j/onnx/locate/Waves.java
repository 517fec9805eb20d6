package io.github.ram4j.onnx.locate;

import java.nio.FloatBuffer;

/** Sine features of an angle: sines and cosines in turn, each pair slower than the one before. */
final class Waves {
  private Waves() {}

  static void put(FloatBuffer to, double angle, int features, double temperature) {
    for (int i = 0; i < features; i += 2) {
      double slower = angle / Math.pow(temperature, (double) i / features);
      to.put((float) Math.sin(slower));
      to.put((float) Math.cos(slower));
    }
  }
}
