package io.github.ram4j.metadata;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What automatic runs did to one field. Not thread-safe. */
final class FieldRecord {
  /** Values that they wrote and that were not there before. */
  final List<String> added = new ArrayList<>();

  /** Values that they wrote and a person took away since; they are not written again. */
  final List<String> withheld = new ArrayList<>();

  /** Values that a new sidecar took over from the image, which it would hide otherwise. */
  final List<String> copied = new ArrayList<>();

  /** What was there before, where that is not nothing. */
  @Nullable String before;

  boolean isEmpty() {
    return added.isEmpty() && withheld.isEmpty() && copied.isEmpty() && before == null;
  }

  @Override
  public String toString() {
    return "FieldRecord[%s, %s, %s, %s]".formatted(added, withheld, copied, before);
  }
}
