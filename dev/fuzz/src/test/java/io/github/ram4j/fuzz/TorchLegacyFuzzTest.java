package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;

/** A checkpoint of torch.save's older format, after its pickles of magic number and version. */
class TorchLegacyFuzzTest {
  private static final byte[] BEGINNING =
      HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e80024de9032e");

  @FuzzTest
  void rest(byte[] data) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(BEGINNING);
    file.writeBytes(data);
    Checkpoints.read(Input.file("legacy.pth", file.toByteArray()));
  }
}
