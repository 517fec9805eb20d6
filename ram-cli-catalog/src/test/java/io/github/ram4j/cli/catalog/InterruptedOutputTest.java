package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file of lines that was to be written anew when the run was killed. */
@Timeout(300)
class InterruptedOutputTest {
  private static final String FIRST =
      "(SELECT tag_id FROM image_tag WHERE image_id = (SELECT id FROM image ORDER BY seq LIMIT 1)"
          + " ORDER BY score DESC LIMIT 1)";

  @TempDir Path temporary;

  /** The old file ends as the new one would, and is as long. */
  @Test
  void aFileThatDidNotTakeItsNameIsWrittenAgain() throws Exception {
    TaggedSamples samples =
        TaggedSamples.of(
            temporary.resolve("p"),
            "frog.png",
            "house.png",
            "rocket.png",
            "pizza.png",
            "castle.png");
    Path jsonl = temporary.resolve("tags.jsonl");
    samples.tag("--jsonl", jsonl).well();
    String name = samples.rows("SELECT english FROM tag WHERE id = " + FIRST).get(0);
    String other = name.toUpperCase(Locale.ROOT);
    samples.change("UPDATE tag SET english = '" + other + "' WHERE id = " + FIRST);
    samples.change(
        "UPDATE output SET stale = 1, next_bytes = bytes, next_tail = tail, next_seq = seq");
    samples.tag("--jsonl", jsonl).well();
    String text = Files.readString(jsonl);
    assertTrue(text.contains("\"" + other + "\""), text);
  }
}
