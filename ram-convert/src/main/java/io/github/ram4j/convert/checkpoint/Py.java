package io.github.ram4j.convert.checkpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * The Python values that {@link Unpickler} builds, beside {@link String}, {@link Boolean}, {@link
 * Double}, {@link Long} and {@link java.math.BigInteger}.
 *
 * <p>These types have no {@code equals}, {@code hashCode} or {@code toString} over their content: a
 * pickle can nest values deeper than the call stack, or within themselves.
 */
final class Py {
  private Py() {}

  /** Values without content; only the kind is kept. */
  enum Opaque {
    NONE,
    BYTES
  }

  /** An unknown class or function, or an object made with it; only the name is kept. */
  static final class Unknown {
    private final String name;

    Unknown(String name) {
      this.name = name;
    }

    String name() {
      return name;
    }
  }

  /** A class of a TorchScript archive's own program; only the name is kept. */
  static final class ScriptClass {
    private final String name;

    ScriptClass(String name) {
      this.name = name;
    }

    String name() {
      return name;
    }
  }

  /** An object of a {@link ScriptClass}: a plain map of its attributes, which has no behaviour. */
  static final class ScriptObject {
    private final String type;

    /** The attributes by name; null until the pickle sets them. */
    Dict attributes;

    ScriptObject(String type) {
      this.type = type;
    }
  }

  /** A tuple or a frozen set, with constant items. */
  static final class Tuple {
    private final Object[] items;

    /** Creates a tuple that owns the array. */
    Tuple(Object[] items) {
      this.items = items;
    }

    int size() {
      return items.length;
    }

    Object get(int index) {
      return items[index];
    }
  }

  /** A list or a set; the two are not distinguished. */
  static final class Sequence {
    final List<Object> items = new ArrayList<>(0);
  }

  /** A dict as the sequence of its assignments; a key may occur again. Nothing is hashed. */
  static final class Dict {
    final List<Object> keys = new ArrayList<>(0);
    final List<Object> values = new ArrayList<>(0);

    /** True for an OrderedDict, which may have attributes. */
    final boolean ordered;

    Dict(boolean ordered) {
      this.ordered = ordered;
    }

    void put(Object key, Object value) {
      keys.add(key);
      values.add(value);
    }
  }

  /** The kind of a value, for messages. */
  static String kind(Object value) {
    if (value instanceof Dict) {
      return "a dict";
    } else if (value instanceof Sequence) {
      return "a list or set";
    } else if (value instanceof Tuple) {
      return "a tuple";
    } else if (value instanceof String) {
      return "a string";
    } else if (value instanceof Boolean) {
      return "a truth value";
    } else if (value instanceof Number) {
      return "a number";
    } else if (value == Opaque.NONE) {
      return "None";
    } else if (value == Opaque.BYTES) {
      return "bytes";
    } else if (value instanceof Unknown unknown) {
      return "a value of " + Quoted.of(unknown.name());
    } else if (value instanceof ScriptClass script) {
      return "the TorchScript class " + Quoted.of(script.name);
    } else if (value instanceof ScriptObject object) {
      return "an object of the TorchScript class " + Quoted.of(object.type);
    } else if (value instanceof TorchObjects.TensorValue) {
      return "a tensor";
    } else if (value instanceof TorchObjects.StorageRef) {
      return "a storage";
    }
    return "a name of PyTorch";
  }
}
