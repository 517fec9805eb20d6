package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reader of safetensors files: the header's length in 8 bytes, a JSON header, and the elements of
 * all tensors, little-endian, without gaps.
 */
final class SafetensorsFile {
  /** The format's own limit on the header, in bytes. */
  private static final long MAX_HEADER = 100_000_000;

  private static final Map<String, DType> TYPES =
      Map.of(
          "F64", DType.FLOAT64,
          "F32", DType.FLOAT32,
          "F16", DType.FLOAT16,
          "BF16", DType.BFLOAT16,
          "I64", DType.INT64,
          "I32", DType.INT32,
          "I16", DType.INT16,
          "I8", DType.INT8,
          "U8", DType.UINT8,
          "BOOL", DType.BOOL);

  private final MappedFile file;
  private final long dataStart;

  private SafetensorsFile(MappedFile file, long dataStart) {
    this.file = file;
    this.dataStart = dataStart;
  }

  /**
   * Reads the header.
   *
   * @return the tensors by their names in the file
   * @throws ModelException if the header is damaged, or does not describe exactly the bytes after
   *     it
   */
  static Map<String, CheckpointTensor> read(MappedFile file) {
    long room = file.size() - Long.BYTES;
    long length = room < 0 ? -1 : file.slice(0, Long.BYTES).getLong(0);
    if (length < 0 || length > room || length > MAX_HEADER) {
      throw file.problem(
          "expected a safetensors header of at most "
              + Math.min(room, MAX_HEADER)
              + " bytes, but it claims "
              + Long.toUnsignedString(length)
              + ": the file is cut off, or is no safetensors file");
    }
    List<SafetensorsHeader.Entry> entries =
        SafetensorsHeader.parse(file, file.slice(Long.BYTES, (int) length));
    return new SafetensorsFile(file, Long.BYTES + length).read(entries);
  }

  private Map<String, CheckpointTensor> read(List<SafetensorsHeader.Entry> entries) {
    if (entries.isEmpty()) {
      throw file.problem("expected weights, but the safetensors header names no tensor");
    }
    Map<String, CheckpointTensor> tensors = new LinkedHashMap<>();
    for (SafetensorsHeader.Entry entry : entries) {
      if (tensors.put(entry.name, tensor(entry)) != null) {
        throw file.problem("the tensor " + Quoted.of(entry.name) + " is there twice");
      }
    }
    checkCover(entries);
    return tensors;
  }

  /** The contents of a file, or of all files of a folder. */
  static CheckpointContents contents(
      MappedFile file, Map<String, CheckpointTensor> stored, String wanted) {
    WeightChoice choice =
        WeightChoice.select(
            file, List.of(new WeightChoice.Holder("", List.copyOf(stored.keySet()))), wanted);
    Ignored ignored = new Ignored();
    Map<String, CheckpointTensor> tensors = new LinkedHashMap<>();
    stored.forEach(
        (name, tensor) ->
            WeightNames.own(name, choice.prefix())
                .ifPresentOrElse(
                    own -> {
                      if (tensors.put(own, tensor.renamed(own)) != null) {
                        throw file.problem("the tensor " + Quoted.of(own) + " is there twice");
                      }
                    },
                    () -> ignored.tensor(WeightNames.plain(name))));
    return new CheckpointContents(tensors, Map.of(), choice, ignored.list(), null);
  }

  private CheckpointTensor tensor(SafetensorsHeader.Entry entry) {
    DType dtype = TYPES.get(entry.dtype);
    if (dtype == null) {
      throw damaged(
          entry,
          "expected a type of "
              + TYPES.keySet().stream().sorted().toList()
              + ", found "
              + Quoted.of(entry.dtype));
    }
    long room = file.size() - dataStart;
    if (entry.offsets.length != 2
        || entry.offsets[0] > entry.offsets[1]
        || entry.offsets[1] > room) {
      throw damaged(
          entry,
          "expected data_offsets inside the "
              + room
              + " bytes after the header, found "
              + Arrays.toString(entry.offsets));
    }
    try {
      TensorLayout layout = TensorLayout.contiguous(entry.shape);
      long bytes = entry.offsets[1] - entry.offsets[0];
      if (bytes % dtype.bytes() != 0 || bytes / dtype.bytes() != layout.elementCount()) {
        throw damaged(
            entry,
            "expected "
                + layout.elementCount()
                + " elements of "
                + dtype.torchName()
                + ", found "
                + bytes
                + " bytes");
      }
      TensorData data =
          new TensorData(
              file,
              dataStart + entry.offsets[0],
              layout.elementCount(),
              dtype,
              ByteOrder.LITTLE_ENDIAN);
      return new CheckpointTensor(entry.name, data, layout, false);
    } catch (InvalidLayoutException e) {
      throw file.problem("the tensor " + Quoted.of(entry.name) + ": " + e.getMessage(), e);
    }
  }

  /** Checks that the entries cover the data without gaps or overlaps, as the format requires. */
  private void checkCover(List<SafetensorsHeader.Entry> entries) {
    List<SafetensorsHeader.Entry> sorted = new ArrayList<>(entries);
    sorted.sort(
        Comparator.<SafetensorsHeader.Entry>comparingLong(e -> e.offsets[0])
            .thenComparingLong(e -> e.offsets[1]));
    long covered = 0;
    for (SafetensorsHeader.Entry entry : sorted) {
      if (entry.offsets[0] != covered) {
        throw damaged(
            entry,
            (entry.offsets[0] < covered ? "overlaps the one before it: " : "leaves a gap: ")
                + "expected it at byte "
                + covered
                + " of the data, found "
                + entry.offsets[0]);
      }
      covered = entry.offsets[1];
    }
    if (covered != file.size() - dataStart) {
      throw file.problem(
          "expected "
              + covered
              + " bytes of data after the safetensors header, found "
              + (file.size() - dataStart));
    }
  }

  private ModelException damaged(SafetensorsHeader.Entry entry, String what) {
    return file.problem("the tensor " + Quoted.of(entry.name) + ": " + what);
  }
}
