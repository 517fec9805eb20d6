package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The header of a safetensors file and 64 bytes of elements; its length is right. */
class SafetensorsFuzzTest {
  private static final int ELEMENTS = 64;

  @FuzzTest
  void header(byte[] data) throws IOException {
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + 1 + data.length + ELEMENTS)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(1 + data.length)
            .put((byte) '{')
            .put(data);
    Checkpoints.read(Input.file("header.safetensors", file.array()));
  }
}
