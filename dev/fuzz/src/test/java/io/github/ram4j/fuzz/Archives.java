package io.github.ram4j.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Sound archives of PyTorch around a pickle. */
final class Archives {
  private static final byte[] STORAGE = new byte[64];
  private static final byte[] PROGRAM = "class Net(Module):\n".getBytes(StandardCharsets.UTF_8);

  private Archives() {}

  /** An archive of torch.save with the storage "0" of 64 bytes. */
  static byte[] weights(byte[] pickle) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      store(zip, "a/data.pkl", pickle);
      store(zip, "a/data/0", STORAGE);
    }
    return archive.toByteArray();
  }

  /** An archive of torch.jit.save with the storage "0" of 64 bytes and a compressed program. */
  static byte[] script(byte[] pickle) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      store(zip, "a/data.pkl", pickle);
      store(zip, "a/data/0", STORAGE);
      zip.putNextEntry(new ZipEntry("a/code/__torch__.py"));
      zip.write(PROGRAM);
      zip.closeEntry();
      store(zip, "a/constants.pkl", STORAGE);
    }
    return archive.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
