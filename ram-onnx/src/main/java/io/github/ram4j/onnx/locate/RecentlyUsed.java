package io.github.ram4j.onnx.locate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A few values by key, those used last. Thread-safe; a value may be made twice at once. */
final class RecentlyUsed<K, V> {
  private static final float LOAD = 0.75f;

  private final Map<K, V> values;

  RecentlyUsed(int most) {
    this.values =
        new LinkedHashMap<>(2 * most, LOAD, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  V get(K key, Function<K, V> maker) {
    synchronized (values) {
      V known = values.get(key);
      if (known != null) {
        return known;
      }
    }
    V made = maker.apply(key);
    synchronized (values) {
      values.put(key, made);
    }
    return made;
  }

  void clear() {
    synchronized (values) {
      values.clear();
    }
  }
}
