package io.github.ram4j.metadata;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tags as the values of fields. */
final class KeywordValues {
  /** Programs take these for a step of a hierarchy, and some in every field. */
  private static final Pattern SEPARATORS = Pattern.compile("[/|]");

  private final NameLanguages languages;

  KeywordValues(NameLanguages languages) {
    this.languages = languages;
  }

  /** The values of a field, each once. */
  List<String> of(List<AutomaticTag> tags, KeywordField field) {
    Set<String> values = new LinkedHashSet<>();
    for (AutomaticTag tag : tags) {
      List<String> path = tag.path().stream().map(KeywordValues::plain).toList();
      for (String name : names(tag)) {
        if (field.separator().isEmpty()) {
          values.addAll(path);
          values.add(name);
        } else {
          List<String> levels = new ArrayList<>(path);
          levels.add(name);
          values.add(String.join(field.separator(), levels));
        }
      }
    }
    return List.copyOf(values);
  }

  /** The names of a tag, at least one. */
  List<String> names(AutomaticTag tag) {
    Set<String> names = new LinkedHashSet<>();
    if (languages.english()) {
      names.add(plain(tag.name()));
    }
    if (languages.chinese()) {
      for (String text : tag.chinese()) {
        for (String alternative : SEPARATORS.split(text, -1)) {
          if (!alternative.isBlank()) {
            names.add(plain(alternative));
          }
        }
      }
    }
    if (names.isEmpty()) {
      names.add(plain(tag.name()));
    }
    return List.copyOf(names);
  }

  /** A name that no program takes for a path, or cannot be written in XML. */
  static String plain(String name) {
    return XmlCharacters.clean(name).strip().replace('/', '\uff0f').replace('|', '\uff5c');
  }
}
