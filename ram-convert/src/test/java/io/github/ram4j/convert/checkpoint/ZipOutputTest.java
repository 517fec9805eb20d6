package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipOutputTest {
  private static final List<Integer> LENGTHS = List.of(0, 1, 59, 60, 64, 1000);

  @TempDir Path folder;

  private static byte[] data(int length) {
    byte[] data = new byte[length];
    new Random(length).nextBytes(data);
    return data;
  }

  private Path write(long narrow) throws IOException {
    Path file = folder.resolve("entries.zip");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ZipOutput zip = new ZipOutput(channel, narrow);
      for (int length : LENGTHS) {
        zip.add("größe/" + length, data(length));
      }
      zip.finish();
    }
    return file;
  }

  /** Java's reader knows zip64 too, and compares checksums. */
  private void assertWhole(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertEquals(LENGTHS.size(), zip.size());
      for (int length : LENGTHS) {
        ZipEntry entry = zip.getEntry("größe/" + length);
        assertEquals(ZipEntry.STORED, entry.getMethod());
        assertArrayEquals(data(length), zip.getInputStream(entry).readAllBytes());
        CRC32 crc = new CRC32();
        crc.update(data(length));
        assertEquals(crc.getValue(), entry.getCrc());
      }
    }
    MappedFile mapped = MappedFile.open(file);
    ZipDirectory directory = ZipDirectory.read(mapped);
    for (int length : LENGTHS) {
      ZipDirectory.Entry entry = directory.get("größe/" + length);
      long position = directory.position(entry);
      assertEquals(0, position % 64, "place of an entry of " + length + " bytes");
      byte[] found = new byte[(int) entry.size()];
      mapped.slice(position, found.length).get(found);
      assertArrayEquals(data(length), found);
    }
  }

  @Test
  void entriesAreAlignedAndWhole() throws IOException {
    assertWhole(write(0xffffffffL));
  }

  @Test
  void zip64IsWrittenForLargeSizesAndFarPlaces() throws IOException {
    assertWhole(write(60));
  }

  @Test
  void zip64IsWrittenForFarPlacesAlone() throws IOException {
    assertWhole(write(1001));
  }

  /** The stored checksum is also the one in each entry's own header. */
  @Test
  void checksumsStandInBothHeaders() throws IOException {
    Path file = write(0xffffffffL);
    MappedFile mapped = MappedFile.open(file);
    ZipDirectory directory = ZipDirectory.read(mapped);
    for (int length : LENGTHS) {
      CRC32 crc = new CRC32();
      crc.update(data(length));
      ZipDirectory.Entry entry = directory.get("größe/" + length);
      assertEquals((int) crc.getValue(), mapped.slice(entry.header(), 30).getInt(14));
    }
  }

  @Test
  void anEntryHasTheBytesItPromised() throws IOException {
    Path file = folder.resolve("entries.zip");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ZipOutput zip = new ZipOutput(channel);
      assertThrows(
          IllegalStateException.class,
          () -> zip.add("a", 3, out -> out.write(ByteBuffer.wrap(data(4)))));
    }
  }

  @Test
  void moreEntriesThanAShortCounts() throws IOException {
    Path file = folder.resolve("many.zip");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ZipOutput zip = new ZipOutput(channel);
      for (int i : IntStream.range(0, 66_000).toArray()) {
        zip.add("d/" + i, new byte[0]);
      }
      zip.finish();
    }
    assertEquals(66_000, ZipDirectory.read(MappedFile.open(file)).names().size());
  }
}
