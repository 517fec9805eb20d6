package io.github.ram4j.convert.checkpoint;

import static io.github.ram4j.convert.checkpoint.SampleFiles.assertRefused;
import static io.github.ram4j.convert.checkpoint.SampleFiles.safetensors;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
  @TempDir Path folder;

  private static String entry(String dtype, String shape, String offsets) {
    return "{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
  }

  private void assertHeaderRefused(String header, String cause) throws IOException {
    assertRefused(folder, safetensors(header, new byte[8]), cause);
  }

  @Test
  void escapesAndSpaceAreRead() throws IOException {
    String header =
        "{ \"a\\\"\\\\\\/\\u00e9\\ud83d\\ude00\\n\" : "
            + entry("F32", "[ 2 ]", "[0 , 8]").replace(",\"", " ,\n\t\"")
            + " , \"__metadata__\" : { } }\r\n ";
    try (Checkpoint checkpoint =
        SampleFiles.open(folder, safetensors(header, PickleWriter.floats(1, 2)))) {
      assertEquals(List.of("a\"\\/é😀\n"), List.copyOf(checkpoint.tensors().keySet()));
    }
  }

  @Test
  void otherJsonIsRefused() throws IOException {
    String good = entry("F32", "[2]", "[0,8]");
    assertHeaderRefused("{\"a\":" + good + ",}", "expected '\"'");
    assertHeaderRefused("{\"a\":" + good + "}x", "expected the end");
    assertHeaderRefused("{\"a\":" + good, "expected ',' or '}'");
    assertHeaderRefused("{\"a\" " + good + "}", "expected ':'");
    assertHeaderRefused("{\"a\":[1]}", "expected '{'");
    assertHeaderRefused("{\"a\":{}}", "expected dtype, shape and data_offsets of \"a\"");
    assertHeaderRefused("{\"a\":{\"x\":1}}", "once each, not \"x\"");
    assertHeaderRefused("{\"a\":" + entry("F32", "[-2]", "[0,8]") + "}", "whole number");
    assertHeaderRefused("{\"a\":" + entry("F32", "[2.0]", "[0,8]") + "}", "',' or ']'");
    assertHeaderRefused("{\"a\":" + entry("F32", "[02]", "[0,8]") + "}", "whole number");
    assertHeaderRefused(
        "{\"a\":" + entry("F32", "[9223372036854775808]", "[0,8]") + "}", "64 bits");
    assertHeaderRefused(
        "{\"a\":" + entry("F32", "[1" + ",1".repeat(40) + "]", "[0,8]") + "}", "at most 32");
    assertHeaderRefused("{\"" + "n".repeat(1001) + "\":" + good + "}", "at most 1000 bytes");
    assertHeaderRefused("{\"\\x\":" + good + "}", "an escape of JSON");
    assertHeaderRefused("{\"\\ud800x\":" + good + "}", "both halves of a pair");
    assertHeaderRefused("{\"\\u00g0\":" + good + "}", "hexadecimal");
    assertHeaderRefused("{\"\n\":" + good + "}", "control characters");
    assertHeaderRefused("{\"a\":" + good + ",\"a\":" + good + "}", "\"a\" is there twice");
    assertHeaderRefused("{\"__metadata__\":{\"a\":1}}", "expected '\"'");
    assertHeaderRefused("{\"__metadata__\":{}}", "names no tensor");
  }

  @Test
  void tensorsFitTheirBytes() throws IOException {
    assertHeaderRefused("{\"a\":" + entry("F8_E4M3", "[8]", "[0,8]") + "}", "found \"F8_E4M3\"");
    assertHeaderRefused("{\"a\":" + entry("F32", "[3]", "[0,8]") + "}", "expected 3 elements");
    assertHeaderRefused("{\"a\":" + entry("F64", "[1]", "[0,7]") + "}", "found 7 bytes");
    assertHeaderRefused("{\"a\":" + entry("F32", "[3]", "[0,12]") + "}", "data_offsets inside");
    assertHeaderRefused("{\"a\":" + entry("F32", "[0]", "[8,0]") + "}", "data_offsets inside");
    assertHeaderRefused("{\"a\":" + entry("F32", "[2]", "[8]") + "}", "data_offsets inside");
    assertHeaderRefused(
        "{\"a\":" + entry("F32", "[4294967296,4294967296]", "[0,8]") + "}", "more elements");
    assertHeaderRefused("{\"a\":" + entry("F32", "[1]", "[0,4]") + "}", "expected 4 bytes of data");
    assertHeaderRefused("{\"a\":" + entry("F32", "[1]", "[4,8]") + "}", "leaves a gap");
    assertHeaderRefused(
        "{\"a\":" + entry("F32", "[2]", "[0,8]") + ",\"b\":" + entry("F32", "[1]", "[4,8]") + "}",
        "overlaps the one before it");
  }

  @Test
  void theHeadersLengthIsChecked() throws IOException {
    byte[] sample = SampleFiles.safetensors();
    for (long length : new long[] {-1, Long.MAX_VALUE, sample.length, 100_000_001}) {
      byte[] altered = sample.clone();
      System.arraycopy(PickleWriter.little(8).putLong(length).array(), 0, altered, 0, 8);
      assertRefused(folder, altered, "but it claims " + Long.toUnsignedString(length));
    }
  }

  /** Values on both sides of where one mapping ends and the next begins. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void filesAboveFourGigabytesAreRead() throws IOException {
    long count = (9L << 28) + 5;
    String header = "{\"w\":" + entry("F32", "[" + count + "]", "[0," + count * 4 + "]") + "}";
    byte[] head = safetensors(header);
    Path file = folder.resolve("sparse.safetensors");
    long boundary = (1L << 28) * 3 - head.length / 4;
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.write(ByteBuffer.wrap(head), 0);
      byte[] values = PickleWriter.floats(1, 2, 3, 4);
      channel.write(ByteBuffer.wrap(values), head.length + (boundary - 2) * 4);
      channel.write(ByteBuffer.wrap(values), head.length + (count - 4) * 4);
    }
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      CheckpointTensor w = checkpoint.tensors().get("w");
      assertEquals(count, w.elementCount());
      float[] values = new float[6];
      w.readFloats(boundary - 3, values, 0, 6);
      assertArrayEquals(new float[] {0, 1, 2, 3, 4, 0}, values);
      w.readFloats(count - 5, values, 0, 5);
      assertArrayEquals(new float[] {0, 1, 2, 3, 4, 0}, values);
    }
  }
}
