package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.checkpoint.TorchObjects.StorageRef;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * A reader of files that {@code torch.save} wrote before PyTorch 1.6: pickles of a magic number, a
 * version, facts about the machine, the object and the keys of its storages, then each storage as a
 * count of 8 bytes and its elements. PyTorch writes them little-endian on every machine.
 */
final class LegacyTorchFile {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long VERSION = 1001;
  private static final int MAX_PICKLE = 256 << 20;

  private final MappedFile file;
  private final Map<String, Long> positions = new HashMap<>();
  private long position;

  private LegacyTorchFile(MappedFile file) {
    this.file = file;
  }

  /**
   * Reads the description of the weights.
   *
   * @param wanted name of the model to read, or null
   * @throws ModelException if the file is damaged, no checkpoint or unsafe
   */
  static CheckpointContents read(MappedFile file, String wanted) {
    return new LegacyTorchFile(file).read(wanted);
  }

  private CheckpointContents read(String wanted) {
    TorchObjects objects = new TorchObjects(file, false);
    if (!MAGIC.equals(pickle("its first pickle", objects))) {
      throw file.problem("this is a pickle, but not one that torch.save wrote");
    }
    Object version = pickle("its version", objects);
    if (!Long.valueOf(VERSION).equals(version)) {
      throw file.problem(
          "expected version "
              + VERSION
              + " of the older torch.save format, found "
              + (version instanceof Long ? version : Py.kind(version)));
    }
    pickle("its pickle of machine facts", objects);
    Object root = pickle("its pickle of the weights", objects);
    findStorages(pickle("its pickle of storage keys", objects), objects.storages());
    return new StateDict(file, this::locate).read(root, wanted);
  }

  /** Runs the next pickle. */
  private Object pickle(String title, TorchObjects objects) {
    int length = (int) Math.min(MAX_PICKLE, file.size() - position);
    PickleInput in = new PickleInput(file, title, file.slice(position, length));
    Object value = new Unpickler(in, objects).load();
    position += in.position();
    return value;
  }

  /** Walks the storages; only their counts are read. */
  private void findStorages(Object keys, Map<String, StorageRef> storages) {
    if (!(keys instanceof Py.Sequence list)) {
      throw file.problem("expected a list of storage keys, found " + Py.kind(keys));
    }
    for (Object key : list.items) {
      StorageRef storage = key instanceof String ? storages.get(key) : null;
      if (storage == null || positions.containsKey(storage.key())) {
        throw file.problem(
            "its list of storages has "
                + (key instanceof String name ? Quoted.of(name) : Py.kind(key))
                + (storage == null ? ", which no tensor of a known type uses" : " twice"));
      }
      findStorage(storage);
    }
  }

  private void findStorage(StorageRef storage) {
    if (file.size() - position < Long.BYTES) {
      throw cutOff(storage);
    }
    long count = file.slice(position, Long.BYTES).getLong(0);
    position += Long.BYTES;
    if (count != storage.elements() || count < 0) {
      throw file.problem(
          "the storage "
              + Quoted.of(storage.key())
              + ": expected "
              + storage.elements()
              + " elements, found "
              + count);
    }
    if (count > (file.size() - position) / storage.dtype().bytes()) {
      throw cutOff(storage);
    }
    positions.put(storage.key(), position);
    position += count * storage.dtype().bytes();
  }

  private ModelException cutOff(StorageRef storage) {
    return file.problem(
        "the file of "
            + file.size()
            + " bytes is cut off in the storage "
            + Quoted.of(storage.key())
            + " of "
            + storage.elements()
            + " elements: download or copy it again");
  }

  private TensorData locate(StorageRef storage) {
    Long start = positions.get(storage.key());
    if (start == null) {
      throw file.problem(
          "the storage " + Quoted.of(storage.key()) + " that a tensor needs is not in the file");
    }
    return new TensorData(
        file, start, storage.elements(), storage.dtype(), ByteOrder.LITTLE_ENDIAN);
  }
}
