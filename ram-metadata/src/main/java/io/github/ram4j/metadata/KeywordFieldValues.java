package io.github.ram4j.metadata;

import io.github.ram4j.metadata.xmp.XmpDocument;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** A field of keywords in a file. */
final class KeywordFieldValues implements FieldValues {
  private final XmpDocument document;
  private final KeywordField field;

  KeywordFieldValues(XmpDocument document, KeywordField field) {
    this.document = document;
    this.field = field;
  }

  @Override
  public List<String> all() {
    return document.list(field.namespace(), field.property());
  }

  @Override
  public void add(String value) {
    document.append(field.namespace(), field.property(), field.kind(), value);
  }

  @Override
  public void remove(List<String> values) {
    document.removeItems(field.namespace(), field.property(), all(), values);
  }

  @Override
  public void copy(XmpDocument other) {
    new KeywordFieldValues(other, field).all().forEach(this::add);
  }

  @Override
  public void clear() {
    document.remove(field.namespace(), field.property());
  }

  /** A person's "Dog" is the tag "dog". */
  @Override
  public String key(String value) {
    return Normalizer.normalize(value.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
