package io.github.ram4j.convert.checkpoint;

import static io.github.ram4j.convert.checkpoint.SampleFiles.assertRefused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegacyTorchFileTest {
  @TempDir Path folder;

  /** The sample's weights, with a list of keys and a count of the first storage. */
  private static byte[] file(PickleWriter keys, long count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SampleFiles.legacyHead());
    out.writeBytes(SampleFiles.pickle());
    out.writeBytes(keys.stop());
    out.writeBytes(PickleWriter.little(8).putLong(count).array());
    out.writeBytes(new byte[24]);
    return out.toByteArray();
  }

  private static PickleWriter keys(String... keys) {
    PickleWriter list = new PickleWriter().op(']');
    for (String key : keys) {
      list.text(key).op('a');
    }
    return list;
  }

  @Test
  void storagesAreCheckedAgainstTheFile() throws IOException {
    assertRefused(folder, file(keys("0"), 6), "storage \"1\" that a tensor needs is not in");
    assertRefused(folder, file(keys("0", "1"), 6), "cut off in the storage \"1\" of 2 elements");
    assertRefused(folder, file(keys("0"), 5), "\"0\": expected 6 elements, found 5");
    assertRefused(folder, file(keys("0", "0"), 6), "\"0\" twice");
    assertRefused(folder, file(keys("2"), 6), "\"2\", which no tensor of a known type uses");
    assertRefused(folder, file(new PickleWriter().op('N'), 6), "list of storage keys, found None");
  }

  @Test
  void otherVersionsAreRefused() throws IOException {
    byte[] sample = SampleFiles.legacy();
    sample[18] = (byte) 0xea;
    assertRefused(folder, sample, "expected version 1001");
  }

  @Test
  void hostileNamesAreRefusedByName() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SampleFiles.legacyHead());
    out.writeBytes(new PickleWriter().global("os", "system").stop());
    assertRefused(folder, out.toByteArray(), "names \"os.system\"");
    byte[] plain = new PickleWriter().global("numpy", "array").stop();
    assertRefused(folder, plain, "not one that torch.save wrote");
  }
}
