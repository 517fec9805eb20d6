package io.github.ram4j.bundle;

import java.util.Properties;

/** Lines of a manifest that refuse a key which is there already, while they are loaded. */
final class DistinctLines extends Properties {
  private static final long serialVersionUID = 1;

  @Override
  public synchronized Object put(Object key, Object value) {
    Object earlier = super.put(key, value);
    if (earlier != null) {
      throw new IllegalArgumentException(
          "%s: expected one line, found two, with \"%s\" and \"%s\""
              .formatted(key, earlier, value));
    }
    return null;
  }
}
