package io.github.ram4j.data.parse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** English word lists beside this class; lines that begin with # explain them. */
final class WordLists {
  /** Nouns whose verbs mean another thing. */
  static final Set<String> NOUNS = words("nouns.txt");

  /** Plurals that their singular does not match. */
  static final Set<String> PLURALS = words("plurals-of-their-own.txt");

  /** Compounds that are not a kind of their last words. */
  static final Set<String> OTHER_THAN_THEIR_HEADS = Set.copyOf(lines("other-than-their-heads.txt"));

  /** Idioms, whose words name no tags. */
  static final List<String> PHRASES = lines("phrases.txt");

  private WordLists() {}

  private static Set<String> words(String resource) {
    return lines(resource).stream()
        .flatMap(line -> Arrays.stream(line.split(" ")))
        .collect(Collectors.toUnmodifiableSet());
  }

  static List<String> lines(String resource) {
    try (InputStream in = WordLists.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource, e);
    }
  }
}
