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
import java.util.regex.Pattern;

/** Parameters by name, each given once. */
final class Parameters {
  private static final int MAX_LIMIT = 100_000;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern DECIMAL =
      Pattern.compile("([0-9]{1,50}(\\.[0-9]{0,50})?|\\.[0-9]{1,50})([eE][+-]?[0-9]{1,5})?");

  private final Map<String, List<String>> values;

  Parameters(Map<String, List<String>> values) {
    this.values = Map.copyOf(values);
  }

  /** Refuses parameters that nothing reads: a misspelled one would be ignored in silence. */
  static void requireKnown(Map<String, List<String>> given, String... known) {
    Set<String> unknown = new LinkedHashSet<>(given.keySet());
    Arrays.asList(known).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      List<String> quoted = unknown.stream().map(name -> '"' + name + '"').toList();
      String expected = known.length == 0 ? "none" : "only " + String.join(", ", known);
      throw wrong("parameters: expected %s, found %s".formatted(expected, quoted));
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
    return share("threshold");
  }

  /** A number from 0 to 1. */
  Optional<Float> share(String name) {
    return value(name)
        .map(
            text -> {
              // As JSON and people write numbers: Java would take 0x1p-1 and 0.5f, too.
              float share = DECIMAL.matcher(text).matches() ? Float.parseFloat(text) : -1;
              if (!(share >= 0 && share <= 1)) {
                throw wrong(
                    "%s: expected a number from 0 to 1, found \"%s\"".formatted(name, text));
              }
              return share;
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
    int limit = DIGITS.matcher(text.get()).matches() ? Integer.parseInt(text.get()) : -1;
    if (limit < 0 || limit > MAX_LIMIT) {
      throw wrong("limit: expected 0 to %d, found \"%s\"".formatted(MAX_LIMIT, text.get()));
    }
    return OptionalInt.of(limit);
  }

  boolean all() {
    return flag("all");
  }

  boolean flag(String name) {
    String text = value(name).orElse("false").toLowerCase(Locale.ROOT);
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("%s: expected true or false, found \"%s\"".formatted(name, text));
    };
  }

  /** Names separated by commas, each once; empty where none is given. */
  List<String> names(int atMost) {
    return list("names", atMost);
  }

  /** Texts separated by commas, each once; empty where none is given. */
  List<String> list(String name, int atMost) {
    List<String> texts =
        value(name).stream()
            .flatMap(text -> Arrays.stream(text.split("[,，、\n]", -1)))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .distinct()
            .toList();
    if (texts.size() > atMost) {
      throw wrong("%s: expected at most %d, found %d".formatted(name, atMost, texts.size()));
    }
    return texts;
  }

  /**
   * Texts separated by commas, each once; empty where the parameter is not given at all. Given
   * without a text it is an error, since what follows from its lack was not meant.
   */
  List<String> listIfGiven(String name, int atMost) {
    List<String> texts = list(name, atMost);
    if (texts.isEmpty() && value(name).isPresent()) {
      throw wrong("%s: expected at least one name, found none".formatted(name));
    }
    return texts;
  }

  /** Tags that steer a sentence, as text; empty for those that the model recognizes. */
  Optional<String> tags() {
    return value("tags");
  }

  private static ProblemException wrong(String detail) {
    return new ProblemException(Problem.badRequest(detail));
  }
}
