package io.github.ram4j.metadata;

import io.github.ram4j.metadata.xmp.Names;
import io.github.ram4j.metadata.xmp.XmpDocument;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Captions as the description of an image, where a person has none. */
final class DescriptionMerge {
  static final String LABEL = "dc:description";

  private static final String PROPERTY = "description";

  private final XmpDocument document;
  private final FieldRecord record;

  DescriptionMerge(XmpDocument document, FieldRecord record) {
    this.document = document;
    this.record = record;
  }

  private Optional<String> present() {
    Optional<String> plain = document.text(Names.DC, PROPERTY);
    return plain.isPresent() ? plain : document.defaultText(Names.DC, PROPERTY);
  }

  private boolean isAutomatic() {
    return !record.added.isEmpty() && present().equals(Optional.of(record.added.get(0)));
  }

  /** What a person changed or took away since is theirs. */
  void notice() {
    if (!record.added.isEmpty() && !isAutomatic()) {
      if (present().isEmpty() && !record.withheld.contains(record.added.get(0))) {
        record.withheld.add(record.added.get(0));
      }
      record.added.clear();
    }
  }

  /** Whether a person has described the image. */
  boolean isOfAPerson() {
    return !isAutomatic() && present().filter(text -> !text.isBlank()).isPresent();
  }

  /**
   * Writes captions, unless a person has described the image.
   *
   * @param found the captions; blank ones are passed over
   * @param append whether the captions of earlier runs stay
   */
  void merge(List<String> found, boolean append) {
    List<String> captions =
        found.stream()
            .map(caption -> XmlCharacters.clean(caption).strip())
            .filter(caption -> !caption.isEmpty())
            .toList();
    Set<String> lines = new LinkedHashSet<>();
    boolean automatic = isAutomatic();
    if (automatic && (append || captions.isEmpty())) {
      lines.addAll(present().orElse("").lines().toList());
    }
    lines.addAll(captions);
    String text = String.join("\n", lines);
    if (captions.isEmpty() && automatic && !append) {
      undo();
      record.added.clear();
    } else if (!captions.isEmpty() && !isOfAPerson() && !record.withheld.contains(text)) {
      if (!automatic) {
        record.before = present().orElse(null);
      }
      record.added.clear();
      record.added.add(text);
      if (!present().equals(Optional.of(text))) {
        document.setDefaultText(Names.DC, PROPERTY, text);
      }
    }
  }

  /** Takes an automatic description away; what was there before comes back. */
  void undo() {
    if (!isAutomatic()) {
      return;
    }
    if (record.before == null) {
      document.removeDefaultText(Names.DC, PROPERTY);
    } else {
      document.setDefaultText(Names.DC, PROPERTY, record.before);
    }
    record.before = null;
  }
}
