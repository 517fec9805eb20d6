package io.github.ram4j.metadata;

import io.github.ram4j.metadata.xmp.XmpDocument;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The keywords of a person: in a file, and in the image that a sidecar is of. Programs that find
 * one field do not look into others, so a new field begins with what it would hide.
 */
final class PersonsKeywords {
  private final Map<KeywordField, List<String>> file;
  private final Map<KeywordField, List<String>> image;
  private final List<String> iptc;

  PersonsKeywords(XmpDocument document, Provenance provenance, ImageContent content) {
    this.file = own(document, provenance);
    this.image =
        content.document().isEmpty()
            ? Map.of()
            : own(content.document().get(), Provenance.read(content.document().get()));
    this.iptc = content.iptc().stream().map(KeywordValues::plain).toList();
  }

  /** The values that no run wrote, of fields that have some. */
  private static Map<KeywordField, List<String>> own(XmpDocument document, Provenance provenance) {
    Map<KeywordField, List<String>> own = new EnumMap<>(KeywordField.class);
    for (KeywordField field : KeywordField.values()) {
      List<String> values = new ArrayList<>(new KeywordFieldValues(document, field).all());
      provenance.field(field.label()).added.forEach(values::remove);
      if (!values.isEmpty()) {
        own.put(field, values);
      }
    }
    return own;
  }

  /** What a field that the file lacks begins with. */
  List<String> beginning(KeywordField field) {
    if (image.containsKey(field)) {
      return image.get(field);
    }
    if (field != KeywordField.SUBJECT) {
      KeywordField other =
          field == KeywordField.TAGS_LIST
              ? KeywordField.HIERARCHICAL_SUBJECT
              : KeywordField.TAGS_LIST;
      if (!known(other).isEmpty()) {
        return known(other).stream()
            .map(value -> value.replace(other.separator(), field.separator()))
            .toList();
      }
      if (!known(KeywordField.SUBJECT).isEmpty()) {
        return known(KeywordField.SUBJECT);
      }
    }
    return file.isEmpty() && image.isEmpty() ? iptc : List.of();
  }

  private List<String> known(KeywordField field) {
    return file.getOrDefault(field, image.getOrDefault(field, List.of()));
  }
}
