package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.checkpoint.TorchObjects.StorageRef;
import io.github.ram4j.convert.checkpoint.TorchObjects.TensorValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Finds the weights in a pickle's value and makes readable tensors of them. */
final class StateDict {
  /** The largest number of tensors: several times that of the largest models. */
  static final int MAX_TENSORS = 50_000;

  /** The longest name of a tensor, in characters. */
  static final int MAX_NAME = 1_000;

  /**
   * The largest number of dicts searched for weights: many more than any checkpoint has near its
   * top.
   */
  private static final int MAX_DICTS = 10_000;

  /** The greatest depth of weights; an optimizer's tensors lie deeper. */
  private static final int MAX_DEPTH = 3;

  private final MappedFile file;
  private final Function<StorageRef, TensorData> locate;
  private final Map<String, TensorData> located = new ConcurrentHashMap<>();
  private final Ignored ignored = new Ignored();
  private final Map<String, String> unreadable = new LinkedHashMap<>();

  /**
   * A finder.
   *
   * @param locate finds a storage in the file and checks that it is whole; called once per storage
   */
  StateDict(MappedFile file, Function<StorageRef, TensorData> locate) {
    this.file = file;
    this.locate = locate;
  }

  /** A dict with its path from the top, joined by dots. */
  private record Place(String path, int depth, Py.Dict dict) {}

  /**
   * Finds the weights, by the names of tensors or under "model", "state_dict" or at the top.
   *
   * @param wanted name of the model to read, or null
   * @throws ModelException if no weights are found, or a tensor is damaged
   */
  CheckpointContents read(Object root, String wanted) {
    if (!(root instanceof Py.Dict top)) {
      throw file.problem(
          "expected a dict of weights, but the file holds "
              + Py.kind(root)
              + (root instanceof Py.Unknown
                  ? ", of which nothing is built. If you trust the file, load it with PyTorch and"
                      + " save the weights alone: torch.save(model.state_dict(), \"weights.pth\")"
                  : ""));
    }
    Map<String, Py.Dict> places = places(top);
    if (places.isEmpty()) {
      throw file.problem(
          "expected weights under \"model\", \"state_dict\" or at the top level, found no tensor"
              + " there; entries: "
              + entriesOf(top));
    }
    List<WeightChoice.Holder> holders = new ArrayList<>();
    places.forEach((path, dict) -> holders.add(new WeightChoice.Holder(path, tensorNames(dict))));
    WeightChoice choice = WeightChoice.select(file, holders, wanted);
    String path = choice.holder().path();
    if (!path.isEmpty()) {
      String first = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
      top.keys.stream().filter(key -> !first.equals(key)).forEach(key -> ignored.entry("", key));
    }
    Map<String, CheckpointTensor> tensors =
        tensors(places.get(path), path.isEmpty() ? "" : path + ".", choice.prefix());
    return new CheckpointContents(
        tensors, unreadable, choice, ignored.list(), new CheckpointEntry(this, "", top));
  }

  private static String entriesOf(Py.Dict top) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(top.keys.size(), MAX_DICTS); i++) {
      Object value = top.values.get(i);
      Object first =
          value instanceof Py.Dict dict && !dict.values.isEmpty() ? dict.values.get(0) : value;
      shown.add(
          Ignored.shown(top.keys.get(i))
              + (first instanceof Py.Unknown ? " of " + Py.kind(first) : ""));
    }
    return Quoted.list(shown);
  }

  /** The dicts near the top with tensors as direct values, by path; the last of equal paths. */
  private static Map<String, Py.Dict> places(Py.Dict top) {
    Map<String, Py.Dict> places = new LinkedHashMap<>();
    Set<Py.Dict> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Place> open = new ArrayDeque<>();
    open.add(new Place("", 0, top));
    seen.add(top);
    while (!open.isEmpty()) {
      Place place = open.remove();
      if (place.dict.values.stream().anyMatch(TensorValue.class::isInstance)) {
        places.put(place.path, place.dict);
      }
      for (int i = 0; place.depth < MAX_DEPTH && i < place.dict.keys.size(); i++) {
        if (place.dict.keys.get(i) instanceof String key
            && key.length() <= MAX_NAME
            && place.dict.values.get(i) instanceof Py.Dict under
            && seen.size() < MAX_DICTS
            && seen.add(under)) {
          open.add(
              new Place(
                  place.path.isEmpty() ? key : place.path + "." + key, place.depth + 1, under));
        }
      }
    }
    return places;
  }

  private static List<String> tensorNames(Py.Dict dict) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < dict.keys.size(); i++) {
      if (dict.keys.get(i) instanceof String name && dict.values.get(i) instanceof TensorValue) {
        names.add(name);
      }
    }
    return names;
  }

  private Map<String, CheckpointTensor> tensors(Py.Dict dict, String path, String prefix) {
    Map<String, CheckpointTensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < dict.keys.size(); i++) {
      Object key = dict.keys.get(i);
      Object value = dict.values.get(i);
      if (!(key instanceof String stored) || !(value instanceof TensorValue tensor)) {
        if (!(value instanceof Py.Dict)) {
          unreadable(key, value, prefix);
        }
        ignored.entry(path, key);
        continue;
      }
      Optional<String> own = WeightNames.own(stored, prefix);
      if (own.isEmpty()) {
        ignored.tensor(WeightNames.plain(stored));
        continue;
      }
      String name = own.get();
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

  private void unreadable(Object key, Object value, String prefix) {
    if (key instanceof String name && name.length() <= MAX_NAME && unreadable.size() < MAX_DICTS) {
      WeightNames.own(name, prefix).ifPresent(own -> unreadable.put(own, Py.kind(value)));
    }
  }

  MappedFile file() {
    return file;
  }

  /**
   * Makes a readable, thread-safe tensor.
   *
   * @throws ModelException if the tensor is damaged
   */
  CheckpointTensor tensor(String name, TensorValue value) {
    StorageRef storage = value.storage;
    try {
      TensorLayout layout =
          TensorLayout.of(
              sizes(value.shape), sizes(value.strides), value.offset, storage.elements());
      return new CheckpointTensor(name, located(storage), layout, value.negative);
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
}
