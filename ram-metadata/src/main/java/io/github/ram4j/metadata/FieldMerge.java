package io.github.ram4j.metadata;

import io.github.ram4j.metadata.xmp.XmpDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Values of automatic runs among those of a person, in one field. */
final class FieldMerge {
  private final FieldValues values;
  private final FieldRecord record;

  FieldMerge(FieldValues values, FieldRecord record) {
    this.values = values;
    this.record = record;
  }

  /** What a person took away since is remembered as such. */
  void notice() {
    List<String> present = new ArrayList<>(values.all());
    for (String value : List.copyOf(record.added)) {
      if (!present.remove(value)) {
        record.added.remove(value);
        if (!record.withheld.contains(value)) {
          record.withheld.add(value);
        }
      }
    }
  }

  /** Begins a field that the file lacks with a person's values, which it would hide otherwise. */
  void begin(List<String> persons) {
    if (values.all().isEmpty() && record.isEmpty()) {
      persons.forEach(values::add);
      record.copied.addAll(persons);
    }
  }

  /**
   * Begins a field that the file lacks with that of another file.
   *
   * @param automatic what runs wrote there
   */
  void begin(XmpDocument other, FieldRecord automatic) {
    if (values.all().isEmpty() && record.isEmpty()) {
      values.copy(other);
      values.remove(automatic.added);
      record.copied.addAll(values.all());
    }
  }

  /**
   * Makes the automatic values those of a run.
   *
   * @param append whether those of earlier runs stay
   * @return how many were not written since a person took them away earlier
   */
  int merge(List<String> wanted, boolean append) {
    if (!append) {
      Set<String> kept = new HashSet<>(wanted);
      List<String> gone = record.added.stream().filter(value -> !kept.contains(value)).toList();
      values.remove(gone);
      record.added.removeIf(value -> !kept.contains(value));
    }
    Set<String> keys = new HashSet<>();
    values.all().forEach(value -> keys.add(values.key(value)));
    int withheld = 0;
    for (String value : wanted) {
      if (keys.contains(values.key(value))) {
        continue;
      }
      if (record.withheld.contains(value)) {
        withheld++;
      } else {
        keys.add(values.key(value));
        values.add(value);
        record.added.add(value);
      }
    }
    return withheld;
  }

  /** Takes the automatic values away, and those that were copied where nothing else is left. */
  void undo() {
    values.remove(record.added);
    if (!record.copied.isEmpty() && values.all().equals(record.copied)) {
      values.clear();
    }
  }
}
