package io.github.ram4j.data;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/**
 * Histogram of logits in steps of 1/16 from −16 to 16, with logits beyond in the outermost steps.
 * Its size does not depend on the number of images. Serialized, it has the steps alone that count
 * something.
 */
final class LogitCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int STEPS = 16;
  private static final int BOUND = 16;
  private static final int BINS = 2 * BOUND * STEPS;

  private transient int[] bins;
  private transient long total;

  void add(float logit) {
    int bin = (int) Math.floor((logit + BOUND) * STEPS);
    add(Math.min(BINS - 1, Math.max(0, bin)), 1);
  }

  /** Adds the logits that another histogram counted. */
  void addAll(LogitCounts other) {
    for (int bin = 0; other.bins != null && bin < BINS; bin++) {
      if (other.bins[bin] > 0) {
        add(bin, other.bins[bin]);
      }
    }
  }

  private void add(int bin, int count) {
    if (bins == null) {
      bins = new int[BINS];
    }
    bins[bin] = Math.addExact(bins[bin], count);
    total += count;
  }

  long total() {
    return total;
  }

  /**
   * The logit below which a share of all lies, interpolated linearly within its step.
   *
   * @param share from 0 to 1
   * @throws IllegalStateException if nothing was counted
   */
  double quantile(double share) {
    if (total == 0) {
      throw new IllegalStateException("quantile: expected logits, found none");
    }
    double wanted = share * total;
    double below = 0;
    int last = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (bins[bin] > 0) {
        last = bin;
        if (below + bins[bin] >= wanted) {
          return edge(bin + Math.max(0, wanted - below) / bins[bin]);
        }
        below += bins[bin];
      }
    }
    return edge(last + 1);
  }

  private static double edge(double bin) {
    return bin / STEPS - BOUND;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    for (int bin = 0; bins != null && bin < BINS; bin++) {
      if (bins[bin] > 0) {
        out.writeShort(bin);
        out.writeInt(bins[bin]);
      }
    }
    out.writeShort(-1);
  }

  private void readObject(ObjectInputStream in) throws IOException {
    for (int bin = in.readShort(); bin >= 0; bin = in.readShort()) {
      add(bin, in.readInt());
    }
  }
}
