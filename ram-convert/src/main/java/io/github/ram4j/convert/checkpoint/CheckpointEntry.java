package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.checkpoint.TorchObjects.TensorValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value that a checkpoint of PyTorch holds, such as "epoch" or a part of "optimizer": whoever
 * asks says what it should be, and gets a {@link ModelException} that names file and value where it
 * is something else.
 *
 * <p>Only the level that is asked for is looked at, so a file may nest as deep as it likes. Nothing
 * in it was run. Thread-safe, and readable until the checkpoint is closed.
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

  /** Where it is in the file, such as {@code optimizer.state.0.step} or {@code losses[3]}. */
  public String path() {
    return path;
  }

  /** Whether it is Python's None. */
  public boolean isNone() {
    return value == Py.Opaque.NONE;
  }

  /**
   * A whole number of 64 bits.
   *
   * @throws ModelException if it is none
   */
  public long asLong() {
    return as(Long.class, "a whole number of 64 bits");
  }

  /**
   * A number; whole ones too.
   *
   * @throws ModelException if it is none
   */
  public double asDouble() {
    return as(Number.class, "a number").doubleValue();
  }

  /**
   * A truth value.
   *
   * @throws ModelException if it is none
   */
  public boolean asBoolean() {
    return as(Boolean.class, "a truth value");
  }

  /**
   * A string.
   *
   * @throws ModelException if it is none
   */
  public String asString() {
    return as(String.class, "a string");
  }

  /**
   * A tensor, which has this value's path as its name.
   *
   * @throws ModelException if it is none, or not whole
   */
  public CheckpointTensor asTensor() {
    return state.tensor(path, as(TensorValue.class, "a tensor"));
  }

  /**
   * The items of a list, set or tuple.
   *
   * @return unmodifiable
   * @throws ModelException if it is none
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
   * The entries of a dict in its order; a key that is a whole number is given by its digits.
   *
   * @return unmodifiable
   * @throws ModelException if it is none, has a key twice, or one that is neither string nor whole
   *     number
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

  /** Its path and what kind of value it is. */
  @Override
  public String toString() {
    return path + ": " + Py.kind(value);
  }
}
