package io.github.ram4j.data;

import io.github.ram4j.Tag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Captions written by hand, each with the tags of RAM's list that it names. */
final class CaptionSet {
  private CaptionSet() {}

  /** A caption and its tags. */
  record Captioned(String text, Set<String> tags) {}

  /** How many tags were found that are named, found and not named, and named and not found. */
  record Counts(int right, int wrong, int missed, List<String> differences) {
    double precision() {
      return (double) right / (right + wrong);
    }

    double recall() {
      return (double) right / (right + missed);
    }

    @Override
    public String toString() {
      return "%d right, %d wrong, %d missed: precision %.3f, recall %.3f%n%s"
          .formatted(right, wrong, missed, precision(), recall(), String.join("\n", differences));
    }
  }

  static List<Captioned> read(String resource) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                CaptionSet.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .map(cells -> new Captioned(cells[0], names(cells[1])))
          .toList();
    }
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Counts compare(List<Captioned> captions, CaptionTags parser) {
    int right = 0;
    int wrong = 0;
    int missed = 0;
    List<String> differences = new ArrayList<>();
    for (Captioned caption : captions) {
      Set<String> found =
          parser.find(caption.text()).stream()
              .map(Tag::english)
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> both = new TreeSet<>(found);
      both.retainAll(caption.tags());
      Set<String> missing = new TreeSet<>(caption.tags());
      missing.removeAll(found);
      found.removeAll(both);
      right += both.size();
      wrong += found.size();
      missed += missing.size();
      if (!found.isEmpty() || !missing.isEmpty()) {
        differences.add(caption.text() + " +" + found + " -" + missing);
      }
    }
    return new Counts(right, wrong, missed, differences);
  }
}
