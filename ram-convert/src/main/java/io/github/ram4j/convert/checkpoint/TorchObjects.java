package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.util.HashMap;
import java.util.Map;

/**
 * The fixed list of names that a pickle's values are made of, and their meanings.
 *
 * <p>Nothing is looked up in Python or Java by these names, and nothing is run: a "call" of {@code
 * torch._utils._rebuild_tensor_v2} makes a {@link TensorValue}, a description of a tensor's place.
 * A name of {@link HostileNames} is refused; any other gives a {@link Py.Unknown}, which stays
 * unknown through all operations.
 *
 * <p>In a TorchScript archive, names under {@code __torch__} are classes of the archive's own
 * program, which is not read. An object of one is a {@link Py.ScriptObject}, a plain map of the
 * attributes that the pickle gives it. Such a class can neither be called nor take arguments.
 */
final class TorchObjects {
  /** The functions of the list. */
  private enum Function {
    ORDERED_DICT,
    DEFAULT_DICT,
    SIZE,
    REBUILD_TENSOR,
    REBUILD_TYPED_TENSOR,
    REBUILD_PARAMETER,
    REBUILD_PARAMETER_WITH_STATE,
    REBUILD_FROM_TYPE
  }

  /** Tensor classes without data beyond their storage. */
  private enum TensorClass {
    PLAIN
  }

  private static final Map<String, Object> KNOWN =
      Map.ofEntries(
          Map.entry("collections.OrderedDict", Function.ORDERED_DICT),
          Map.entry("collections.defaultdict", Function.DEFAULT_DICT),
          Map.entry("torch.Size", Function.SIZE),
          Map.entry("torch._utils._rebuild_tensor_v2", Function.REBUILD_TENSOR),
          Map.entry("torch._utils._rebuild_tensor_v3", Function.REBUILD_TYPED_TENSOR),
          Map.entry("torch._utils._rebuild_parameter", Function.REBUILD_PARAMETER),
          Map.entry(
              "torch._utils._rebuild_parameter_with_state", Function.REBUILD_PARAMETER_WITH_STATE),
          Map.entry("torch._tensor._rebuild_from_type_v2", Function.REBUILD_FROM_TYPE),
          Map.entry("torch.Tensor", TensorClass.PLAIN),
          Map.entry("torch.nn.parameter.Parameter", TensorClass.PLAIN),
          Map.entry("torch.nn.parameter.Buffer", TensorClass.PLAIN),
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
   * A storage referred to by the pickle.
   *
   * @param key its name in the file
   * @param dtype the dtype of its elements
   * @param elements number of elements, as the pickle states
   */
  record StorageRef(String key, DType dtype, long elements) {}

  /** A tensor as the pickle describes it, unchecked. */
  static final class TensorValue {
    final StorageRef storage;
    final long offset;
    final Py.Tuple shape;
    final Py.Tuple strides;

    /** True if PyTorch's negative bit is set: the tensor is its negated storage. */
    final boolean negative;

    TensorValue(
        StorageRef storage, long offset, Py.Tuple shape, Py.Tuple strides, boolean negative) {
      this.storage = storage;
      this.offset = offset;
      this.shape = shape;
      this.strides = strides;
      this.negative = negative;
    }
  }

  /** The module of all classes of a TorchScript archive's program, and the root of its modules. */
  private static final String SCRIPT = "__torch__";

  private final MappedFile file;
  private final boolean script;
  private final Map<String, StorageRef> storages = new HashMap<>();

  /**
   * The values of a file's pickles.
   *
   * @param script true for a TorchScript archive
   */
  TorchObjects(MappedFile file, boolean script) {
    this.file = file;
    this.script = script;
  }

  /** The storages referred to so far, by key. */
  Map<String, StorageRef> storages() {
    return storages;
  }

  /**
   * Returns the meaning of a name.
   *
   * @throws ModelException if the name is hostile
   */
  Object global(String module, String name) {
    if (HostileNames.has(module, name)) {
      throw refused(module, name);
    }
    String full = module + "." + name;
    if (script && (module.equals(SCRIPT) || module.startsWith(SCRIPT + "."))) {
      return new Py.ScriptClass(full);
    }
    Object known = KNOWN.get(full);
    return known != null ? known : new Py.Unknown(full);
  }

  ModelException refused(String module, String name) {
    return file.problem(
        "its pickle names "
            + Quoted.of(module + "." + name)
            + ", which no weights need and which runs programs or reads files where PyTorch loads"
            + " it; nothing of the file was run. Do not load this file with PyTorch unless you know"
            + " who made it");
  }

  /** Returns the result of a call: a value of the list, or an unknown one; nothing is run. */
  Object call(Object function, Object arguments) {
    if (function instanceof Py.Unknown && arguments instanceof Py.Tuple) {
      return function;
    }
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
      case DEFAULT_DICT -> new Py.Dict(true);
      case SIZE -> size(tuple);
      case REBUILD_TENSOR -> rebuildTensor(tuple);
      case REBUILD_TYPED_TENSOR -> typedTensor(tuple);
      case REBUILD_PARAMETER -> rebuildParameter(tuple, 3);
      case REBUILD_PARAMETER_WITH_STATE -> rebuildParameter(tuple, 4);
      case REBUILD_FROM_TYPE -> rebuildFromType(tuple);
    };
  }

  /**
   * Returns an object of a class of TorchScript, without attributes, or an unknown value for an
   * object of an unknown class; other classes are refused.
   */
  Object object(Object type, Object arguments) {
    if (!(type instanceof Py.ScriptClass known)) {
      return unknownObject(type, arguments);
    }
    if (!(arguments instanceof Py.Tuple tuple) || tuple.size() != 0) {
      throw file.problem(
          "its pickle makes an object of "
              + Py.kind(type)
              + ": expected no arguments, found "
              + (arguments instanceof Py.Tuple some ? some.size() : Py.kind(arguments)));
    }
    return new Py.ScriptObject(known.name());
  }

  /** Returns an unknown value for an object of an unknown class; other classes are refused. */
  Py.Unknown unknownObject(Object type, Object arguments) {
    if (!(type instanceof Py.Unknown unknown) || !(arguments instanceof Py.Tuple)) {
      throw file.problem(
          "its pickle makes an object of "
              + (type instanceof DType ? "a storage type" : Py.kind(type))
              + " with "
              + Py.kind(arguments)
              + ", which is refused");
    }
    return unknown;
  }

  private Py.Dict orderedDict(Py.Tuple arguments) {
    if (arguments.size() != 0) {
      throw file.problem("its pickle fills an OrderedDict in a way that torch.save does not");
    }
    return new Py.Dict(true);
  }

  /** Makes a size. Argument: the tuple of sizes. */
  private Py.Tuple size(Py.Tuple arguments) {
    if (arguments.size() != 1 || !(arguments.get(0) instanceof Py.Tuple sizes)) {
      throw file.problem("its pickle describes a size in a way that torch.save does not");
    }
    return sizes;
  }

  /**
   * Makes a tensor. Arguments: storage, offset, size, stride, requires_grad, hooks, and optionally
   * metadata.
   */
  private Object rebuildTensor(Py.Tuple arguments) {
    if (arguments.size() >= 6 && arguments.get(0) instanceof Py.Unknown storage) {
      return storage;
    }
    if (arguments.size() < 6
        || arguments.size() > 7
        || !(arguments.get(0) instanceof StorageRef storage)
        || !(arguments.get(1) instanceof Long offset)
        || !(arguments.get(2) instanceof Py.Tuple shape)
        || !(arguments.get(3) instanceof Py.Tuple strides)) {
      throw file.problem("its pickle describes a tensor in a way that torch.save does not");
    }
    boolean negative = false;
    if (arguments.size() == 7 && arguments.get(6) != Py.Opaque.NONE) {
      if (!(arguments.get(6) instanceof Py.Dict metadata)) {
        throw file.problem("its pickle describes a tensor in a way that torch.save does not");
      }
      for (int i = 0; i < metadata.keys.size(); i++) {
        boolean set = !Boolean.FALSE.equals(metadata.values.get(i));
        if ("neg".equals(metadata.keys.get(i))) {
          negative = set;
        } else if (set) {
          return new Py.Unknown("a tensor with torch's metadata " + shown(metadata.keys.get(i)));
        }
      }
    }
    return new TensorValue(storage, offset, shape, strides, negative);
  }

  /**
   * Makes an unknown value for a tensor of a dtype without storage type. Arguments as of a plain
   * tensor, then the dtype.
   */
  private Py.Unknown typedTensor(Py.Tuple arguments) {
    if (arguments.size() < 7 || !(arguments.get(6) instanceof Py.Unknown type)) {
      throw file.problem("its pickle describes a tensor in a way that torch.save does not");
    }
    return type;
  }

  private static String shown(Object key) {
    return key instanceof String name ? name : Py.kind(key);
  }

  /** Makes a parameter. Arguments: tensor, requires_grad, hooks, and optionally attributes. */
  private Object rebuildParameter(Py.Tuple arguments, int count) {
    Object tensor = arguments.size() == count ? arguments.get(0) : null;
    if (!(tensor instanceof TensorValue) && !(tensor instanceof Py.Unknown)) {
      throw file.problem("its pickle describes a parameter in a way that torch.save does not");
    }
    return tensor;
  }

  /**
   * Makes a tensor of a class. Arguments: a function that returns a tensor, its class, the
   * function's arguments, attributes.
   */
  private Object rebuildFromType(Py.Tuple arguments) {
    if (arguments.size() != 4) {
      throw file.problem("its pickle describes a tensor's class in a way that torch.save does not");
    }
    if (arguments.get(1) instanceof Py.Unknown other) {
      return other;
    }
    if (arguments.get(1) != TensorClass.PLAIN || arguments.get(0) == Function.REBUILD_FROM_TYPE) {
      throw file.problem("its pickle describes a tensor's class in a way that torch.save does not");
    }
    return call(arguments.get(0), arguments.get(2));
  }

  /**
   * Sets the state of an object: once, the attributes of a TorchScript object; attributes of an
   * OrderedDict, such as a state dict's versions, are dropped.
   */
  void build(Object object, Object state) {
    if (object instanceof Py.Unknown) {
      return;
    }
    if (object instanceof Py.ScriptObject built) {
      built.attributes = attributes(built, state);
      return;
    }
    if (!(object instanceof Py.Dict dict) || !dict.ordered || !(state instanceof Py.Dict)) {
      throw file.problem("its pickle sets the state of " + Py.kind(object) + ", which is refused");
    }
  }

  private Py.Dict attributes(Py.ScriptObject object, Object state) {
    if (!(state instanceof Py.Dict attributes)) {
      throw file.problem(
          "its pickle sets the state of "
              + Py.kind(object)
              + ": expected a dict of attributes, found "
              + Py.kind(state)
              + ", as quantized modules have, which are not read");
    }
    if (object.attributes != null) {
      throw file.problem("its pickle sets the state of " + Py.kind(object) + " twice");
    }
    return attributes;
  }

  /**
   * Resolves a persistent id: ("storage", type, key, device, elements), in old files with a view,
   * always None.
   */
  Object persistent(Object id) {
    if (id instanceof Py.Tuple tuple
        && tuple.size() >= 5
        && "storage".equals(tuple.get(0))
        && tuple.get(1) instanceof Py.Unknown type) {
      return type;
    }
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

  /** Returns the storage of a persistent id, or null if the id is no storage's. */
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
