package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.checkpoint.TorchObjects.TensorValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value in a PyTorch checkpoint, such as "epoch" or a part of "optimizer". Each {@code as…}
 * method expects one type and throws a {@link ModelException} with the file and the value's path on
 * another.
 *
 * <p>Each call examines one level only, so nesting of any depth is harmless. No code of the file is
 * run. Thread-safe, and readable until the checkpoint is closed.
 */
public final class CheckpointEntry {
  private final StateDict state;
  private final String path;
  private final Object value;

  CheckpointEntry(StateDict state, String path, Object value) {
    this.state = state;
    this.path = path;
    this.value = value;
  }

  /** The value's path in the file, such as {@code optimizer.state.0.step} or {@code losses[3]}. */
  public String path() {
    return path;
  }

  /** Returns whether the value is Python's None. */
  public boolean isNone() {
    return value == Py.Opaque.NONE;
  }

  /**
   * Returns the value as a whole number of 64 bits.
   *
   * @throws ModelException if the value has another type
   */
  public long asLong() {
    return as(Long.class, "a whole number of 64 bits");
  }

  /**
   * Returns the value as a number, whole or not.
   *
   * @throws ModelException if the value has another type
   */
  public double asDouble() {
    return as(Number.class, "a number").doubleValue();
  }

  /**
   * Returns the value as a truth value.
   *
   * @throws ModelException if the value has another type
   */
  public boolean asBoolean() {
    return as(Boolean.class, "a truth value");
  }

  /**
   * Returns the value as a string.
   *
   * @throws ModelException if the value has another type
   */
  public String asString() {
    return as(String.class, "a string");
  }

  /**
   * Returns the value as a tensor named by this value's path.
   *
   * @throws ModelException if the value is no tensor, or is damaged
   */
  public CheckpointTensor asTensor() {
    return state.tensor(path, as(TensorValue.class, "a tensor"));
  }

  /**
   * Returns the items of a list, set or tuple.
   *
   * @return unmodifiable
   * @throws ModelException if the value has another type
   */
  public List<CheckpointEntry> asList() {
    List<CheckpointEntry> entries = new ArrayList<>();
    if (value instanceof Py.Tuple tuple) {
      for (int i = 0; i < tuple.size(); i++) {
        entries.add(item(i, tuple.get(i)));
      }
    } else {
      for (Object item : as(Py.Sequence.class, "a list").items) {
        entries.add(item(entries.size(), item));
      }
    }
    return Collections.unmodifiableList(entries);
  }

  private CheckpointEntry item(int index, Object item) {
    return new CheckpointEntry(state, path + "[" + index + "]", item);
  }

  /**
   * Returns the entries of a dict in its order; whole-number keys are written in digits.
   *
   * @return unmodifiable
   * @throws ModelException if the value is no dict, has a key twice, or has a key that is neither
   *     string nor whole number
   */
  public Map<String, CheckpointEntry> asMap() {
    Py.Dict dict = as(Py.Dict.class, "a dict");
    Map<String, CheckpointEntry> entries = new LinkedHashMap<>();
    for (int i = 0; i < dict.keys.size(); i++) {
      Object key = dict.keys.get(i);
      if (!(key instanceof String) && !(key instanceof Long)) {
        throw problem("expected strings or whole numbers as keys, found " + Py.kind(key));
      }
      String name = key.toString();
      String under = path.isEmpty() ? name : path + "." + name;
      if (entries.put(name, new CheckpointEntry(state, under, dict.values.get(i))) != null) {
        throw problem("expected each key once, found " + Quoted.of(name) + " twice");
      }
    }
    return Collections.unmodifiableMap(entries);
  }

  private <T> T as(Class<T> type, String expected) {
    if (!type.isInstance(value)) {
      throw problem("expected " + expected + ", found " + Py.kind(value));
    }
    return type.cast(value);
  }

  private ModelException problem(String what) {
    return state.file().problem("the entry " + Quoted.of(path) + ": " + what);
  }

  /** Returns the value's path and kind. */
  @Override
  public String toString() {
    return path + ": " + Py.kind(value);
  }
}
