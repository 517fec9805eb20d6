package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import io.github.ram4j.files.PartialFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes checkpoints as {@code torch.save} does, for {@code torch.load} (with {@code weights_only}
 * too) and for {@link Checkpoint}: the weights as an OrderedDict under "model", and beside it
 * further entries, such as "epoch" and "optimizer".
 *
 * <p>Elements are read and written tensor by tensor, so the heap holds at most one tensor. The file
 * is written under a hidden name and renamed when it is complete; on any failure it is deleted.
 * Equal contents give equal files under any name.
 */
public final class TorchZipWriter {
  private static final String FOLDER = "archive/";
  private static final String WEIGHTS = "model";
  private static final int MAX_DEPTH = 64;

  /** A tensor to store, with its name in messages. */
  private record Storage(String title, TensorToWrite tensor) {}

  private final PickleOutput pickle = new PickleOutput();
  private final IdentityHashMap<TensorToWrite, String> keys = new IdentityHashMap<>();
  private final List<Storage> storages = new ArrayList<>();

  private TorchZipWriter() {}

  /**
   * Writes a checkpoint; an existing file is replaced.
   *
   * @param file the file, in an existing folder
   * @param weights the tensors by name, in their order; tied parameters are the same object under
   *     each name
   * @param others further entries, in their order, under names other than "model": {@code null},
   *     {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link Float}, {@link
   *     Double}, {@link TensorToWrite}, and {@link Map}s with strings as keys and {@link List}s of
   *     these
   * @throws IllegalArgumentException if there are no weights, a name is longer than {@link
   *     Checkpoint} reads or not Unicode, another value is of none of these types, or a tensor's
   *     source has more or fewer elements than its shape
   * @throws ModelException if an element to store as float16 is beyond its range
   * @throws IOException if a source or the file fails
   */
  public static void write(Path file, Map<String, TensorToWrite> weights, Map<String, ?> others)
      throws IOException {
    if (weights.isEmpty() || others.containsKey(WEIGHTS)) {
      throw new IllegalArgumentException(
          "expected weights, and other entries not named \"model\", found %d weights and %s"
              .formatted(weights.size(), Quoted.list(List.copyOf(others.keySet()))));
    }
    TorchZipWriter writer = new TorchZipWriter();
    byte[] description = writer.describe(weights, others);
    try (PartialFile partial = new PartialFile(file)) {
      try (FileChannel channel =
          FileChannel.open(
              partial.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        writer.write(new ZipOutput(channel), description);
      }
      partial.finish();
    }
  }

  private byte[] describe(Map<String, TensorToWrite> weights, Map<String, ?> others) {
    pickle.ops("}(").text(WEIGHTS).global("collections", "OrderedDict").ops(")R(");
    for (Map.Entry<String, TensorToWrite> weight : weights.entrySet()) {
      if (weight.getKey().length() > StateDict.MAX_NAME || weights.size() > StateDict.MAX_TENSORS) {
        throw new IllegalArgumentException(
            "expected at most %d tensors with names of up to %d characters, found %d and %s"
                .formatted(
                    StateDict.MAX_TENSORS,
                    StateDict.MAX_NAME,
                    weights.size(),
                    Quoted.of(weight.getKey())));
      }
      pickle.text(weight.getKey());
      tensor(weight.getKey(), weight.getValue());
    }
    pickle.ops("u");
    others.forEach((name, value) -> value(pickle.text(name), name, value, 0));
    return pickle.ops("u").stop();
  }

  private void value(PickleOutput out, String path, Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          path + ": expected values nested at most " + MAX_DEPTH + " deep, found more");
    }
    if (value == null) {
      out.none();
    } else if (value instanceof String text) {
      out.text(text);
    } else if (value instanceof Boolean truth) {
      out.bool(truth);
    } else if (value instanceof Integer || value instanceof Long) {
      out.number(((Number) value).longValue());
    } else if (value instanceof Float || value instanceof Double) {
      out.number(((Number) value).doubleValue());
    } else if (value instanceof TensorToWrite tensor) {
      tensor(path, tensor);
    } else if (value instanceof Map<?, ?> map) {
      map(out, path, map, depth);
    } else if (value instanceof List<?> list) {
      out.ops("](");
      for (int i = 0; i < list.size(); i++) {
        value(out, path + "[" + i + "]", list.get(i), depth + 1);
      }
      out.ops("e");
    } else {
      throw new IllegalArgumentException(
          "%s: expected a number, string, truth value, tensor, map or list, found %s"
              .formatted(path, value.getClass().getName()));
    }
  }

  private void map(PickleOutput out, String path, Map<?, ?> map, int depth) {
    out.ops("}(");
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw new IllegalArgumentException(
            "%s: expected a map with strings as keys, found %s".formatted(path, entry.getKey()));
      }
      value(out.text(name), path + "." + name, entry.getValue(), depth + 1);
    }
    out.ops("u");
  }

  private void tensor(String title, TensorToWrite tensor) {
    String key = keys.get(tensor);
    if (key == null) {
      key = Integer.toString(storages.size());
      keys.put(tensor, key);
      storages.add(new Storage(title, tensor));
    }
    tensor.describe(pickle, key);
  }

  private void write(ZipOutput zip, byte[] description) throws IOException {
    zip.add(FOLDER + "data.pkl", description);
    zip.add(FOLDER + "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < storages.size(); i++) {
      Storage storage = storages.get(i);
      TensorToWrite tensor = storage.tensor();
      zip.add(FOLDER + "data/" + i, tensor.bytes(), out -> tensor.writeTo(storage.title(), out));
    }
    zip.add(FOLDER + "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    zip.finish();
  }
}
