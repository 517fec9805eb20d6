package io.github.ram4j.convert.checkpoint;

import static io.github.ram4j.convert.checkpoint.SampleFiles.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchZipFileTest {
  private static final byte[] SIX = PickleWriter.floats(0, 1, 2, 3, 4, 5);

  @TempDir Path folder;

  private static byte[] tensor(long elements, long offset, long[] shape, long[] strides) {
    return new PickleWriter()
        .op('}')
        .text("w")
        .tensor("FloatStorage", "0", elements, offset, shape, strides)
        .op('s')
        .stop();
  }

  private void assertTensorRefused(long offset, long[] shape, long[] strides, String cause)
      throws IOException {
    assertRefused(folder, SampleFiles.zip(tensor(6, offset, shape, strides), SIX), cause);
  }

  private CheckpointTensor open(byte[] archive) throws IOException {
    return SampleFiles.open(folder, archive).tensors().get("w");
  }

  @Test
  void viewsAreReadInTheirOwnOrder() throws IOException {
    CheckpointTensor turned =
        open(SampleFiles.zip(tensor(6, 0, new long[] {3, 2}, new long[] {1, 3}), SIX));
    assertFalse(turned.isContiguous());
    assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, turned.readAllFloats());
    float[] part = new float[3];
    turned.readFloats(3, part, 0, 3);
    assertArrayEquals(new float[] {4, 2, 5}, part);
    CheckpointTensor column =
        open(SampleFiles.zip(tensor(6, 1, new long[] {2, 1}, new long[] {3, 1}), SIX));
    assertArrayEquals(new float[] {1, 4}, column.readAllFloats());
    CheckpointTensor repeated =
        open(SampleFiles.zip(tensor(6, 2, new long[] {2, 2}, new long[] {0, 1}), SIX));
    assertArrayEquals(new float[] {2, 3, 2, 3}, repeated.readAllFloats());
  }

  @Test
  void tensorsStayInsideTheirStorage() throws IOException {
    assertTensorRefused(1, new long[] {6}, new long[] {1}, "leaves its storage of 6 elements");
    assertTensorRefused(0, new long[] {2, 3}, new long[] {4, 1}, "leaves its storage");
    assertTensorRefused(-1, new long[] {2}, new long[] {1}, "offset of 0 or more");
    assertTensorRefused(-1, new long[0], new long[0], "leaves its storage");
    assertTensorRefused(0, new long[] {-1}, new long[] {1}, "sizes of 0 or more, found [-1]");
    assertTensorRefused(0, new long[] {2}, new long[] {-1}, "strides and offset of 0 or more");
    assertTensorRefused(0, new long[] {2, 2}, new long[] {1}, "as many strides as dimensions");
    assertTensorRefused(0, new long[33], new long[33], "at most 32 dimensions, found 33");
  }

  @Test
  void sizesThatOverflowAreRefused() throws IOException {
    long big = 1L << 32;
    assertTensorRefused(0, new long[] {big, big}, new long[] {0, 0}, "more elements than any");
    assertTensorRefused(0, new long[] {big, 2}, new long[] {big, 1}, "leaves its storage");
    assertTensorRefused(0, new long[] {3}, new long[] {Long.MAX_VALUE}, "leaves its storage");
    assertTensorRefused(Long.MAX_VALUE, new long[] {2}, new long[] {1}, "leaves its storage");
    assertTensorRefused(0, new long[] {1L << 40}, new long[] {0}, "repeats a storage of 6");
    byte[] huge = tensor(Long.MAX_VALUE, 0, new long[] {2}, new long[] {1});
    assertRefused(folder, SampleFiles.zip(huge, SIX), "elements of float32, found 24 bytes");
    byte[] negative = tensor(-6, 0, new long[] {0}, new long[] {1});
    assertRefused(folder, SampleFiles.zip(negative, SIX), "expected -6 elements");
  }

  @Test
  void sizesAreWholeNumbers() throws IOException {
    PickleWriter pickle = new PickleWriter().op('}').text("w");
    pickle.global("torch._utils", "_rebuild_tensor_v2").op('(').storage("FloatStorage", "0", 6);
    pickle.ops("K\u0000").text("6").ops("\u0085K\u0001\u0085\u0089NtRs");
    assertRefused(folder, SampleFiles.zip(pickle.stop(), SIX), "\"w\": expected sizes and strides");
  }

  @Test
  void aStorageHasOneDescription() throws IOException {
    PickleWriter pickle = new PickleWriter().ops("}(").text("a").vector("FloatStorage", "0", 6);
    pickle.text("b").vector("IntStorage", "0", 6).op('u');
    assertRefused(
        folder,
        SampleFiles.zip(pickle.stop(), SIX),
        "\"0\" two descriptions: 6 elements of float32 and 6 elements of int32");
  }

  @Test
  void everyTypeIsReadInBothByteOrders() throws IOException {
    Object[][] cases = {
      {"DoubleStorage", PickleWriter.little(16).putDouble(1.5).putDouble(-2), 8, 1.5f, -2f},
      {"FloatStorage", PickleWriter.little(8).putFloat(1.5f).putFloat(-2), 4, 1.5f, -2f},
      {
        "HalfStorage",
        PickleWriter.little(4).putShort((short) 0x3e00).putShort((short) 0xc000),
        2,
        1.5f,
        -2f
      },
      {
        "BFloat16Storage",
        PickleWriter.little(4).putShort((short) 0x3fc0).putShort((short) 0xc000),
        2,
        1.5f,
        -2f
      },
      {"LongStorage", PickleWriter.little(16).putLong(3).putLong(-2), 8, 3f, -2f},
      {"IntStorage", PickleWriter.little(8).putInt(3).putInt(-2), 4, 3f, -2f},
      {"ShortStorage", PickleWriter.little(4).putShort((short) 3).putShort((short) -2), 2, 3f, -2f},
      {"CharStorage", PickleWriter.little(2).put((byte) 3).put((byte) -2), 1, 3f, -2f},
      {"ByteStorage", PickleWriter.little(2).put((byte) 3).put((byte) -2), 1, 3f, 254f},
      {"BoolStorage", PickleWriter.little(2).put((byte) 3).put((byte) 0), 1, 1f, 0f},
    };
    for (Object[] sample : cases) {
      float[] expected = {(float) sample[3], (float) sample[4]};
      byte[] little = ((ByteBuffer) sample[1]).array();
      byte[] big = new byte[little.length];
      int width = (int) sample[2];
      for (int i = 0; i < big.length; i++) {
        big[i] = little[i / width * width + width - 1 - i % width];
      }
      String type = (String) sample[0];
      CheckpointTensor tensor = open(archive(type, "little", little));
      assertArrayEquals(expected, tensor.readAllFloats(), type);
      assertArrayEquals(expected, open(archive(type, "big", big)).readAllFloats(), type);
      if (!tensor.dtype().isFloatingPoint()) {
        assertArrayEquals(new long[] {(long) expected[0], (long) expected[1]}, tensor.readLongs());
      }
    }
    assertRefused(folder, archive("FloatStorage", "middle", new byte[8]), "found \"middle\"");
  }

  private static byte[] archive(String type, String order, byte[] storage) {
    byte[] pickle = new PickleWriter().op('}').text("w").vector(type, "0", 2).op('s').stop();
    return new ZipWriter(false)
        .entry("a/data.pkl", pickle)
        .entry("a/data/0", storage)
        .entry("a/byteorder", order.getBytes(StandardCharsets.UTF_8))
        .finish();
  }

  @Test
  void storagesMustBeThereAndWhole() throws IOException {
    byte[] pickle = tensor(6, 0, new long[] {6}, new long[] {1});
    assertRefused(
        folder,
        new ZipWriter(false).entry("a/data.pkl", pickle).finish(),
        "storage \"0\" that data.pkl names is not in the archive");
    assertRefused(folder, SampleFiles.zip(pickle, new byte[20]), "found 20 bytes");
    assertRefused(folder, SampleFiles.zip(pickle, new byte[25]), "found 25 bytes");
  }

  @Test
  void parametersAndPickleProtocol4AreRead() throws IOException {
    PickleWriter pickle = new PickleWriter().op('}').text("w");
    pickle.global("torch._utils", "_rebuild_parameter").op('(').vector("FloatStorage", "0", 6);
    byte[] bytes = pickle.op(0x88).global("collections", "OrderedDict").ops(")RtRs").stop();
    bytes[1] = 4;
    assertEquals(6, open(SampleFiles.zip(bytes, SIX)).elementCount());
  }

  @Test
  void archivesWithoutOnePickleAreRefused() throws IOException {
    assertRefused(folder, new ZipWriter(false).finish(), "found entries none");
    assertRefused(
        folder, new ZipWriter(false).entry("x.txt", SIX).finish(), "found entries \"x.txt\"");
    assertRefused(
        folder,
        new ZipWriter(false).entry("a/data.pkl", SIX).entry("b/data.pkl", SIX).finish(),
        "with one NAME/data.pkl");
  }

  @Test
  void filesWithoutWeightsSayWhatTheyHold() throws IOException {
    byte[] empty = new PickleWriter().op('}').text("net").ops("}s").stop();
    assertRefused(folder, SampleFiles.zip(empty, SIX), "no tensor there; entries: \"net\"");
    byte[] list = new PickleWriter().op(']').stop();
    assertRefused(folder, SampleFiles.zip(list, SIX), "the file holds a list");
    byte[] twice =
        new PickleWriter()
            .ops("}(")
            .text("w")
            .vector("FloatStorage", "0", 6)
            .text("w")
            .vector("FloatStorage", "0", 6)
            .op('u')
            .stop();
    assertRefused(folder, SampleFiles.zip(twice, SIX), "\"w\" is there twice");
  }
}
