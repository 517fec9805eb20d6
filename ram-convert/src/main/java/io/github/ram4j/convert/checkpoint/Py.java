package io.github.ram4j.convert.checkpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * The Python values that {@link Unpickler} builds, beside {@link String}, {@link Boolean}, {@link
 * Double}, {@link Long} and {@link java.math.BigInteger}.
 *
 * <p>None has {@code equals}, {@code hashCode} or {@code toString} over its content: a pickle can
 * nest them deeper than the call stack, or within themselves.
 */
final class Py {
  private Py() {}

  /** Values of which only the kind matters. */
  enum Opaque {
    NONE,
    BYTES
  }

  /**
   * A class or function that is not known, or what was made with it: of all of them the name alone
   * is kept.
   */
  static final class Unknown {
    private final String name;

    Unknown(String name) {
      this.name = name;
    }

    String name() {
      return name;
    }
  }

  /** A tuple or a frozen set; its items are never changed. */
  static final class Tuple {
    private final Object[] items;

    /** Takes the array over. */
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

  /** A list or a set: nobody here asks which. */
  static final class Sequence {
    final List<Object> items = new ArrayList<>(0);
  }

  /** A dict as the row of its assignments; a key may occur again. Nothing is hashed. */
  static final class Dict {
    final List<Object> keys = new ArrayList<>(0);
    final List<Object> values = new ArrayList<>(0);

    /** Whether it is an OrderedDict, which may have attributes. */
    final boolean ordered;

    Dict(boolean ordered) {
      this.ordered = ordered;
    }

    void put(Object key, Object value) {
      keys.add(key);
      values.add(value);
    }
  }

  /** What kind of value it is, for messages. */
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
    } else if (value instanceof TorchObjects.TensorValue) {
      return "a tensor";
    } else if (value instanceof TorchObjects.StorageRef) {
      return "a storage";
    }
    return "a name of PyTorch";
  }
}
