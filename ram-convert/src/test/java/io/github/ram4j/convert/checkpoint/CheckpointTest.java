package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path folder;

  private void assertSample(byte[] content, CheckpointFormat format, String under)
      throws IOException {
    try (Checkpoint checkpoint = SampleFiles.open(folder, content)) {
      assertEquals(format, checkpoint.format());
      assertEquals(under, checkpoint.weightsUnder());
      assertEquals(under.isEmpty() ? List.of() : List.of("epoch"), checkpoint.ignored());
      assertEquals(List.of("w", "b"), List.copyOf(checkpoint.tensors().keySet()));
      CheckpointTensor w = checkpoint.tensors().get("w");
      assertEquals("w float32 [2, 3]", w.toString());
      assertTrue(w.isContiguous());
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, w.readAllFloats());
      CheckpointTensor b = checkpoint.tensors().get("b");
      assertEquals(DType.INT64, b.dtype());
      assertArrayEquals(new long[] {-7, 9}, b.readLongs());
      assertArrayEquals(new float[] {-7, 9}, b.readAllFloats());
    }
  }

  @Test
  void everyFormatGivesTheSame() throws IOException {
    assertSample(SampleFiles.zip(false), CheckpointFormat.TORCH_ZIP, "model");
    assertSample(SampleFiles.zip(true), CheckpointFormat.TORCH_ZIP, "model");
    assertSample(SampleFiles.legacy(), CheckpointFormat.TORCH_LEGACY, "model");
    assertSample(SampleFiles.safetensors(), CheckpointFormat.SAFETENSORS, "");
  }

  @Test
  void partsOfATensorAreReadIntoPartsOfAnArray() throws IOException {
    try (Checkpoint checkpoint = SampleFiles.open(folder, SampleFiles.zip(false))) {
      CheckpointTensor w = checkpoint.tensors().get("w");
      float[] values = new float[5];
      w.readFloats(2, values, 1, 3);
      assertArrayEquals(new float[] {0, 3, 4, 5, 0}, values);
      w.readFloats(6, values, 5, 0);
      assertThrows(IndexOutOfBoundsException.class, () -> w.readFloats(4, values, 0, 3));
      assertThrows(IndexOutOfBoundsException.class, () -> w.readFloats(-1, values, 0, 1));
      assertThrows(IndexOutOfBoundsException.class, () -> w.readFloats(0, values, 3, 3));
      assertThrows(IndexOutOfBoundsException.class, () -> w.readFloats(0, values, 0, -1));
    }
  }

  @Test
  void callersCannotChangeWhatTheyAreGiven() throws IOException {
    try (Checkpoint checkpoint = SampleFiles.open(folder, SampleFiles.zip(false))) {
      CheckpointTensor w = checkpoint.tensors().get("w");
      w.shape()[0] = 99;
      assertArrayEquals(new long[] {2, 3}, w.shape());
      assertThrows(UnsupportedOperationException.class, () -> checkpoint.tensors().clear());
      assertThrows(UnsupportedOperationException.class, () -> checkpoint.ignored().clear());
    }
  }

  @Test
  void closesOnceAndForAll() throws IOException {
    Checkpoint checkpoint = SampleFiles.open(folder, SampleFiles.zip(false));
    CheckpointTensor w = checkpoint.tensors().get("w");
    checkpoint.close();
    checkpoint.close();
    IllegalStateException e = assertThrows(IllegalStateException.class, w::readAllFloats);
    assertTrue(e.getMessage().contains(checkpoint.file().toString()));
  }

  @Test
  void wholeNumbersAreNotReadFromFractions() throws IOException {
    try (Checkpoint checkpoint = SampleFiles.open(folder, SampleFiles.zip(false))) {
      CheckpointTensor w = checkpoint.tensors().get("w");
      ModelException e = assertThrows(ModelException.class, w::readLongs);
      assertTrue(e.getMessage().contains("\"w\": expected whole numbers, found float32"));
    }
  }

  @Test
  void prefixGoesOnlyWhereEveryNameHasIt() throws IOException {
    String one = ":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[";
    String all = "{\"module.a\"" + one + "0,1]},\"module.b\"" + one + "1,2]}}";
    try (Checkpoint checkpoint =
        SampleFiles.open(folder, SampleFiles.safetensors(all, new byte[] {1, (byte) 200}))) {
      assertEquals(List.of("a", "b"), List.copyOf(checkpoint.tensors().keySet()));
      assertEquals("b", checkpoint.tensors().get("b").name());
      assertArrayEquals(new long[] {200}, checkpoint.tensors().get("b").readLongs());
    }
    String some = all.replace("module.b", "modul.b");
    try (Checkpoint checkpoint =
        SampleFiles.open(folder, SampleFiles.safetensors(some, new byte[2]))) {
      assertEquals(List.of("module.a", "modul.b"), List.copyOf(checkpoint.tensors().keySet()));
    }
  }

  @Test
  void missingFilesAndFoldersAreNamed() {
    Path missing = folder.resolve("missing.pth");
    NoSuchFileException e =
        assertThrows(NoSuchFileException.class, () -> Checkpoint.open(missing).close());
    assertTrue(e.getMessage().contains(missing.toString()), e.getMessage());
    ModelException inFolder =
        assertThrows(ModelException.class, () -> Checkpoint.open(folder).close());
    assertEquals(
        folder + ": expected a checkpoint file, but this is an empty folder",
        inFolder.getMessage());
  }

  @Test
  void filesThatAreNoCheckpointsAreSaidToBeWhatTheyLookLike() throws IOException {
    assertNoCheckpoint("", "the file is empty");
    assertNoCheckpoint("\n <!DOCTYPE html>", "looks like a web page");
    assertNoCheckpoint("version https://git-lfs.github.com/spec/v1", "git-lfs pointer");
    assertNoCheckpoint("{\"a\": 1, \"b\": {}}", "text file, beginning with \"{");
    assertNoCheckpoint("abcdefgh{}", "text file");
    assertNoCheckpoint("\u001f\u008b\b\0", "gzip");
    assertNoCheckpoint("GGUF\u0003\0\0\0", "GGUF");
    assertNoCheckpoint("\u0089HDF\r\n\u001a\n", "HDF5");
    assertNoCheckpoint("a" + "\0".repeat(256) + "ustar\0" + "\0".repeat(300), "tar archive");
    assertNoCheckpoint("\0\1\2", "first bytes are 00 01 02 (3 bytes in all)");
    assertNoCheckpoint("PK\u0003\u0004", "directory at its end is missing");
    assertNoCheckpoint("\u0080\u0002K\1.", "not one that torch.save wrote");
  }

  private void assertNoCheckpoint(String content, String cause) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    SampleFiles.assertRefused(folder, bytes, cause);
  }

  @Test
  void scalarsAndEmptyTensorsAreRead() throws IOException {
    byte[] pickle =
        new PickleWriter()
            .ops("}(")
            .text("scalar")
            .tensor("FloatStorage", "0", 1, 0, new long[0], new long[0])
            .text("none")
            .tensor("FloatStorage", "0", 1, 0, new long[] {0, 4}, new long[] {4, 1})
            .op('u')
            .stop();
    try (Checkpoint checkpoint =
        SampleFiles.open(folder, SampleFiles.zip(pickle, PickleWriter.floats(2.5f)))) {
      CheckpointTensor scalar = checkpoint.tensors().get("scalar");
      assertArrayEquals(new float[] {2.5f}, scalar.readAllFloats());
      assertEquals(1, scalar.elementCount());
      assertFalse(scalar.toString().isEmpty());
      assertArrayEquals(new float[0], checkpoint.tensors().get("none").readAllFloats());
    }
  }
}
