package io.github.ram4j.recipe.icons;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tab-separated table beside the classes of this package.
 *
 * @param header names of the columns
 * @param rows rows with a cell for each column
 */
record Table(List<String> header, List<List<String>> rows) {

  static Table ofResource(String name) {
    try (InputStream in = Table.class.getResourceAsStream(name)) {
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }

  static Table of(String text, String name) {
    List<List<String>> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(Arrays.asList(line.split("\t", -1)));
      int found = lines.get(lines.size() - 1).size();
      int expected = lines.get(0).size();
      if (found != expected) {
        throw new IllegalArgumentException(
            "%s, line %d: expected %d columns, found %d"
                .formatted(name, lines.size(), expected, found));
      }
    }
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(name + ": expected a line of column names, found none");
    }
    return new Table(lines.get(0), lines.subList(1, lines.size()));
  }
}
