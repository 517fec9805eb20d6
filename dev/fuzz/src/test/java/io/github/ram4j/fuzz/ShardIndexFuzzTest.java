package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;

/** The index of a model in several safetensors files, of which one is there. */
class ShardIndexFuzzTest {
  private static final byte[] HEADER =
      "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
          .getBytes(StandardCharsets.UTF_8);

  @FuzzTest
  void index(byte[] data) throws IOException {
    ByteBuffer shard =
        ByteBuffer.allocate(Long.BYTES + HEADER.length + 1)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(HEADER.length)
            .put(HEADER);
    Input.file("s.safetensors", shard.array());
    try {
      Checkpoints.read(Input.file("m.safetensors.index.json", data));
    } catch (NoSuchFileException e) {
      // The index names a file that is not there.
    }
  }
}
