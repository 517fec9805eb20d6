package io.github.ram4j.server.api;

import io.github.ram4j.server.http.Problem;
import io.github.ram4j.server.http.ProblemException;
import io.github.ram4j.view.json.NameLanguage;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Parameters by name, each given once. */
final class Parameters {
  private static final int MAX_LIMIT = 100_000;

  private final Map<String, List<String>> values;

  Parameters(Map<String, List<String>> values) {
    this.values = Map.copyOf(values);
  }

  /** Refuses parameters that nothing reads: a misspelled one would be ignored in silence. */
  static void requireKnown(Map<String, List<String>> given, String... known) {
    Set<String> unknown = new LinkedHashSet<>(given.keySet());
    Arrays.asList(known).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw wrong("parameters: expected %s, found %s".formatted(List.of(known), unknown));
    }
  }

  private Optional<String> value(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    if (given.size() > 1) {
      throw wrong("%s: expected it once, found it %d times".formatted(name, given.size()));
    }
    return given.stream().findFirst();
  }

  Optional<Float> threshold() {
    return value("threshold")
        .map(
            text -> {
              float threshold = Float.NaN;
              try {
                threshold = Float.parseFloat(text);
              } catch (NumberFormatException e) {
                // NaN stands for it below.
              }
              if (!(threshold >= 0 && threshold <= 1)) {
                throw wrong(
                    "threshold: expected a number from 0 to 1, found \"%s\"".formatted(text));
              }
              return threshold;
            });
  }

  NameLanguage language() {
    String text = value("language").orElse("both");
    return switch (text) {
      case "en" -> NameLanguage.EN;
      case "zh" -> NameLanguage.ZH;
      case "both" -> NameLanguage.BOTH;
      default -> throw wrong("language: expected en, zh or both, found \"%s\"".formatted(text));
    };
  }

  OptionalInt limit() {
    Optional<String> text = value("limit");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    int limit = -1;
    try {
      limit = Integer.parseInt(text.get());
    } catch (NumberFormatException e) {
      // -1 stands for it below.
    }
    if (limit < 0 || limit > MAX_LIMIT) {
      throw wrong("limit: expected 0 to %d, found \"%s\"".formatted(MAX_LIMIT, text.get()));
    }
    return OptionalInt.of(limit);
  }

  boolean all() {
    String text = value("all").orElse("false").toLowerCase(Locale.ROOT);
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("all: expected true or false, found \"%s\"".formatted(text));
    };
  }

  /** Names separated by commas, each once; empty where none is given. */
  List<String> names(int atMost) {
    List<String> names =
        value("names").stream()
            .flatMap(text -> Arrays.stream(text.split("[,，、\n]", -1)))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    if (names.size() > atMost) {
      throw wrong("names: expected at most %d, found %d".formatted(atMost, names.size()));
    }
    return names;
  }

  /** Tags that steer a sentence, as text; empty for those that the model recognizes. */
  Optional<String> tags() {
    return value("tags");
  }

  private static ProblemException wrong(String detail) {
    return new ProblemException(Problem.badRequest(detail));
  }
}
