package io.github.ram4j.metadata;

import io.github.ram4j.metadata.xmp.Names;
import io.github.ram4j.metadata.xmp.XmpDocument.ListKind;

/** A field of XMP that tags are written to. */
public enum KeywordField {
  /** {@code dc:subject}: names, and those of all levels above. Every program reads it. */
  SUBJECT(Names.DC, "subject", "dc:subject", ListKind.BAG, ""),

  /** {@code lr:hierarchicalSubject}: levels with "|" between them. Lightroom reads it. */
  HIERARCHICAL_SUBJECT(
      Names.LIGHTROOM, "hierarchicalSubject", "lr:hierarchicalSubject", ListKind.BAG, "|"),

  /** {@code digiKam:TagsList}: levels with "/" between them. digiKam and immich read it. */
  TAGS_LIST(Names.DIGIKAM, "TagsList", "digiKam:TagsList", ListKind.SEQ, "/");

  private final String namespace;
  private final String property;
  private final String label;
  private final ListKind kind;
  private final String separator;

  KeywordField(String namespace, String property, String label, ListKind kind, String separator) {
    this.namespace = namespace;
    this.property = property;
    this.label = label;
    this.kind = kind;
    this.separator = separator;
  }

  String namespace() {
    return namespace;
  }

  String property() {
    return property;
  }

  /** The name under which provenance knows the field. */
  String label() {
    return label;
  }

  ListKind kind() {
    return kind;
  }

  /** Between levels; empty where each level is a value of its own. */
  String separator() {
    return separator;
  }
}
