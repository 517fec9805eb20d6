package io.github.ram4j.spark.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that gzip has packed are read by both; what is damaged is an error that names the file. */
class PackedLinesTest {
  @TempDir Path folder;
  private String lines;
  private byte[] packed;

  @BeforeEach
  void draw() throws IOException {
    lines = Files.readString(DrawnExamples.in(folder));
    packed = packed(lines);
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private Path file(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return Files.write(folder.resolve("in.jsonl.gz"), bytes.toByteArray());
  }

  private static void requireDamaged(Path file) throws IOException {
    String expected = file + ": expected whole gzip data, found ";
    String alone = BothWays.onOneMachine(file).error();
    assertTrue(alone.startsWith(expected), alone);
    String spark = BothWays.onSpark(file, 4).error();
    assertTrue(spark.startsWith("file:" + expected), spark);
  }

  @Test
  void packedLinesAreThoseOfThePlainFile() throws IOException {
    String plain = BothWays.onOneMachine(folder.resolve("in.jsonl")).written();
    Path marked = file(packed("\uFEFF" + lines));
    assertEquals("", BothWays.requireSame(marked, 4));
    assertEquals(plain, BothWays.onSpark(marked, 4).written());
    assertEquals("", BothWays.requireSame(file(packed, packed("\n"), packed), 4));
    assertTrue(BothWays.requireSame(file(packed, packed("{}")), 4).contains("gz, line 25: image:"));
    assertEquals("", BothWays.requireSame(file(packed("")), 4));
  }

  @Test
  void aFileThatIsCutIsDamaged() throws IOException {
    for (int length : new int[] {0, 5, 10, packed.length / 2, packed.length - 3}) {
      requireDamaged(file(Arrays.copyOf(packed, length)));
    }
    requireDamaged(file(packed, Arrays.copyOf(packed, packed.length - 1)));
  }

  @Test
  void otherBytesAreDamages() throws IOException {
    requireDamaged(file(lines.getBytes(StandardCharsets.UTF_8)));
    requireDamaged(file(packed, lines.getBytes(StandardCharsets.UTF_8)));
    requireDamaged(file(packed, new byte[1]));
    byte[] otherSum = packed.clone();
    otherSum[packed.length - 8]++;
    requireDamaged(file(otherSum));
    byte[] otherData = packed.clone();
    Arrays.fill(otherData, packed.length / 2, packed.length / 2 + 9, (byte) -1);
    requireDamaged(file(otherData));
  }
}
