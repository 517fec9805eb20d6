package io.github.ram4j.metadata;

import io.github.ram4j.metadata.xmp.XmpDocument;
import java.util.List;

/** A field of several values, those of a person among them. */
interface FieldValues {
  /** All values in the file's order. */
  List<String> all();

  /** Adds a value behind the others. */
  void add(String value);

  /** Removes the last of each of some values; a field without values goes. */
  void remove(List<String> values);

  /** Takes over the field of another file, if it has it. */
  void copy(XmpDocument other);

  /** Removes the field with all its values. */
  void clear();

  /** What makes two values the same: one of them is enough. */
  String key(String value);
}
