package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** A whole archive of torch.save: its directory, its headers, its pickle. */
class TorchArchiveFuzzTest {
  @FuzzTest
  void archive(byte[] data) throws IOException {
    byte[] file = data.clone();
    byte[] magic = {'P', 'K', 3, 4};
    System.arraycopy(magic, 0, file, 0, Math.min(magic.length, file.length));
    Checkpoints.read(Input.file("archive.pth", file));
  }
}
