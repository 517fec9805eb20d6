package io.github.ram4j.cli;

import io.github.ram4j.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the models that find boxes and masks, and of what they are asked for. */
final class LocateModels {
  /** What looks like the name of a file of tags, and like no tag. */
  private static final Pattern FILE_NAME =
      Pattern.compile("@.*|[^,]*\\.(?:txt|tsv|csv)", Pattern.CASE_INSENSITIVE);

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

  /** Returns whether the names to look for are given. */
  boolean isNamed() {
    return tags != null;
  }

  /** The names to look for, where they are given. */
  Optional<List<Tag>> names() throws IOException {
    if (tags == null) {
      return Optional.empty();
    }
    requireNoLostFile(tags);
    List<Tag> named = new ArrayList<>();
    for (String name : TagSelection.entriesOf(tags)) {
      named.add(new Tag(named.size(), name, List.of(), true));
    }
    if (named.isEmpty()) {
      throw new IllegalArgumentException("--tags: expected at least one tag, found none");
    }
    return Optional.of(named);
  }

  /** Refuses what was meant for a file: any name may be looked for, so it would be a name. */
  private static void requireNoLostFile(String tags) {
    if (FILE_NAME.matcher(tags).matches() && !TagSelection.isFile(tags)) {
      throw new IllegalArgumentException(
          "--tags: expected names, or a file of them, found %s, of which there is no file"
              .formatted(tags));
    }
  }
}
