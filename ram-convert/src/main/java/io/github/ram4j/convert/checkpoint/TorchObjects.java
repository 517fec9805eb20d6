package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.util.HashMap;
import java.util.Map;

/**
 * The fixed list of names that a checkpoint's pickle may use, and what they stand for.
 *
 * <p>Nothing is looked up in Python or Java by these names, and nothing is run: a "call" of {@code
 * torch._utils._rebuild_tensor_v2} makes a {@link TensorValue}, a description of where a tensor
 * lies. Any other name is refused with what the user can do about it.
 */
final class TorchObjects {
  /** The functions of the list. */
  private enum Function {
    ORDERED_DICT,
    REBUILD_TENSOR,
    REBUILD_PARAMETER
  }

  private static final Map<String, Object> KNOWN =
      Map.ofEntries(
          Map.entry("collections.OrderedDict", Function.ORDERED_DICT),
          Map.entry("torch._utils._rebuild_tensor_v2", Function.REBUILD_TENSOR),
          Map.entry("torch._utils._rebuild_parameter", Function.REBUILD_PARAMETER),
          Map.entry("torch.FloatStorage", DType.FLOAT32),
          Map.entry("torch.DoubleStorage", DType.FLOAT64),
          Map.entry("torch.HalfStorage", DType.FLOAT16),
          Map.entry("torch.BFloat16Storage", DType.BFLOAT16),
          Map.entry("torch.LongStorage", DType.INT64),
          Map.entry("torch.IntStorage", DType.INT32),
          Map.entry("torch.ShortStorage", DType.INT16),
          Map.entry("torch.CharStorage", DType.INT8),
          Map.entry("torch.ByteStorage", DType.UINT8),
          Map.entry("torch.BoolStorage", DType.BOOL));

  /**
   * A storage that the pickle speaks of.
   *
   * @param key its name in the file
   * @param dtype the type of its elements
   * @param elements how many the pickle says it has
   */
  record StorageRef(String key, DType dtype, long elements) {}

  /** A tensor as the pickle describes it; nothing of it has been checked. */
  static final class TensorValue {
    final StorageRef storage;
    final long offset;
    final Py.Tuple shape;
    final Py.Tuple strides;

    TensorValue(StorageRef storage, long offset, Py.Tuple shape, Py.Tuple strides) {
      this.storage = storage;
      this.offset = offset;
      this.shape = shape;
      this.strides = strides;
    }
  }

  private final MappedFile file;
  private final Map<String, StorageRef> storages = new HashMap<>();

  TorchObjects(MappedFile file) {
    this.file = file;
  }

  /** The storages spoken of so far, by key. */
  Map<String, StorageRef> storages() {
    return storages;
  }

  /** What a name stands for. */
  Object global(String module, String name) {
    Object known = KNOWN.get(module + "." + name);
    if (known == null) {
      throw refused(module, name);
    }
    return known;
  }

  ModelException refused(String module, String name) {
    return file.problem(
        "its pickle names "
            + Quoted.of(module + "." + name)
            + ", which is not among the names that tensors need (OrderedDict, torch's tensors and"
            + " storages); nothing of the file was run. If you trust the file, load it with PyTorch"
            + " and save the weights alone again: torch.save(model.state_dict(), \"weights.pth\")");
  }

  /** What a call gives. */
  Object call(Object function, Object arguments) {
    if (!(function instanceof Function known) || !(arguments instanceof Py.Tuple tuple)) {
      throw file.problem(
          "its pickle calls "
              + (function instanceof DType ? "a storage type" : Py.kind(function))
              + " with "
              + Py.kind(arguments)
              + ", which is refused");
    }
    return switch (known) {
      case ORDERED_DICT -> orderedDict(tuple);
      case REBUILD_TENSOR -> rebuildTensor(tuple);
      case REBUILD_PARAMETER -> rebuildParameter(tuple);
    };
  }

  private Py.Dict orderedDict(Py.Tuple arguments) {
    if (arguments.size() != 0) {
      throw file.problem("its pickle fills an OrderedDict in a way that torch.save does not");
    }
    return new Py.Dict(true);
  }

  /** Arguments: storage, offset, size, stride, requires_grad, hooks, and perhaps metadata. */
  private TensorValue rebuildTensor(Py.Tuple arguments) {
    if (arguments.size() < 6
        || arguments.size() > 7
        || !(arguments.get(0) instanceof StorageRef storage)
        || !(arguments.get(1) instanceof Long offset)
        || !(arguments.get(2) instanceof Py.Tuple shape)
        || !(arguments.get(3) instanceof Py.Tuple strides)) {
      throw file.problem("its pickle describes a tensor in a way that torch.save does not");
    }
    return new TensorValue(storage, offset, shape, strides);
  }

  /** Arguments: tensor, requires_grad, hooks. */
  private TensorValue rebuildParameter(Py.Tuple arguments) {
    if (arguments.size() != 3 || !(arguments.get(0) instanceof TensorValue tensor)) {
      throw file.problem("its pickle describes a parameter in a way that torch.save does not");
    }
    return tensor;
  }

  /** Attributes of an OrderedDict, such as a state dict's versions, are left out. */
  void build(Object object, Object state) {
    if (!(object instanceof Py.Dict dict) || !dict.ordered || !(state instanceof Py.Dict)) {
      throw file.problem("its pickle sets the state of " + Py.kind(object) + ", which is refused");
    }
  }

  /** A persistent id: ("storage", type, key, device, elements), once with a view, always None. */
  StorageRef persistent(Object id) {
    StorageRef storage = id instanceof Py.Tuple tuple ? storage(tuple) : null;
    if (storage == null) {
      throw file.problem(
          "its pickle refers to a storage in a way that is not known; save the weights again with"
              + " a newer PyTorch");
    }
    StorageRef before = storages.putIfAbsent(storage.key(), storage);
    if (before != null && !before.equals(storage)) {
      throw file.problem(
          "its pickle gives the storage "
              + Quoted.of(storage.key())
              + " two descriptions: "
              + describe(before)
              + " and "
              + describe(storage));
    }
    return before != null ? before : storage;
  }

  /** The storage of a persistent id, or null if it is none. */
  private static StorageRef storage(Py.Tuple id) {
    int length = id.size();
    boolean known = length == 5 || (length == 6 && id.get(5) == Py.Opaque.NONE);
    return known
            && "storage".equals(id.get(0))
            && id.get(1) instanceof DType dtype
            && id.get(2) instanceof String key
            && id.get(4) instanceof Long elements
        ? new StorageRef(key, dtype, elements)
        : null;
  }

  private static String describe(StorageRef storage) {
    return storage.elements() + " elements of " + storage.dtype().torchName();
  }
}
