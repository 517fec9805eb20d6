package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.checkpoint.TorchObjects.StorageRef;
import io.github.ram4j.convert.checkpoint.TorchObjects.TensorValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Finds the weights in what a pickle held, and makes readable tensors of them. */
final class StateDict {
  /** Several times what the largest models have. */
  static final int MAX_TENSORS = 50_000;

  /** The longest name of a tensor, in characters. */
  static final int MAX_NAME = 1_000;

  private static final int MAX_IGNORED = 1_000;
  private static final List<String> PLACES = List.of("model", "state_dict");

  private final MappedFile file;
  private final Function<StorageRef, TensorData> locate;
  private final Map<String, TensorData> located = new ConcurrentHashMap<>();
  private final List<String> ignored = new ArrayList<>();

  /**
   * A finder.
   *
   * @param locate finds a storage in the file and checks that it is whole; asked once for each
   */
  StateDict(MappedFile file, Function<StorageRef, TensorData> locate) {
    this.file = file;
    this.locate = locate;
  }

  /**
   * Finds the weights under "model", "state_dict" or at the top.
   *
   * @throws ModelException if there are none, or one of them is not whole
   */
  CheckpointContents read(Object root) {
    if (!(root instanceof Py.Dict top)) {
      throw file.problem("expected a dict of weights, but the file holds " + Py.kind(root));
    }
    for (String place : PLACES) {
      Py.Dict under = dictUnder(top, place);
      if (under != null && holdsTensors(under)) {
        for (Object key : top.keys) {
          if (!place.equals(key)) {
            ignore("", key);
          }
        }
        return new CheckpointContents(
            tensors(under, place + "."), place, List.copyOf(ignored), entries(top));
      }
    }
    if (!holdsTensors(top)) {
      throw file.problem(
          "expected weights under \"model\", \"state_dict\" or at the top level, found no tensor"
              + " there; entries: "
              + Quoted.list(top.keys.stream().limit(MAX_IGNORED).map(StateDict::shown).toList()));
    }
    return new CheckpointContents(tensors(top, ""), "", List.copyOf(ignored), entries(top));
  }

  private CheckpointEntry entries(Py.Dict top) {
    return new CheckpointEntry(this, "", top);
  }

  private static Py.Dict dictUnder(Py.Dict top, String place) {
    int at = top.keys.lastIndexOf(place);
    return at >= 0 && top.values.get(at) instanceof Py.Dict dict ? dict : null;
  }

  private static boolean holdsTensors(Py.Dict dict) {
    return dict.values.stream().anyMatch(TensorValue.class::isInstance);
  }

  private Map<String, CheckpointTensor> tensors(Py.Dict dict, String prefix) {
    Map<String, CheckpointTensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < dict.keys.size(); i++) {
      Object key = dict.keys.get(i);
      Object value = dict.values.get(i);
      if (!(key instanceof String name) || !(value instanceof TensorValue tensor)) {
        ignore(prefix, key);
        continue;
      }
      if (name.length() > MAX_NAME || tensors.size() == MAX_TENSORS) {
        throw file.problem(
            "expected at most "
                + MAX_TENSORS
                + " tensors with names of up to "
                + MAX_NAME
                + " characters, found more at "
                + Quoted.of(name));
      }
      if (tensors.put(name, tensor(name, tensor)) != null) {
        throw file.problem("the tensor " + Quoted.of(name) + " is there twice");
      }
    }
    return tensors;
  }

  MappedFile file() {
    return file;
  }

  /**
   * A readable tensor. Thread-safe.
   *
   * @throws ModelException if it is not whole
   */
  CheckpointTensor tensor(String name, TensorValue value) {
    StorageRef storage = value.storage;
    try {
      TensorLayout layout =
          TensorLayout.of(
              sizes(value.shape), sizes(value.strides), value.offset, storage.elements());
      return new CheckpointTensor(name, located(storage), layout);
    } catch (InvalidLayoutException e) {
      throw file.problem("the tensor " + Quoted.of(name) + ": " + e.getMessage(), e);
    }
  }

  private static long[] sizes(Py.Tuple tuple) throws InvalidLayoutException {
    if (tuple.size() > TensorLayout.MAX_RANK) {
      throw new InvalidLayoutException(
          "expected at most " + TensorLayout.MAX_RANK + " dimensions, found " + tuple.size());
    }
    long[] sizes = new long[tuple.size()];
    for (int i = 0; i < sizes.length; i++) {
      Object size = tuple.get(i);
      if (!(size instanceof Long whole)) {
        throw new InvalidLayoutException(
            "expected sizes and strides that are whole numbers of 64 bits, found "
                + Py.kind(size)
                + (size instanceof Number ? " that is not" : ""));
      }
      sizes[i] = whole;
    }
    return sizes;
  }

  private TensorData located(StorageRef storage) {
    return located.computeIfAbsent(storage.key(), key -> locate.apply(storage));
  }

  private void ignore(String prefix, Object key) {
    if (ignored.size() < MAX_IGNORED) {
      ignored.add(prefix + shown(key));
    } else if (ignored.size() == MAX_IGNORED) {
      ignored.add("…");
    }
  }

  private static String shown(Object key) {
    String shown =
        key instanceof String || key instanceof Number || key instanceof Boolean
            ? key.toString()
            : Py.kind(key);
    return shown.length() > MAX_NAME ? shown.substring(0, MAX_NAME) + "…" : shown;
  }
}
