package io.github.ram4j.fuzz;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.checkpoint.CheckpointEntry;
import io.github.ram4j.convert.checkpoint.CheckpointTensor;
import java.io.IOException;
import java.nio.file.Path;

/** Opens a checkpoint that may be anything, and reads of it what there is. */
final class Checkpoints {
  private static final int TENSORS = 50;
  private static final int ELEMENTS = 1000;

  private Checkpoints() {}

  static void read(Path file) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      checkpoint.tensors().values().stream().limit(TENSORS).forEach(Checkpoints::read);
      for (String other : checkpoint.others()) {
        Checkpoint.open(file, other).close();
      }
      checkpoint.entries().values().stream().limit(TENSORS).forEach(Checkpoints::read);
    } catch (ModelException e) {
      Input.requireNames(e, file.getParent());
    }
  }

  private static void read(CheckpointEntry entry) {
    if (!entry.toString().startsWith(entry.path())) {
      throw new AssertionError("an entry that is not called by its path: " + entry);
    }
  }

  private static void read(CheckpointTensor tensor) {
    int count = (int) Math.min(ELEMENTS, tensor.elementCount());
    tensor.readFloats(tensor.elementCount() - count, new float[count], 0, count);
    if (!tensor.dtype().isFloatingPoint() && tensor.elementCount() <= ELEMENTS) {
      tensor.readLongs();
    }
  }
}
