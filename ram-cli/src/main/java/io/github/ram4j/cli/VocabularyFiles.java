package io.github.ram4j.cli;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;

/** Vocabulary files of programs: used, written and told. */
final class VocabularyFiles {
  private VocabularyFiles() {}

  /** A recognizer of the tags of a file; the content of the file is no wrong command line. */
  static Recognizer over(Recognizer model, Path file, OpenVocabulary tags) {
    try {
      return model.withVocabulary(tags);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException("vocabulary file %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Writes a file and prints a summary. */
  static void write(OpenVocabulary tags, Path file, PrintWriter out) throws IOException {
    tags.write(file);
    out.println(TerminalView.safe(file.toString()));
    summary(tags).lines().forEach(out::println);
  }

  /** The counts of a vocabulary, and the encoders that it fits. */
  static Table summary(OpenVocabulary tags) {
    Table table = new Table();
    table.add("tags", Integer.toString(tags.tags().size()));
    for (TagRecipe recipe : TagRecipe.values()) {
      long count = tags.tags().stream().filter(tag -> tag.recipe() == recipe).count();
      if (count > 0) {
        int rows =
            tags.tags().stream()
                .filter(tag -> tag.recipe() == recipe)
                .mapToInt(OpenTag::rowCount)
                .sum();
        table.add(
            "by " + recipe.id(),
            recipe == TagRecipe.LISTED
                ? Long.toString(count)
                : "%d, %s of width %d"
                    .formatted(count, Count.of(rows, "row"), width(tags, recipe)));
      }
    }
    tags.textEncoder().ifPresent(digest -> table.add("text encoder", digest));
    tags.imageEncoder().ifPresent(model -> table.add("image encoder", model));
    float[] thresholds = new float[tags.tags().size()];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = tags.tags().get(i).threshold();
    }
    Arrays.sort(thresholds);
    table.add(
        "thresholds",
        thresholds[0] == thresholds[thresholds.length - 1]
            ? Float.toString(thresholds[0])
            : thresholds[0] + " to " + thresholds[thresholds.length - 1]);
    return table;
  }

  private static int width(OpenVocabulary tags, TagRecipe recipe) {
    return tags.tags().stream()
        .filter(tag -> tag.recipe() == recipe)
        .mapToInt(OpenTag::width)
        .findFirst()
        .orElseThrow();
  }
}
