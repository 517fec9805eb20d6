package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small checkpoints, made byte by byte, and how to open them. */
final class SampleFiles {
  private static final byte[] W = PickleWriter.floats(1, 2, 3, 4, 5, 6);
  private static final byte[] B = PickleWriter.little(16).putLong(-7).putLong(9).array();

  private SampleFiles() {}

  /** A pickle of {"model": OrderedDict(w: float32 [2, 3], b: int64 [2]), "epoch": 3}. */
  static byte[] pickle() {
    return new PickleWriter()
        .ops("}(")
        .text("model")
        .global("collections", "OrderedDict")
        .ops(")R(")
        .text("w")
        .tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {3, 1})
        .text("b")
        .vector("LongStorage", "1", 2)
        .op('u')
        .ops("}")
        .text("_metadata")
        .ops("}sb")
        .text("epoch")
        .ops("K\u0003u")
        .stop();
  }

  static byte[] zip(boolean zip64) {
    return new ZipWriter(zip64)
        .entry("any name/data.pkl", pickle())
        .entry("any name/byteorder", "little".getBytes(StandardCharsets.UTF_8))
        .entry("any name/data/0", W)
        .entry("any name/data/1", B)
        .finish();
  }

  /** An archive of one pickle and the storage "0". */
  static byte[] zip(byte[] pickle, byte[] storage) {
    return new ZipWriter(false).entry("a/data.pkl", pickle).entry("a/data/0", storage).finish();
  }

  /** A TorchScript archive with w: float32 [2, 3] and part.b: int64 [2]. */
  static byte[] script() {
    byte[] program = "class Net(Module): ...".getBytes(StandardCharsets.UTF_8);
    byte[] pickle =
        new PickleWriter()
            .global("__torch__.net", "Net")
            .ops(")\u0081}(")
            .text("w")
            .tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {3, 1})
            .text("training")
            .ops("\u0089")
            .text("part")
            .global("__torch__.net.___torch_mangle_0", "Part")
            .ops(")\u0081}(")
            .text("b")
            .vector("LongStorage", "1", 2)
            .ops("ubub")
            .stop();
    return new ZipWriter(false)
        .method(8)
        .entry("net/code/__torch__/net.py", program)
        .method(0)
        .entry("net/data/0", W)
        .entry("net/data/1", B)
        .entry("net/data.pkl", pickle)
        .entry("net/constants.pkl", new PickleWriter().op(')').stop())
        .finish();
  }

  static byte[] legacy() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(legacyHead());
    out.writeBytes(pickle());
    out.writeBytes(new PickleWriter().ops("](").text("1").text("0").op('e').stop());
    out.writeBytes(PickleWriter.little(8).putLong(2).array());
    out.writeBytes(B);
    out.writeBytes(PickleWriter.little(8).putLong(6).array());
    out.writeBytes(W);
    return out.toByteArray();
  }

  /** The pickles before the one of the weights. */
  static byte[] legacyHead() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PickleWriter magic = new PickleWriter().op(0x8a).op(10);
    for (int b : new int[] {0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19}) {
      magic.op(b);
    }
    out.writeBytes(magic.stop());
    out.writeBytes(new PickleWriter().ops("M\u00e9\u0003").stop());
    out.writeBytes(new PickleWriter().op('}').stop());
    return out.toByteArray();
  }

  static byte[] safetensors(String header, byte[]... data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(PickleWriter.little(8).putLong(json.length).array());
    out.writeBytes(json);
    for (byte[] part : data) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] safetensors() {
    return safetensors(
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
            + "\"b\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[24,40]}}  ",
        W,
        B);
  }

  static Path write(Path folder, byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "sample", ".bin"), content);
  }

  static Checkpoint open(Path folder, byte[] content) throws IOException {
    return Checkpoint.open(write(folder, content));
  }

  /** Opens what must be refused, with a message that names the file and says {@code cause}. */
  static void assertRefused(Path folder, byte[] content, String cause) throws IOException {
    Path file = write(folder, content);
    ModelException e = assertThrows(ModelException.class, () -> Checkpoint.open(file).close());
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().contains(cause), e.getMessage());
  }

  /** Reads every value, so that whatever is wrong shows. */
  static void readAll(Checkpoint checkpoint) {
    for (CheckpointTensor tensor : checkpoint.tensors().values()) {
      assertEquals(tensor.elementCount(), tensor.readAllFloats().length);
      if (!tensor.dtype().isFloatingPoint()) {
        tensor.readLongs();
      }
    }
  }
}
