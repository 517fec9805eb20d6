package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** The pickle of a TorchScript archive, a tree of objects, in an archive that is sound. */
class TorchScriptFuzzTest {
  @FuzzTest
  void tree(byte[] data) throws IOException {
    Checkpoints.read(Input.file("script.pt", Archives.script(data)));
  }
}
