package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** The pickle of a checkpoint, in an archive that is sound. */
class PickleFuzzTest {
  @FuzzTest
  void pickle(byte[] data) throws IOException {
    Checkpoints.read(Input.file("pickle.pth", Archives.weights(data)));
  }
}
