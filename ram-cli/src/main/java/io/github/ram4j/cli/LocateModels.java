package io.github.ram4j.cli;

import io.github.ram4j.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the models that find boxes and masks, and of what they are asked for. */
final class LocateModels {
  @Mixin private RegionOptions regions;

  @Option(
      names = "--tags",
      paramLabel = "TAGS",
      description =
          "Look for these names, separated by commas, or for those of a file, one a line; with"
              + " --detector any names, and no tagger is opened.")
  private String tags;

  /** The models that find boxes and masks. */
  RegionOptions regions() {
    return regions;
  }

  /** The names to look for, where they are given. */
  Optional<List<Tag>> names() throws IOException {
    if (tags == null) {
      return Optional.empty();
    }
    List<Tag> named = new ArrayList<>();
    for (String name : TagSelection.entriesOf(tags)) {
      named.add(new Tag(named.size(), name, List.of(), true));
    }
    if (named.isEmpty()) {
      throw new IllegalArgumentException("--tags: expected at least one tag, found none");
    }
    return Optional.of(named);
  }
}
